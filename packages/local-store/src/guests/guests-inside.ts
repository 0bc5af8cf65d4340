import { map, shareReplay, switchMap, type Observable } from 'rxjs'
import { isOpen, toGuest, type Guest, type Partner, type Visit } from '@barra/domain'
import { plain, plainOrNull } from '../collections/plain.ts'
import type { PulledCollections } from '../collections/pulled-collections.ts'

const byName = new Intl.Collator('es-AR', { sensitivity: 'base' })

/** Everyone with an open visit, partner and affiliate alike, by name; the club's partners are read only for these visits. */
export function guestsInside({ visits, partners }: PulledCollections): Observable<readonly Guest[]> {
  const open$ = visits.find().$.pipe(map((found) => found.map((visit) => plain(visit)).filter(isOpen)))

  return open$.pipe(
    switchMap((open) => {
      const ids = open.flatMap(({ id_partner }) => (id_partner === null ? [] : [String(id_partner)]))
      return partners
        .findByIds([...new Set(ids)])
        .$.pipe(map((found) => open.flatMap((visit) => guestsOf(visit, plainOrNull(found.get(String(visit.id_partner)))))))
    }),
    map((guests) => guests.sort((a, b) => byName.compare(a.name, b.name))),
    shareReplay({ bufferSize: 1, refCount: true }),
  )
}

function guestsOf(visit: Visit, partner: Partner | null): Guest[] {
  return [visit.id_bracelet_1, visit.id_bracelet_2]
    .map((bracelet) => bracelet?.trimEnd() ?? '')
    .filter((bracelet) => bracelet !== '')
    .map((bracelet) => toGuest(visit, partner, bracelet))
}
