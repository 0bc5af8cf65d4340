// Takes tickets that an earlier version of this app wrote into today's collection (docs/decisions/0006). They leave their old place only
// when all of them were read back from the new one, and what went wrong in between is tried again at the next start.
import {
  createRxSchema,
  getPrimaryKeyOfInternalDocument,
  INTERNAL_CONTEXT_COLLECTION,
  normalizeMangoQuery,
  prepareQuery,
  type RxDatabase,
  type RxStorageInstance,
} from 'rxdb/plugins/core'
import { inTurn } from '../tabs/in-turn.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { earlierVersions, type EarlierVersion } from './earlier-tickets.ts'
import { withoutMeta } from './plain.ts'
import type { TicketsCollection } from './tickets-collection.ts'

/** Tickets of an earlier version are on this terminal and could not be taken over; they are untouched where they were. */
export class TicketsNotCarriedOver extends Error {
  constructor(version: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`the tickets of version ${version} could not be carried over and are kept as they were: ${why}`, { cause })
    this.name = 'TicketsNotCarriedOver'
  }
}

type Earlier = { readonly id: string }

const BATCH_SIZE = 500

/**
 * Every time the database is opened: a tab that still runs the earlier version may have sold since the last time.
 * @throws TicketsNotCarriedOver
 */
export async function carryOverTickets(tickets: TicketsCollection): Promise<void> {
  for (const version of earlierVersions) {
    try {
      if (await wasEverOpened(tickets, version)) await carryOver(tickets, version)
    } catch (error) {
      throw new TicketsNotCarriedOver(version.schema.version, error)
    }
  }
}

/** A new terminal has no trace of earlier versions, and must not get one by looking for it. */
async function wasEverOpened({ name, database }: TicketsCollection, { schema }: EarlierVersion): Promise<boolean> {
  const key = getPrimaryKeyOfInternalDocument(`${name}-${schema.version}`, INTERNAL_CONTEXT_COLLECTION)
  return (await database.internalStore.findDocumentsById([key], true)).length > 0
}

/** In turn with the sales of that version's tabs: none falls between reading and clearing. */
function carryOver(tickets: TicketsCollection, version: EarlierVersion): Promise<void> {
  return inTurn(version.saleTurn(tickets.database.name), async () => {
    const storage = await openEarlier(tickets, version)
    let isCleared = false
    try {
      for (let after = ''; ;) {
        const batch = await readBatch(storage, after)
        if (batch.length === 0) break
        await takeIn(
          tickets,
          batch.map((ticket) => version.toCurrent(withoutMeta(ticket))),
        )
        after = batch.at(-1)!.id
      }
      isCleared = true
      await storage.remove()
    } finally {
      if (!isCleared) await storage.close()
    }
  })
}

function openEarlier({ name, database }: TicketsCollection, { schema }: EarlierVersion) {
  const { storage, token, hashFunction } = database as RxDatabase
  return storage.createStorageInstance<Earlier>({
    databaseInstanceToken: token,
    databaseName: database.name,
    collectionName: name,
    schema: createRxSchema(schema, hashFunction).jsonSchema as never,
    options: {},
    multiInstance: false,
    devMode: false,
  })
}

async function readBatch(storage: RxStorageInstance<Earlier, unknown, unknown>, after: string): Promise<readonly Earlier[]> {
  const query = { selector: { id: { $gt: after } }, sort: [{ id: 'asc' as const }], limit: BATCH_SIZE }
  const { documents } = await storage.query(prepareQuery(storage.schema, normalizeMangoQuery(storage.schema, query)))
  return documents
}

async function takeIn(tickets: TicketsCollection, batch: readonly StoredTicket[]): Promise<void> {
  // One that is there already was taken in before, and may have moved on since.
  const { error } = await tickets.bulkInsert([...batch])
  const failure = error.find(({ status }) => status !== 409)
  if (failure) throw new Error(`ticket ${failure.documentId} was refused with status ${failure.status}`)
  const readBack = await tickets.storageInstance.findDocumentsById(
    batch.map(({ id }) => id),
    false,
  )
  if (readBack.length < batch.length) throw new Error(`${batch.length - readBack.length} tickets cannot be read back`)
}
