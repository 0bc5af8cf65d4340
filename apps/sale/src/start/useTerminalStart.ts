import { onScopeDispose, shallowRef } from 'vue'
import {
  abandonTraining,
  findStorageTrouble,
  isTraining,
  openLocalStore,
  type LocalStore,
  type Pairing,
} from '@barra/local-store'
import { setClubZone } from '../format/club-zone.ts'
import { findPairing, refreshPairing } from '../pairing/find-pairing.ts'
import { recallPairing, rememberPairing, rememberTimeZone, whenChangedElsewhere } from '../pairing/remembered-pairing.ts'
import type { TrainingUnderWay } from '../training/useTrainingMode.ts'
import { startTroubleOf, type StartTrouble } from './start-trouble.ts'

export type TerminalStart =
  | { readonly kind: 'opening' }
  /** Never paired, or no longer. */
  | { readonly kind: 'unpaired' }
  /** `cause`: what a library said about it, for whoever is asked for help. `retry`: what may be tried again; the page's load unless given. */
  | { readonly kind: 'failed'; readonly trouble: StartTrouble; readonly cause: string | null; readonly retry?: () => void }
  | { readonly kind: 'open'; readonly store: LocalStore; readonly practice: TrainingUnderWay | null }

/** Opens this terminal: its pairing, then its store. One that ends unpaired goes on with `startPaired`. */
export function useTerminalStart() {
  const state = shallowRef<TerminalStart>({ kind: 'opening' })
  let inUse: Pairing | null = null

  async function start(): Promise<void> {
    state.value = { kind: 'opening' }
    // Asked first: a pairing code would be used up for a pairing that nothing can keep.
    const trouble = window.isSecureContext ? await findStorageTrouble() : 'insecure'
    if (trouble) {
      state.value = { kind: 'failed', trouble, cause: null }
      return
    }
    if (isTraining()) return practise()
    const pairing = await findPairing()
    if (!pairing) return enter({ kind: 'unpaired' })
    if (!(await open(pairing))) return
    // Drafts and tickets are on disk, so opening again costs nothing but a moment.
    if (await refreshPairing(pairing)) location.reload()
  }

  async function startPaired(pairing: Pairing): Promise<void> {
    try {
      rememberPairing(pairing)
    } catch (error) {
      state.value = { ...failed(error, 'pairing_not_kept'), retry: () => void startPaired(pairing) }
      return
    }
    // Other tabs follow, and may be quicker: who pairs here means to sell here.
    await (await open(pairing))?.sellingTab.takeOver()
  }

  async function open(pairing: Pairing): Promise<LocalStore | null> {
    state.value = { kind: 'opening' }
    setClubZone(pairing.timeZone)
    inUse = pairing
    try {
      const store = await openLocalStore(pairing)
      store.server.answer$.subscribe((answer) => answer?.timeZone && rememberTimeZone(pairing, answer.timeZone))
      enter({ kind: 'open', store, practice: null })
      return store
    } catch (error) {
      state.value = failed(error)
      return null
    }
  }

  /** Puts the terminal's own store away, and opens the one to practise with. */
  async function practise(): Promise<void> {
    const before = state.value
    state.value = { kind: 'opening' }
    try {
      if (before.kind === 'open') await before.store.close()
      setClubZone()
      const { openTraining, TrainingBanner } = await import('../training/index.ts')
      const training = await openTraining()
      training.endedElsewhere$.subscribe(() => location.reload())
      state.value = { kind: 'open', store: training.store, practice: { training, Banner: TrainingBanner } }
    } catch (error) {
      // Or every reload would try it again, and the terminal could not sell.
      abandonTraining()
      state.value = failed(error)
    }
  }

  async function leavePractice(): Promise<void> {
    const before = state.value
    if (before.kind !== 'open' || !before.practice) return
    state.value = { kind: 'opening' }
    try {
      await before.practice.training.leave()
    } catch (error) {
      abandonTraining()
      state.value = failed(error, 'practice_not_closed')
      return
    }
    await start()
  }

  /** What another tab did to the pairing while this one was opening is followed now. */
  function enter(next: Extract<TerminalStart, { kind: 'unpaired' | 'open' }>): void {
    state.value = next
    void follow()
  }

  /**
   * Nothing more is sold here by a terminal that is no longer paired, or by what is paired anew; its open orders and tickets stay on the
   * disk. Who asks for a code here asks for none that another tab was given.
   */
  async function follow(): Promise<void> {
    const before = state.value
    const pairing = recallPairing()
    if (before.kind === 'unpaired' && pairing) return start()
    if (before.kind !== 'open' || before.practice || pairing?.token === inUse?.token) return
    state.value = { kind: 'opening' }
    await before.store.close().finally(() => location.reload())
  }

  whenChangedElsewhere(() => void follow())
  onScopeDispose(() => {
    if (state.value.kind === 'open') void state.value.store.close()
  })

  return { state, start, startPaired, practise, leavePractice }
}

function failed(error: unknown, trouble: StartTrouble = startTroubleOf(error)): Extract<TerminalStart, { kind: 'failed' }> {
  return { kind: 'failed', trouble, cause: error instanceof Error ? error.message : String(error) }
}
