import { Subscription } from 'rxjs'
import type { RxCollection } from 'rxdb/plugins/core'
import { PULLED_DATABASES, type PulledDatabase } from '@barra/replication-protocol'
import type { PulledCollections } from '../collections/pulled-collections.ts'

export interface DocumentCounts {
  /** The first count is done; what is pulled after this is counted by its events. */
  readonly ready: Promise<unknown>
  stop(): void
}

/** Counts the documents held, once at the start and then by what changes: a live count() would read everything each time. */
export function watchDocumentCounts(
  collections: PulledCollections,
  onCount: (resource: PulledDatabase, documents: number) => void,
): DocumentCounts {
  const subscription = new Subscription()
  const counted = PULLED_DATABASES.map(async (resource) => {
    const collection = collections[resource] as unknown as RxCollection
    let held = await collection.count().exec()
    onCount(resource, held)
    subscription.add(
      collection.$.subscribe(({ operation }) => {
        if (operation === 'UPDATE') return
        held += operation === 'INSERT' ? 1 : -1
        onCount(resource, held)
      }),
    )
  })
  return { ready: Promise.all(counted), stop: () => subscription.unsubscribe() }
}
