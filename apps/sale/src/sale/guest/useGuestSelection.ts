// Whom the order is for, as scans arrive and as the data under it changes.
import { computed, shallowRef, watch } from 'vue'
import type { Guest } from '@barra/domain'
import type { BraceletLookup, LocalStore } from '@barra/local-store'
import { useLiveFor } from '../../store/useLiveFor.ts'
import {
  keepPrevious,
  nobody,
  ownerOf,
  receiveGuest,
  receiveLookup,
  selected,
  withLiveGuest,
  type GuestState,
} from './guest-selection.ts'

/** A bracelet that came to nothing: the cashier has to try it again. */
export type LostBracelet =
  | { readonly kind: 'lookup_failed'; readonly bracelet: string }
  | { readonly kind: 'scan_cut' }
  /** It came while a dialog about the order at the front was open, which would have gone on with another guest's. */
  | { readonly kind: 'not_taken'; readonly bracelet: string }

export interface GuestSelectionOptions {
  readonly guests: LocalStore['guests']
  /** Whether there is an order that would change hands. */
  readonly hasOrder: () => boolean
  /** Whether an order of this guest's was left open. */
  readonly hasOpenOrder: (guest: Guest) => boolean
  /** Goes on with the order that was left open for this guest; false when there is none. */
  readonly bringGuestToFront: (guest: Guest) => boolean
  /** Leaves the order open and serves this guest instead; false when the cashier wants to be asked. */
  readonly leaveOrderOpen: (next: Guest) => boolean
  /** Resolves when no sale is being written: whoever was looked up meanwhile is the next guest. */
  readonly onceWritten: () => Promise<void>
  /** Whether a dialog works on the order at the front, which must not change hands under it. */
  readonly isOrderHeld: () => boolean
  readonly onOutcome: (outcome: 'selected' | 'asked' | 'refused') => void
}

export function useGuestSelection(options: GuestSelectionOptions) {
  const { guests, hasOrder, hasOpenOrder, bringGuestToFront, leaveOrderOpen, onceWritten, isOrderHeld, onOutcome } = options
  const state = shallowRef<GuestState>(nobody)
  const lost = shallowRef<LostBracelet | null>(null)
  let latestLookup = 0

  const owner = computed(() => ownerOf(state.value.selection))
  const live = useLiveFor(
    () => owner.value && `${owner.value.visit.id_visit} ${owner.value.bracelet}`,
    () => guests.guest$(owner.value!.visit.id_visit, owner.value!.bracelet),
  )
  const selection = computed(() =>
    live.value === undefined ? state.value.selection : withLiveGuest(state.value.selection, live.value),
  )
  const consumption = useLiveFor(
    () => owner.value?.visit.id_visit ?? null,
    (id_visit) => guests.consumption$(id_visit),
  )
  /** Who can be charged, even while a bad scan waits for an answer. */
  const chargeable = computed(() => ownerOf(selection.value))

  function enter(next: GuestState): void {
    latestLookup += 1 // An older lookup that answers late must not undo this.
    show(next)
  }

  function show(next: GuestState): void {
    lost.value = null
    state.value = next
  }

  /** Looks a bracelet up; the last one asked for wins, whatever order the answers come in. False when it was not this one. */
  async function lookUp(bracelet: string): Promise<boolean> {
    latestLookup += 1
    const mine = latestLookup
    try {
      const lookup = await guests.findByBracelet(bracelet).finally(onceWritten)
      if (mine !== latestLookup) return false
      if (isOrderHeld()) lose({ kind: 'not_taken', bracelet })
      else receive(bracelet, lookup)
    } catch {
      if (mine !== latestLookup) return false
      lose({ kind: 'lookup_failed', bracelet })
    }
    return true
  }

  function lose(bracelet: LostBracelet): void {
    lost.value = bracelet
    report()
  }

  function receive(bracelet: string, lookup: BraceletLookup): void {
    const [only, ...others] = lookup.kind === 'open' ? lookup.guests : []
    if (only && others.length === 0) return pick(only)
    enter(receiveLookup(state.value, bracelet, lookup))
    report()
  }

  // An order that is somebody's waits in its own tab, a scan away, when another guest's own comes to the front. What was tapped for
  // nobody yet is meant for whoever is scanned now, and would be left behind unseen.
  function pick(guest: Guest): void {
    if (hasOrder() && owner.value === null && hasOpenOrder(guest)) {
      enter({ selection: state.value.selection, question: { kind: 'own_order', guest } })
    } else if (!bringGuestToFront(guest)) {
      const next = receiveGuest(state.value, guest, hasOrder())
      if (next.question === null || !leaveOrderOpen(guest)) enter(next)
    }
    report()
  }

  // A guest who was refused at the door of the data is let in when the data comes.
  const refusal = computed(() => {
    const { selection } = state.value
    return selection.kind === 'refused' && state.value.question === null ? selection.refusal : null
  })
  const newsOfRefused = useLiveFor(
    () => refusal.value?.bracelet ?? null,
    (bracelet) => guests.lookup$(bracelet),
  )
  watch([newsOfRefused, isOrderHeld], ([lookup, isHeld]) => {
    if (lookup && !isHeld && refusal.value && lookup.kind !== refusal.value.kind) receive(refusal.value.bracelet, lookup)
  })

  function report(): void {
    if (lost.value !== null || selection.value.kind === 'refused') onOutcome('refused')
    else onOutcome(state.value.question ? 'asked' : 'selected')
  }

  return {
    selection,
    chargeable,
    consumption,
    /** What became of the last bracelet when nobody could be asked about it, until the next one. */
    lost,
    /** Whose order it is in the draft, charged or not. */
    owner,
    question: computed(() => state.value.question),
    lookUp,
    scanCut: () => lose({ kind: 'scan_cut' }),
    pick,
    /** Takes this guest whatever was before: the order moves with it. */
    take: (guest: Guest) => enter(selected(guest)),
    keepPrevious: () => enter(keepPrevious({ selection: selection.value, question: null })),
    dropQuestion: () => enter({ selection: state.value.selection, question: null }),
    clear: () => enter(nobody),
    /** The order was sold: nobody is served, until a lookup under way answers who is next. */
    finish: () => show(nobody),
  }
}
