// What the list shows stands in the address, so that it outlives the page and can be linked to.
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import { toTicketFilter, type TicketFilter, type TicketQuery } from './ticket-filter.ts'

type Addressed = { readonly filter: TicketFilter } & TicketQuery

export function useTicketQuery(): { readonly query: ComputedRef<Addressed>; change(some: Partial<Addressed>): void } {
  const route = useRoute()
  const router = useRouter()
  const query = computed<Addressed>(() => {
    const { filter, q, night, visit } = route.query
    const id_visit = Number(first(visit))
    return {
      filter: toTicketFilter(filter),
      words: first(q),
      night: first(night),
      id_visit: Number.isSafeInteger(id_visit) && id_visit > 0 ? id_visit : null,
    }
  })

  function change(some: Partial<Addressed>): void {
    const { filter, words, night, id_visit } = { ...query.value, ...some }
    const entries = { filter: filter === 'all' ? '' : filter, q: words, night, visit: id_visit === null ? '' : String(id_visit) }
    const next = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ''))
    void router.replace({ name: 'tickets', params: route.params, query: next })
  }

  return { query, change }
}

function first(value: LocationQueryValue | LocationQueryValue[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
