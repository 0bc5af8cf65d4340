// The soak: one endpoint process, hundreds of terminals with live hints, a club that writes, and push storms from some of them.
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, type Database } from '@barra/database'
import { createMainTables, type MainTables } from '@barra/main-api'
import { PULLED_DATABASES } from '@barra/replication-protocol'
import { openReplicationEndpoint, type TerminalRegistry } from '@barra/replication-server'
import type { Kysely } from 'kysely'
import { pushUntilAnswered } from '../faults/persistent-pusher.ts'
import { aTicketOf, BEER, FERNET, WATER, type TicketDocument } from '../intake/small-club.ts'
import { servingUrlOf } from '../mariadb/serving-account.ts'
import { differencesFrom } from '../stress/differences.ts'
import { ToldChanges } from '../stress/feed-copy.ts'
import { readTruth, type Truth } from '../stress/oracle.ts'
import { Random } from '../stress/random.ts'
import { startServing } from '../stress/serving-process.ts'
import { MemorySamples } from './memory-samples.ts'
import { SoakingTerminal } from './soaking-terminal.ts'
import { ticketFaults } from './ticket-faults.ts'

export interface SoakOptions {
  /** An empty database. */
  readonly databaseUrl: string
  readonly terminals: number
  /** How many of the terminals push. */
  readonly pushers: number
  readonly seconds: number
  readonly seed: number
  onProgress?(line: string): void
}

export interface SoakSummary {
  readonly seconds: number
  readonly clubWrites: number
  readonly hints: number
  readonly pulls: number
  readonly rows: number
  readonly failures: number
  readonly tickets: number
  readonly pushRequests: number
  /** Of the endpoint process, MiB resident: after the first third, and at the end. */
  readonly memoryEarly: number
  readonly memoryLate: number
  /** Whatever is not as promised. */
  readonly violations: readonly string[]
}

const VISITS = 300
const PRODUCTS = 150
const PARTNERS = 500
const TICKETS_PER_STORM = 50
const BATCH = 25
const STORM_EVERY_MS = 20_000
const CLUB_WRITES_EVERY_MS = 500
const SETTLE_LIMIT_MS = 120_000
const PRICES = { [BEER]: 150_000, [FERNET]: 250_050, [WATER]: 10 } as const

export async function runSoak(options: SoakOptions): Promise<SoakSummary> {
  const { databaseUrl, seconds, seed, onProgress = () => {} } = options
  const random = new Random(seed)
  const database = openDatabase(databaseUrl)
  const { terminals: registry, ...endpoint } = openReplicationEndpoint({ database })
  const visits = await furnish(database)
  await endpoint.install()
  const serving = await startServing(await servingUrlOf(databaseUrl))
  const told = new Map(PULLED_DATABASES.map((db) => [db as string, new ToldChanges()]))
  const terminals = await pair(registry, options.terminals, (terminal) => new SoakingTerminal(serving.url, terminal, told))
  const memory = new MemorySamples(serving.pid)
  try {
    await Promise.all(terminals.map((terminal) => terminal.start()))
    onProgress(`${terminals.length} terminals listen, ${memory.now()} MiB`)

    const startedAt = Date.now()
    const endAt = startedAt + seconds * 1000
    const isOver = () => Date.now() >= endAt
    const [clubWrites, pushed] = await Promise.all([
      writeAsTheClub(database, random, isOver),
      pushInStorms(serving.url, terminals.slice(0, options.pushers), visits, random, isOver),
      memory.sampleUntil(isOver, (mib) => onProgress(`${Math.round((Date.now() - startedAt) / 1000)} s, ${mib} MiB`)),
    ])
    const truth = await settledTruth(database, terminals)
    const violations = [
      ...terminals.flatMap(({ name, wrong }) => wrong.map((text) => `${name}: ${text}`)),
      ...terminals.flatMap(({ name, documents }) => differencesFrom(truth, { documents }).map((text) => `${name}: ${text}`)),
      ...(await ticketFaults(database, pushed.tickets, pushed.accepted)),
    ]
    const sum = (name: 'hints' | 'pulls' | 'rows' | 'failures') =>
      terminals.reduce((total, { counts }) => total + counts[name], 0)
    return {
      ...{ seconds, clubWrites, tickets: pushed.tickets.length, pushRequests: pushed.requests },
      ...{ hints: sum('hints'), pulls: sum('pulls'), rows: sum('rows'), failures: sum('failures') },
      ...{ memoryEarly: memory.early(), memoryLate: memory.late(), violations },
    }
  } finally {
    await Promise.all(terminals.map((terminal) => terminal.stop()))
    await serving.kill()
    await database.close()
  }
}

