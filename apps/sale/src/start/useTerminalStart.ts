import { onScopeDispose, shallowRef } from 'vue'
import { openLocalStore, type LocalStore, type Pairing } from '@barra/local-store'
import { findPairing, refreshPairing } from '../pairing/find-pairing.ts'
import { rememberPairing } from '../pairing/remembered-pairing.ts'

export type TerminalStart =
  | { readonly kind: 'opening' }
  /** Never paired, or no longer. */
  | { readonly kind: 'unpaired' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly store: LocalStore }

/** Opens this terminal: its pairing, then its store. One that ends unpaired goes on with `startPaired`. */
export function useTerminalStart() {
  const state = shallowRef<TerminalStart>({ kind: 'opening' })

  async function start(): Promise<void> {
    state.value = { kind: 'opening' }
    const pairing = await findPairing()
    if (!pairing) {
      state.value = { kind: 'unpaired' }
      return
    }
    if (!(await open(pairing))) return
    // Drafts and tickets are on disk, so opening again costs nothing but a moment.
    if (await refreshPairing(pairing)) location.reload()
  }

  async function startPaired(pairing: Pairing): Promise<void> {
    rememberPairing(pairing)
    await open(pairing)
  }

  async function open(pairing: Pairing): Promise<boolean> {
    state.value = { kind: 'opening' }
    try {
      state.value = { kind: 'open', store: await openLocalStore(pairing) }
    } catch (error) {
      state.value = { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
    return state.value.kind === 'open'
  }

  onScopeDispose(() => {
    if (state.value.kind === 'open') void state.value.store.close()
  })

  return { state, start, startPaired }
}
