// The open orders survive a reload and a crash: every change of one is written, in order, and all are read back once at the start.
import { ref, watch } from 'vue'
import type { DraftOrder, LocalStore } from '@barra/local-store'

export type DraftTrouble =
  /** What is open now is not on the disk. */
  | 'unsaved'
  /** What was open before is on the disk still, in slots that nobody knows: nothing is written over it. */
  | 'unread'

export function useDrafts(store: Pick<LocalStore['drafts'], 'load' | 'save' | 'clear'>, current: () => readonly DraftOrder[]) {
  const isRestored = ref(false)
  const trouble = ref<DraftTrouble | null>(null)
  /** What each slot holds on disk, as JSON. */
  const onDisk = new Map<number, string>()
  let lastWrite: Promise<void> = Promise.resolve()

  /**
   * Reads the drafts and gives them to `take`; only then are changes written, or the empty start would erase them. Never rejects:
   * drafts that cannot be read must not stop the sale.
   */
  async function restore(take: (drafts: readonly DraftOrder[]) => Promise<void>): Promise<void> {
    isRestored.value = false
    try {
      const drafts = await store.load()
      for (const draft of drafts) onDisk.set(draft.slot, JSON.stringify(draft))
      if (drafts.length > 0) await take(drafts)
      trouble.value = null
    } catch {
      trouble.value = 'unread'
    }
    isRestored.value = true
    await written()
  }

  async function writeChanges(drafts: readonly DraftOrder[]): Promise<void> {
    for (const draft of drafts) {
      const text = JSON.stringify(draft)
      if (onDisk.get(draft.slot) === text) continue
      await store.save(draft)
      onDisk.set(draft.slot, text)
    }
    const slots = new Set(drafts.map(({ slot }) => slot))
    for (const slot of [...onDisk.keys()].filter((held) => !slots.has(held))) {
      await store.clear(slot)
      onDisk.delete(slot)
    }
  }

  /** Writes what changed. Resolves when everything up to now is written, or has failed to be. */
  function written(): Promise<void> {
    if (!isRestored.value || trouble.value === 'unread') return lastWrite
    const drafts = current()
    lastWrite = lastWrite
      .then(() => writeChanges(drafts))
      .then(
        () => void (trouble.value = null),
        () => void (trouble.value = 'unsaved'),
      )
    return lastWrite
  }

  watch(
    () => JSON.stringify(current()),
    () => void written(),
  )

  return { isRestored, trouble, restore, written }
}
