import { onScopeDispose, shallowRef } from 'vue'
import { openLocalStore, type LocalStore } from '@barra/local-store'
import { findPairing, refreshPairing } from '../pairing/find-pairing.ts'

export type TerminalStart =
  | { readonly kind: 'opening' }
  /** Never paired, and no server to pair with. */
  | { readonly kind: 'unpaired' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly store: LocalStore }

/** Opens this terminal: its pairing, then its store. `start` may be called again after it ended unpaired. */
export function useTerminalStart() {
  const state = shallowRef<TerminalStart>({ kind: 'opening' })

  async function start(): Promise<void> {
    state.value = { kind: 'opening' }
    const pairing = await findPairing()
    if (!pairing) {
      state.value = { kind: 'unpaired' }
      return
    }
    try {
      state.value = { kind: 'open', store: await openLocalStore(pairing) }
    } catch (error) {
      state.value = { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
      return
    }
    // Drafts and tickets are on disk, so opening again costs nothing but a moment.
    if (await refreshPairing(pairing)) location.reload()
  }

  onScopeDispose(() => {
    if (state.value.kind === 'open') void state.value.store.close()
  })

  return { state, start }
}
