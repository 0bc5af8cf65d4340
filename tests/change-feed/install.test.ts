import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { tableDefinitions } from '../../replication-server/src/dialect/table-definitions.ts'
import { installReplication } from '../../replication-server/src/install/install-replication.ts'
import { uninstallReplication } from '../../replication-server/src/install/uninstall-replication.ts'
import { describeEachDatabase } from '../each-database.ts'
import { aBareClub, aClub, outboxDrained, pull, tablesOf, TONIGHT, type Club } from './club.ts'

const tonight = { clock: () => TONIGHT }

describeEachDatabase((openFresh, dialect) => {
  const TABLES = tableDefinitions(dialect).length
  const OBJECTS = TABLES + 3 * 3

  it('tells of the rows that were there before, by the window', async () => {
    const club = await aBareClub(openFresh)
    await insertProducts(club, 2500)
    await club.kysely
      .insertInto('Visits')
      .values([{ visit_date: '2026-11-24' }, { visit_date: '2020-01-01' }])
      .execute()
    const { placedDocuments } = await installReplication(club.database, defaultCollections, tonight)
    expect(placedDocuments).toBe(2501)
    await club.grantServing()
    const feed = club.startFeed()
    expect(await pull(feed, 'products')).toHaveLength(2500)
    expect((await pull(feed, 'visits')).map(({ id }) => id)).toEqual(['1'])
  })

  it('changes nothing when it is run again', async () => {
    const club = await aBareClub(openFresh)
    await insertProducts(club, 10)
    expect((await installReplication(club.database, defaultCollections, tonight)).statements.length).toBeGreaterThanOrEqual(
      OBJECTS,
    )
    await insertProducts(club, 5)
    const before = await stateOf(club)
    const again = await installReplication(club.database, defaultCollections, tonight)
    expect(again).toEqual({ statements: [], placedDocuments: 0, acceptedChanges: [] })
    expect(await stateOf(club)).toEqual(before)
    expect(before.notes).toHaveLength(5)
  })

  it('finishes what an install that was killed left, wherever that was', async () => {
    const whole = await aClub(openFresh)
    const { statements } = await installReplication((await aBareClub(openFresh)).database, defaultCollections, { dryRun: true })
    // Each database on MariaDB costs a second or two.
    for (let done = 1; done < statements.length; done += dialect === 'mysql' ? 4 : 1) {
      const club = await aBareClub(openFresh)
      for (const statement of statements.slice(0, done)) await sql.raw(statement).execute(club.database.kysely)
      const report = await installReplication(club.database, defaultCollections, tonight)
      expect(report.statements).toEqual(statements.slice(done))
      expect(await objectsOf(club, dialect)).toEqual(await objectsOf(whole, dialect))
      await uninstallReplication(club.database)
    }
  })

  it('may be run by several processes at once', async () => {
    const club = await aBareClub(openFresh)
    await insertProducts(club, 1500)
    const reports = await Promise.all(
      Array.from({ length: 4 }, () => installReplication(club.openAgain(), defaultCollections, tonight)),
    )
    expect(reports.reduce((sum, { placedDocuments }) => sum + placedDocuments, 0)).toBe(1500)
    expect(await objectsOf(club, dialect)).toEqual(await objectsOf(await aClub(openFresh), dialect))
    const { sequence, docs } = await stateOf(club)
    expect(sequence).toEqual([{ id: 1, seq: 1500, epoch: expect.any(String) }])
    expect(docs.every(({ generation }) => generation === 1)).toBe(true)
  })

  it('gives the tables of an earlier version what they lack, and keeps what they hold', async () => {
    const club = await aClub(openFresh)
    await club.kysely.insertInto('Products_Services').values({ id_product_service: 4, price: '1.00' }).execute()
    await club.grantServing()
    const feed = club.startFeed()
    await outboxDrained(club)
    const before = await pull(feed, 'products')
    await club.kysely.schema.dropTable('replication_purges').execute()
    for (const column of ['row_hash', 'changed_at']) {
      await club.kysely.schema.alterTable('replication_docs').dropColumn(column).execute()
    }
    const { statements } = await installReplication(club.database, defaultCollections)
    expect(statements.map((text) => /^[A-Z]+ TABLE (IF NOT EXISTS )?\w+( ADD COLUMN \w+)?/.exec(text)?.[0])).toEqual([
      'ALTER TABLE replication_docs ADD COLUMN row_hash',
      'ALTER TABLE replication_docs ADD COLUMN changed_at',
      'CREATE TABLE IF NOT EXISTS replication_purges',
    ])
    expect(await pull(feed, 'products')).toEqual(before)
  })

  it('says what it would do, and does nothing, in a dry run', async () => {
    const club = await aBareClub(openFresh)
    await insertProducts(club, 10)
    const before = await objectsOf(club, dialect)
    const { statements, placedDocuments } = await installReplication(club.database, defaultCollections, { dryRun: true })
    expect(statements.filter((text) => text.startsWith('CREATE TRIGGER'))).toHaveLength(9)
    expect(statements.filter((text) => text.startsWith('CREATE TABLE'))).toHaveLength(TABLES)
    expect(placedDocuments).toBe(0)
    expect(await objectsOf(club, dialect)).toEqual(before)
  })

  it('misses no row that is written while it installs', async () => {
    const club = await aBareClub(openFresh)
    await insertProducts(club, 1500)
    const writers = Array.from({ length: 4 }, async () => {
      const kysely = tablesOf(club.openAgain())
      for (let round = 0; round < 40; round++) {
        await kysely.transaction().execute(async (transaction) => {
          await transaction.insertInto('Products_Services').values({ price: '10.00' }).execute()
          await sleep(Math.random() * 10)
        })
      }
    })
    await installReplication(club.database, defaultCollections, tonight)
    await Promise.all(writers)
    await club.grantServing()
    const feed = club.startFeed()
    await outboxDrained(club)
    const ids = new Set((await pull(feed, 'products')).map(({ id }) => Number(id)))
    const rows = await club.kysely.selectFrom('Products_Services').select('id_product_service').execute()
    expect(rows).toHaveLength(1500 + 4 * 40)
    expect(rows.filter(({ id_product_service }) => !ids.has(id_product_service))).toEqual([])
  })

  it('creates a trigger again that was lost with its table, and tells of the rows it missed', async () => {
    const club = await aClub(openFresh)
    await sql`DROP TRIGGER replication_products_insert`.execute(club.database.kysely)
    await insertProducts(club, 3)
    const { statements, placedDocuments } = await installReplication(club.database, defaultCollections, tonight)
    expect(statements).toHaveLength(1)
    expect(placedDocuments).toBe(3)
    await insertProducts(club, 1)
    const feed = club.startFeed()
    await outboxDrained(club)
    expect(await pull(feed, 'products')).toHaveLength(4)
  })

  it('drops the triggers of a collection that is not replicated any more', async () => {
    const club = await aClub(openFresh)
    const withoutPartners = defaultCollections.filter(({ name }) => name !== 'partners')
    const { statements } = await installReplication(club.database, withoutPartners, tonight)
    expect(statements).toHaveLength(3)
    await club.kysely.insertInto('Partners').values({ partner_name: 'Ana' }).execute()
    expect((await stateOf(club)).notes).toEqual([])
  })

  it('touches nothing when a configured column is not there', async () => {
    const club = await aBareClub(openFresh)
    const before = await objectsOf(club, dialect)
    const [partners] = defaultCollections
    const collections = [{ ...partners!, columns: [...partners!.columns, { name: 'shoe_size', kind: 'integer' as const }] }]
    await expect(installReplication(club.database, collections)).rejects.toThrow(/shoe_size/)
    expect(await objectsOf(club, dialect)).toEqual(before)
  })

  it("leaves no trace when it is uninstalled, and the club's tables as they were", async () => {
    const club = await aBareClub(openFresh)
    await insertProducts(club, 10)
    const before = await objectsOf(club, dialect)
    const rows = await club.kysely.selectFrom('Products_Services').selectAll().execute()
    await installReplication(club.database, defaultCollections, tonight)
    expect((await objectsOf(club, dialect)).length).toBeGreaterThanOrEqual(before.length + OBJECTS)
    await uninstallReplication(club.database)
    expect(await objectsOf(club, dialect)).toEqual(before)
    expect(await club.kysely.selectFrom('Products_Services').selectAll().execute()).toEqual(rows)
    await insertProducts(club, 1)
    await uninstallReplication(club.database)
  })
})

async function insertProducts({ kysely }: Club, count: number): Promise<void> {
  const products = Array.from({ length: count }, () => ({ price: '10.00' }))
  await kysely.insertInto('Products_Services').values(products).execute()
}

async function stateOf({ kysely }: Club) {
  return {
    sequence: await kysely.selectFrom('replication_sequence').selectAll().execute(),
    docs: await kysely.selectFrom('replication_docs').selectAll().orderBy('seq').execute(),
    notes: await kysely.selectFrom('replication_outbox').selectAll().orderBy('id').execute(),
  }
}

/** Everything the schema holds, with its definition. */
async function objectsOf({ database }: Club, dialect: 'sqlite' | 'mysql') {
  if (dialect === 'sqlite') {
    const { rows } = await sql`SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name`.execute(
      database.kysely,
    )
    return rows
  }
  const { rows: tables } =
    await sql`SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, COLUMN_KEY, EXTRA FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION`.execute(database.kysely)
  const { rows: triggers } = await sql`SELECT TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS
    WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY TRIGGER_NAME`.execute(database.kysely)
  return [...tables, ...triggers]
}
