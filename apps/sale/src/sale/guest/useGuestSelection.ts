// Whom the order is for, as scans arrive and as the data under it changes.
import { computed, shallowRef } from 'vue'
import type { Guest } from '@barra/domain'
import type { LocalStore } from '@barra/local-store'
import { useLiveFor } from '../useLiveFor.ts'
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

export interface GuestSelectionOptions {
  readonly guests: LocalStore['guests']
  /** Whether there is an order that would change hands. */
  readonly hasOrder: () => boolean
  readonly onOutcome: (outcome: 'selected' | 'asked' | 'refused') => void
}

export function useGuestSelection({ guests, hasOrder, onOutcome }: GuestSelectionOptions) {
  const state = shallowRef<GuestState>(nobody)
  /** The bracelet whose lookup failed, until the next one. */
  const failedLookup = shallowRef<string | null>(null)
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
    failedLookup.value = null
    state.value = next
  }

  /** Looks a scanned or typed bracelet up; the last one asked for wins, whatever order the answers come in. */
  async function lookUp(bracelet: string): Promise<void> {
    latestLookup += 1
    const mine = latestLookup
    try {
      const lookup = await guests.findByBracelet(bracelet)
      if (mine !== latestLookup) return
      enter(receiveLookup(state.value, bracelet, lookup, hasOrder()))
    } catch {
      if (mine !== latestLookup) return
      failedLookup.value = bracelet
    }
    report()
  }

  function pick(guest: Guest): void {
    enter(receiveGuest(state.value, guest, hasOrder()))
    report()
  }

  function report(): void {
    if (failedLookup.value !== null || selection.value.kind === 'refused') onOutcome('refused')
    else onOutcome(state.value.question ? 'asked' : 'selected')
  }

  return {
    selection,
    chargeable,
    consumption,
    failedLookup,
    /** Whose order it is in the draft, charged or not. */
    owner,
    question: computed(() => state.value.question),
    lookUp,
    pick,
    /** Takes this guest whatever was before: the order moves with it. */
    take: (guest: Guest) => enter(selected(guest)),
    keepPrevious: () => enter(keepPrevious({ selection: selection.value, question: null })),
    dropQuestion: () => enter({ selection: state.value.selection, question: null }),
    clear: () => enter(nobody),
  }
}