/** Returns the open visits. */
async function furnish(database: Database): Promise<readonly number[]> {
  await createMainTables(database)
  const kysely = tablesOf(database)
  const today = new Date().toISOString().slice(0, 10)
  const range = (length: number) => Array.from({ length }, (_, i) => i + 1)
  const partners = range(PARTNERS).map((id_partner) => ({ id_partner, partner_name: `Socio ${id_partner}` }))
  await kysely.insertInto('Partners').values(partners).execute()
  await kysely
    .insertInto('Products_Services')
    .values(range(PRODUCTS).map((id) => ({ id_product_service: id, description: `Trago ${id}`, price: '1500.00', featured: 0 })))
    .execute()
  await kysely
    .insertInto('Visits')
    .values(
      range(VISITS).map((id_visit) => ({
        ...{ id_visit, id_partner: id_visit, visit_date: today, hour_entry: `${today} 23:00:00` },
        ...{ id_bracelet_1: String(id_visit).padStart(4, '0'), visit_amount_consumed: '0.00' },
      })),
    )
    .execute()
  return range(VISITS)
}

function pair<T>(
  registry: TerminalRegistry,
  count: number,
  make: (terminal: { name: string; token: string }) => T,
): Promise<readonly T[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const name = `Barra ${i + 1}`
      return make({ name, token: (await registry.add({ name })).token })
    }),
  )
}

/** A price here, a name there: as often as a busy club changes what terminals hold. Returns how many statements that were. */
async function writeAsTheClub(database: Database, random: Random, isOver: () => boolean): Promise<number> {
  const kysely = tablesOf(database)
  let writes = 0
  for (; !isOver(); writes++) {
    if (random.chance(0.7)) {
      const product = kysely.updateTable('Products_Services').where('id_product_service', '=', random.between(4, PRODUCTS))
      await product.set({ available: random.between(0, 500) }).execute()
    } else {
      const partner = kysely.updateTable('Partners').where('id_partner', '=', random.between(1, PARTNERS))
      await partner.set({ alias: `alias ${random.between(1, 999)}` }).execute()
    }
    await sleep(CLUB_WRITES_EVERY_MS)
  }
  return writes
}

async function pushInStorms(
  base: string,
  pushers: readonly SoakingTerminal[],
  visits: readonly number[],
  random: Random,
  isOver: () => boolean,
) {
  const tickets: TicketDocument[] = []
  const accepted: { readonly id: string; readonly remote_id_ticket: string }[] = []
  let requests = 0
  while (!isOver()) {
    const nextAt = Date.now() + STORM_EVERY_MS
    await Promise.all(
      pushers.map(async ({ token }) => {
        const sold = Array.from({ length: TICKETS_PER_STORM }, () => aRandomTicket(random, visits))
        tickets.push(...sold)
        const result = await pushUntilAnswered(sold, { base: async () => base, token, batchSize: BATCH })
        accepted.push(...result.accepted)
        requests += result.requests
      }),
    )
    while (Date.now() < nextAt && !isOver()) await sleep(100)
  }
  return { tickets, accepted, requests }
}

function aRandomTicket(random: Random, visits: readonly number[]): TicketDocument {
  const product = random.pick([BEER, FERNET, WATER] as const)
  return aTicketOf(random.pick(visits), product, random.between(1, 5), PRICES[product])
}

/** What the tables say once every terminal holds it, or at the end of the patience. */
async function settledTruth(database: Database, terminals: readonly SoakingTerminal[]): Promise<Truth> {
  const giveUpAt = Date.now() + SETTLE_LIMIT_MS
  for (;;) {
    const truth = await truthWithTickets(database)
    const isSettled = terminals.every(({ documents }) => differencesFrom(truth, { documents }).length === 0)
    if (isSettled || Date.now() > giveUpAt) return truth
    await sleep(200)
  }
}

async function truthWithTickets(database: Database): Promise<Truth> {
  const truth = await readTruth(database)
  const receipts = await database.kysely
    .withTables<{ replication_tickets: { ticket_id: string; id_visit: number } }>()
    .selectFrom('replication_tickets')
    .select(['ticket_id', 'id_visit'])
    .orderBy('ticket_id')
    .execute()
  const applied = new Map<string, string[]>()
  for (const { id_visit, ticket_id } of receipts) {
    applied.set(String(id_visit), [...(applied.get(String(id_visit)) ?? []), ticket_id])
  }
  const visits = [...truth.get('visits')!].map(([id, fields]) => {
    return [id, { ...fields, applied_tickets: applied.get(id) ?? [] }] as const
  })
  return new Map([...truth, ['visits', new Map(visits)]])
}

function tablesOf(database: Database): Kysely<MainTables> {
  return database.kysely.withTables<MainTables>()
}
