// A small club whose feed runs and whose terminal follows it, and an audit to run beside them.
import { sql } from 'kysely'
import { runAudit, type AuditOptions } from '../../replication-server/src/audit/audit.ts'
import type { AuditReport } from '../../replication-server/src/audit/audit-report.ts'
import { sequencingContext } from '../../replication-server/src/change-feed/sequencing-context.ts'
import type { RunningChangeFeed } from '../../replication-server/src/change-feed/open-change-feed.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { aClub, outboxDrained, page, type Club } from '../change-feed/club.ts'
import type { OpenFresh } from '../each-database.ts'

type Documents = Readonly<Record<string, unknown>>

export interface AuditedClub extends Club {
  readonly feed: RunningChangeFeed
  audit(options?: Partial<AuditOptions>): Promise<AuditReport>
  /** What an audit repaired, by collection and difference, without what it found none of. */
  audited(): Promise<Record<string, Record<string, number>>>
  /** Resolves when the feed told all that is noted. */
  settled(): Promise<void>
  /** What a terminal holds that followed the feed from the first day on: bodies by id, of all collections. */
  copy(): Promise<Documents>
  /** What one would hold that pulled from nothing. */
  freshCopy(): Promise<Documents>
  /** The names in a copy, `<collection>/<key>`, that the tables ask for; every date of these tests is inside the window. */
  namesInTables(): Promise<readonly string[]>
}

export async function anAuditedClub(openFresh: OpenFresh): Promise<AuditedClub> {
  const club = await aClub(openFresh)
  const feed = club.startFeed()
  await club.kysely
    .insertInto('Partners')
    .values([
      { id_partner: 1, partner_name: 'Martín Sosa' },
      { id_partner: 2, partner_name: 'Ana Ruiz' },
    ])
    .execute()
  await club.kysely
    .insertInto('Products_Services')
    .values([
      { id_product_service: 1, description: 'Cerveza', price: '1500.00' },
      { id_product_service: 2, description: 'Fernet', price: '2500.50' },
      { id_product_service: 3, description: 'Agua', price: '0.10' },
    ])
    .execute()
  await club.kysely
    .insertInto('Visits')
    .values([
      { id_visit: 1, id_partner: 1, visit_date: '2026-11-24', visit_amount_consumed: '0.00' },
      { id_visit: 2, id_partner: 1, visit_date: '2026-11-23', visit_amount_consumed: '0.00' },
      { id_visit: 3, id_partner: 2, visit_date: '2026-11-24', visit_amount_consumed: '0.00' },
    ])
    .execute()
  await outboxDrained(club)

  const context = sequencingContext(club.openServing(), () => club.clock.now, 'America/Argentina/Buenos_Aires')
  const audit: AuditedClub['audit'] = (options) =>
    runAudit({
      context,
      collections: defaultCollections,
      repairTotals: false,
      pauseMs: 0,
      untilConfirmed: async () => {},
      ...options,
    })
  const held = new Map<string, unknown>()
  const positions = new Map<string, string>()
  await read(feed, held, positions)
  return {
    ...club,
    feed,
    audit,
    async audited() {
      const { collections } = await audit()
      await outboxDrained(club)
      const found = Object.entries(collections).map(([name, { repaired }]) => [name, withoutZeros(repaired)] as const)
      return Object.fromEntries(found.filter(([, repaired]) => Object.keys(repaired).length > 0))
    },
    settled: () => outboxDrained(club),
    async copy() {
      await read(feed, held, positions)
      return Object.fromEntries(held)
    },
    async freshCopy() {
      const fresh = new Map<string, unknown>()
      await read(feed, fresh, new Map())
      return Object.fromEntries(fresh)
    },
    async namesInTables() {
      const names = await Promise.all(
        defaultCollections.map(async ({ name, table, key }) => {
          const { rows } = await sql<{ id: number }>`SELECT ${sql.id(key)} AS id FROM ${sql.table(table)}`.execute(club.kysely)
          return rows.map(({ id }) => `${name}/${id}`)
        }),
      )
      return names.flat().sort()
    },
  }
}

/** Runs the work with every trigger of ours dropped, as a maintenance script does that re-creates a table. */
export async function withoutTriggers(
  { kysely, database }: Pick<Club, 'kysely' | 'database'>,
  work: () => Promise<unknown>,
): Promise<void> {
  const triggers = await triggersOf({ kysely, database })
  for (const { name } of triggers) await sql`DROP TRIGGER ${sql.id(name)}`.execute(kysely)
  await work()
  for (const { statement } of triggers) await sql.raw(statement).execute(kysely)
}

async function triggersOf({
  kysely,
  database,
}: Pick<Club, 'kysely' | 'database'>): Promise<readonly { name: string; statement: string }[]> {
  if (database.dialect === 'sqlite') {
    const { rows } = await sql<{ name: string; statement: string }>`
      SELECT name, sql AS statement FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'replication%'
    `.execute(kysely)
    return rows
  }
  const { rows } = await sql<{ Trigger: string }>`SHOW TRIGGERS LIKE '%'`.execute(kysely)
  return Promise.all(
    rows.map(async ({ Trigger: name }) => {
      const { rows: created } = await sql<{ 'SQL Original Statement': string }>`SHOW CREATE TRIGGER ${sql.id(name)}`.execute(
        kysely,
      )
      return { name, statement: created[0]!['SQL Original Statement'] }
    }),
  )
}

async function read(feed: RunningChangeFeed, into: Map<string, unknown>, positions: Map<string, string>): Promise<void> {
  for (const { name } of defaultCollections) {
    const { results, lastSeq } = await page(feed, name, positions.get(name) ?? null, 10_000)
    positions.set(name, lastSeq)
    for (const { id, deleted, doc } of results) {
      if (deleted) into.delete(`${name}/${id}`)
      else into.set(`${name}/${id}`, { ...doc, _rev: undefined })
    }
  }
}

function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}
