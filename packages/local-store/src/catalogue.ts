import { map, shareReplay, type Observable } from 'rxjs'
import { compareForCatalogue, isOffered, type Product } from '@barra/domain'
import { plain } from './collections/plain.ts'
import type { PulledCollections } from './collections/pulled-collections.ts'

/** What can be sold now, in catalogue order. */
export function watchCatalogue({ products }: PulledCollections): Observable<readonly Product[]> {
  return products.find().$.pipe(
    map((found) => found.map(plain).filter(isOffered).sort(compareForCatalogue)),
    shareReplay({ bufferSize: 1, refCount: true }),
  )
}
