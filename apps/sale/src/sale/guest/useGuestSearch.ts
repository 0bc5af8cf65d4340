// The combobox over everyone inside: what is typed, what matches, which option Enter takes.
import { computed, shallowRef, watch, type Ref } from 'vue'
import type { Guest } from '@barra/domain'
import { useLive } from '../../store/useLive.ts'
import { useLocalStore } from '../../store/useLocalStore.ts'
import { isBraceletQuery, searchGuests, toSearchableGuests } from './guest-search.ts'

export type GuestChoice =
  { readonly kind: 'guest'; readonly guest: Guest } | { readonly kind: 'bracelet'; readonly bracelet: string }

/** @param query what is typed */
export function useGuestSearch(query: Readonly<Ref<string>>) {
  const inside = useLive(useLocalStore().guests.inside$)
  const active = shallowRef(0)
  let hasMoved = false

  const searchable = computed(() => toSearchableGuests(inside.value ?? []))
  const matches = computed(() => searchGuests(searchable.value, query.value))

  watch(query, () => {
    active.value = 0
    hasMoved = false
  })

  function move(by: 1 | -1): void {
    hasMoved = true
    const last = matches.value.guests.length - 1
    active.value = Math.min(Math.max(active.value + by, 0), Math.max(last, 0))
  }

  /** What Enter means: the option the arrows went to, else a bracelet that was typed whole, else the first match. */
  function enter(): GuestChoice | null {
    const guest = matches.value.guests[active.value]
    if (!hasMoved && isBraceletQuery(query.value, matches.value)) return { kind: 'bracelet', bracelet: query.value.trim() }
    return guest && (hasMoved || query.value.trim() !== '') ? { kind: 'guest', guest } : null
  }

  return { inside, matches, active, move, enter }
}
