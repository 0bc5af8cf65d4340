// The tickets that the page of shifts shows: those of the one that is looked at and of the open one, and what stands in no sum that was kept.
import { computed, type ComputedRef } from 'vue'
import type { Shift } from '@barra/local-store'
import { useLiveFor } from '../store/useLiveFor.ts'
import { useLocalStore } from '../store/useLocalStore.ts'
import { ticketsByShift } from './tickets-by-shift.ts'

/** @param shifts newest first; undefined until they are read */
export function useShiftTickets(shifts: () => readonly Shift[] | undefined, selected: ComputedRef<Shift | null>) {
  const { ticketLists } = useLocalStore()
  const ofSelected = useLiveFor(
    () => selected.value?.id ?? null,
    (id) => ticketLists.ofShift$(id),
  )
  const open = computed(() => shifts()?.find(({ closed_at }) => closed_at === null))
  const ofOpen = useLiveFor(
    () => open.value?.id ?? null,
    (id) => ticketLists.ofShift$(id),
  )
  const summed = computed(() => shifts()?.filter((shift) => shift.closing || shift === open.value))
  // Years are looked through for these, so the page does not wait for them.
  const others = useLiveFor(
    () => summed.value?.map(({ id }) => id).join() ?? null,
    (ids) => {
      const known = new Set(ids.split(','))
      return ticketLists.matching$(({ shift_id }) => shift_id === null || !known.has(shift_id))
    },
  )
  return {
    /** Of the selected shift, oldest first. */
    own: computed(() => ofSelected.value?.toReversed()),
    groups: computed(() => ticketsByShift([...(ofOpen.value ?? []), ...(others.value ?? [])], shifts() ?? [])),
    /** Whether those of no shift are known. */
    isComplete: computed(() => others.value !== undefined),
  }
}
