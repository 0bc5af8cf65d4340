import { Subject, type Observable } from 'rxjs'
import { addRxPlugin, createRxDatabase, type RxDatabase, type RxStorage } from 'rxdb/plugins/core'
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup'
import { getCollectionLocalInstanceName, RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { Configuration } from '../configuration.ts'
import { makingRoom } from '../disk-room/making-room.ts'
import { LocalCopy } from '../pull/local-copy.ts'
import { refusingWhenFull } from './full-disk-storage.ts'
import { carryOverTickets } from './carry-over-tickets.ts'
import { pulledSchemas, type PulledCollections } from './pulled-collections.ts'
import { terminalSchemas, type TerminalCollections } from './terminal-collections.ts'
import { ticketsSchema, type TicketsCollection } from './tickets-collection.ts'

addRxPlugin(RxDBCleanupPlugin)
addRxPlugin(RxDBLocalDocumentsPlugin)

export interface Databases {
  readonly pulled: PulledCollections
  readonly tickets: TicketsCollection
  readonly terminal: TerminalCollections
  /** Emits when the copy of the partners was given up for what found the disk full. */
  readonly gaveWay$: Observable<void>
  /** Frees the space of documents that were deleted: visits leave the window every day. */
  purgeTombstones(): Promise<void>
  close(): Promise<void>
}

/** The copy of the partners is the largest, and the one that a sale can do without. */
const GIVES_WAY = 'partners' satisfies keyof PulledCollections
/** Written while the copy must not be given up: itself, and how far it goes. */
const PART_OF_COPY = [GIVES_WAY, getCollectionLocalInstanceName('')]

/** As long as a timer can be set for: with more it would end at once. */
const NEVER_MS = 2 ** 31 - 1

/**
 * Three databases with three promises: what was pulled can be pulled again; tickets and the terminal's own records are on
 * disk before a write resolves, which Chromium's default durability does not give.
 * @throws TicketsNotCarriedOver; Error when the browser gives no storage; nothing stays open then, so that it can be tried again.
 */
export async function openDatabases({
  name: prefix,
  isDiskFull,
}: Pick<Configuration, 'name' | 'isDiskFull'>): Promise<Databases> {
  const opened: { close(): Promise<unknown> }[] = []
  const gaveWay = new Subject<void>()
  let copy: LocalCopy | undefined
  const makeRoom = async () => {
    const hasFreed = (await copy?.giveUp()) ?? false
    if (hasFreed) gaveWay.next()
  }
  const close = async () => void (await Promise.all(opened.map((database) => database.close())))
  const open = async <Collections>(name: string, isStrict: boolean): Promise<RxDatabase<Collections>> => {
    const dexie = getRxStorageDexie(isStrict ? { chromeTransactionDurability: 'strict' } : {})
    const storage = makingRoom(refusingWhenFull(dexie, isDiskFull), name === 'pulled' ? PART_OF_COPY : [], makeRoom)
    const database = await createDatabase<Collections>(`${prefix}-${name}`, storage)
    opened.push(database)
    return database
  }
  try {
    const pulled = await open<PulledCollections>('pulled', false)
    const tickets = await open<{ tickets: TicketsCollection }>('tickets', true)
    const terminal = await open<TerminalCollections>('terminal', true)
    await Promise.all([
      pulled.addCollections(pulledSchemas),
      // Tickets of earlier versions are carried over below, not by RxDB.
      tickets.addCollections({ tickets: { schema: ticketsSchema, autoMigrate: false } }),
      terminal.addCollections(terminalSchemas),
    ])
    copy = new LocalCopy(pulled.collections, GIVES_WAY)
    await carryOverTickets(tickets.collections.tickets)
    return {
      pulled: pulled.collections,
      tickets: tickets.collections.tickets,
      terminal: terminal.collections,
      gaveWay$: gaveWay.asObservable(),
      purgeTombstones: async () => {
        await pulled.collections.visits.cleanup(0)
        await terminal.collections.errors.cleanup(0)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function createDatabase<Collections>(name: string, storage: RxStorage<unknown, unknown>): Promise<RxDatabase<Collections>> {
  return createRxDatabase<Collections>({
    name,
    storage,
    multiInstance: true,
    eventReduce: true,
    // Where the pulls keep how far they are: a collection would count against RxDB's limit of 13 on a page.
    localDocuments: true,
    // The cleanup plugin would scan whole collections by itself; the store asks for it when it is due.
    cleanupPolicy: {
      minimumCollectionAge: NEVER_MS,
      minimumDeletedTime: 0,
      runEach: NEVER_MS,
      awaitReplicationsInSync: false,
      waitForLeadership: false,
    },
  })
}
