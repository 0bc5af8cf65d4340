import { shallowRef } from 'vue'
import { useLocalStore } from '../store/useLocalStore.ts'
import { download } from './download.ts'

export const TICKET_FILE_TYPE = 'application/jsonl'

/** Hands out what the server does not have yet, and says how much that was. */
export function useTicketExport() {
  const { ticketFiles } = useLocalStore()
  /** How many tickets the last file held; null before the first. */
  const exported = shallowRef<number | null>(null)
  const isExporting = shallowRef(false)
  const hasFailed = shallowRef(false)

  /** @returns whether they are in a file now */
  async function exportPending(): Promise<boolean> {
    if (isExporting.value) return false
    isExporting.value = true
    hasFailed.value = false
    try {
      const { fileName, text, count } = await ticketFiles.exportPending()
      download(fileName, text, TICKET_FILE_TYPE)
      exported.value = count
    } catch {
      hasFailed.value = true
    }
    isExporting.value = false
    return !hasFailed.value
  }

  return { exported, isExporting, hasFailed, exportPending }
}
