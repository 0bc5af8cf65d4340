// The tickets of the list, of which the store is asked for those alone that its address means: years of them lie on the disk.
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { Observable } from 'rxjs'
import type { StoredTicket } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { useLiveFor } from '../store/useLiveFor.ts'
import { useLocalStore } from '../store/useLocalStore.ts'
import {
  byFilter,
  groupTickets,
  isNarrowed,
  searchTickets,
  STATES_OF,
  type TicketFilter,
  type TicketQuery,
} from './ticket-filter.ts'

/** So many are shown, and so many more each time that a person asks for older ones. */
const AT_ONCE = 200

type Addressed = { readonly filter: TicketFilter } & TicketQuery

export function useTicketList(query: ComputedRef<Addressed>) {
  const { ticketLists } = useLocalStore()
  const counted = byFilter((filter) => useLive(ticketLists.count$(STATES_OF[filter]), 0))
  const depth = shallowRef(AT_ONCE)

  /** What the store is asked for; as text, so that it is asked again only when that changes. */
  const asked = computed(() => {
    const { filter, words, night, id_visit } = query.value
    if (id_visit !== null) return JSON.stringify({ id_visit })
    if (night !== '') return JSON.stringify({ night })
    if (words.trim() !== '') return JSON.stringify({ words })
    if (filter === 'all') return JSON.stringify({ latest: depth.value })
    // Nearly all were sent, and those that were not may be the newest.
    if (filter === 'sent') return JSON.stringify({ latest: depth.value + counted.all.value - counted.sent.value })
    return JSON.stringify({ filter })
  })

  function ask(question: string): Observable<readonly StoredTicket[]> {
    const { id_visit, night, words, latest, filter } = JSON.parse(question) as Partial<Addressed> & { readonly latest?: number }
    if (id_visit) return ticketLists.ofVisit$(id_visit)
    if (night) return ticketLists.ofNight$(night)
    if (words) return ticketLists.matching$((ticket) => searchTickets([ticket], { words, night: '', id_visit: null }).length > 0)
    return latest ? ticketLists.latest$(latest) : ticketLists.inStates$(STATES_OF[filter!])
  }

  const answer = useLiveFor(() => asked.value, ask)
  // Until the next answer is read, what of the last one fits the question stays.
  const last = shallowRef<readonly StoredTicket[]>([])
  watch(answer, (found) => found && (last.value = found))
  const groups = computed(() => groupTickets(searchTickets(answer.value ?? last.value, query.value)))
  const shown = computed(() => groups.value[query.value.filter])

  return {
    shown,
    isReading: computed(() => answer.value === undefined),
    /** How many each state has of what the search leaves. */
    counts: computed(() => byFilter((filter) => (isNarrowed(query.value) ? groups.value[filter].length : counted[filter].value))),
    hasOlder: computed(() => !isNarrowed(query.value) && shown.value.length < counted[query.value.filter].value),
    showOlder: () => void (depth.value += AT_ONCE),
    /** Whose tickets are shown, where they are one visit's. */
    guest: computed(
      () => (answer.value ?? last.value).find(({ id_visit }) => id_visit === query.value.id_visit)?.guest_name ?? '',
    ),
  }
}
