// What a person can have done with the second copy. Each waits for the browser or for a slow stick, and may fail.
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TicketFile } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'
import { pickExistingCopy, pickNewCopy } from './pick-copy-file.ts'

type CopyAction = 'choose' | 'goOn' | 'permit' | 'forget'

interface FoundCopy {
  readonly handle: FileSystemFileHandle
  readonly text: string
}

export function useSecondCopyActions() {
  const { t } = useI18n()
  const { secondCopy, ticketFiles } = useLocalStore()
  const state = useLive(secondCopy.state$)
  const underWay = shallowRef<CopyAction | null>(null)
  /** What did not come off; its words are `copy.failed.<failed>`. */
  const failed = shallowRef<CopyAction | 'notACopy' | null>(null)
  /** A file that was chosen and holds tickets that this terminal does not have: they are offered before it is written to. */
  const found = shallowRef<FoundCopy | null>(null)

  async function act(action: CopyAction, work: () => Promise<void>): Promise<void> {
    if (underWay.value) return
    underWay.value = action
    failed.value = null
    try {
      await work()
    } catch {
      failed.value = action
    }
    underWay.value = null
  }

  function choose(): Promise<void> {
    return act('choose', async () => {
      const handle = await pickNewCopy(ticketFiles.nameCopy(), t('copy.fileType'))
      if (handle) await secondCopy.choose(handle)
    })
  }

  function goOn(): Promise<void> {
    return act('goOn', async () => {
      const handle = await pickExistingCopy(t('copy.fileType'))
      if (!handle) return
      const text = await (await handle.getFile()).text()
      const file = ticketFiles.read(text)
      if (isSomethingElse(file)) failed.value = 'notACopy'
      else if (await ticketFiles.holdsUnknown(file)) found.value = { handle, text }
      else await secondCopy.choose(handle)
    })
  }

  /** Goes on with the file, whether or not what it holds was imported: it keeps it. */
  function goOnWithFound(): Promise<void> {
    return act('goOn', async () => {
      const { handle } = found.value!
      found.value = null
      await secondCopy.choose(handle)
    })
  }

  function permit(): Promise<void> {
    return act('permit', async () => {
      await secondCopy.permit()
      if (state.value?.kind === 'not_permitted') failed.value = 'permit'
    })
  }

  return { underWay, failed, found, choose, goOn, goOnWithFound, permit, forget: () => act('forget', () => secondCopy.forget()) }
}

function isSomethingElse({ tickets, terminals, badLines }: TicketFile): boolean {
  return badLines.length > 0 && tickets.length === 0 && terminals.length === 0
}
