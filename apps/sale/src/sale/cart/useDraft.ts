// The order survives a reload and a crash: every change of it is written, in order, and read back once at the start.
import { ref, watch } from 'vue'
import { isEmptyCart } from '@barra/domain'
import type { DraftCart, LocalStore } from '@barra/local-store'

export function useDraft(drafts: LocalStore['drafts'], current: () => DraftCart) {
  const isRestored = ref(false)
  const hasFailed = ref(false)
  let lastWrite: Promise<void> = Promise.resolve()

  /**
   * Reads the draft and gives it to `take`; only then are changes written, or the empty start would erase it. Never rejects: a
   * draft that cannot be read must not stop the sale.
   */
  async function restore(take: (draft: DraftCart) => Promise<void>): Promise<void> {
    try {
      const draft = await drafts.load()
      if (draft) await take(draft)
    } catch {
      hasFailed.value = true
    }
    isRestored.value = true
  }

  /** Resolves when everything up to now is written, or has failed to be. */
  function write(): Promise<void> {
    const draft = current()
    const isNothing = isEmptyCart(draft.cart) && draft.cart.observations === '' && draft.guest === null
    lastWrite = lastWrite
      .then(() => drafts.save(isNothing ? null : draft))
      .then(
        () => void (hasFailed.value = false),
        () => void (hasFailed.value = true),
      )
    return lastWrite
  }

  watch(
    () => JSON.stringify(current()),
    () => {
      if (isRestored.value) void write()
    },
    { flush: 'sync' },
  )

  return { isRestored, hasFailed, restore, written: () => lastWrite }
}
