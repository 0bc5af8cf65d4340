// The club's developers change a table under a running endpoint: better no document than a wrong one.
import { Writable } from 'node:stream'
import type { ChangesPage } from '@barra/replication-protocol'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import type { Database } from '@barra/database'
import { SchemaChangedError } from '../../replication-server/src/change-feed/schema-changed-error.ts'
import { runAudit } from '../../replication-server/src/audit/audit.ts'
import { sequencingContext } from '../../replication-server/src/change-feed/sequencing-context.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { installReplication } from '../../replication-server/src/install/install-replication.ts'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { aRunningEndpoint, type RunningEndpoint } from '../http/running-endpoint.ts'
import { BEER, NOW, TIME_ZONE } from '../intake/small-club.ts'
import { aClub, outboxDrained, page } from './club.ts'

const AGAIN = ': check it and run `replication-server install` again'

describeEachDatabase((openFresh, dialect) => {
  it('says which column was retyped and tells nothing of that table, until it is as it was', async () => {
    const { running, log } = await aLoggingEndpoint()
    const { database, kysely } = running.club
    await changes(running, 'products')

    await retype(database, 'price', 'VARCHAR(20)', "'gratis'")
    await kysely.updateTable('Products_Services').set({ available: 7 }).where('id_product_service', '=', BEER).execute()
    const id = await running.club.openVisit()
    await eventually(async () => {
      expect(await changes(running, 'visits')).toMatchObject({ status: 200, body: { results: [{ id: String(id) }] } })
    })
    const reason = `Products_Services.price was decimal(10,2) and is varchar(20) now${AGAIN}`
    expect(await changes(running, 'products')).toEqual({ status: 503, body: { error: 'schema_changed', reason } })
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
    await eventually(() => expect(standing(log)).toEqual([{ collection: 'products', reason }]))
    expect(await kysely.selectFrom('replication_outbox').select(['collection', 'doc_id']).execute()).toEqual([
      { collection: 'products', doc_id: String(BEER) },
    ])
    await expect(installAgain(running)).rejects.toThrow(
      /Products_Services\.price is varchar\(20\), which cannot be read as money/,
    )

    await retype(database, 'price', 'DECIMAL(10,2)', '1.50')
    await eventually(async () => {
      const { status, body } = await changes(running, 'products')
      expect(status).toBe(200)
      const beer = (body as ChangesPage).results.find((change) => change.id === String(BEER))
      expect(beer?.doc).toMatchObject({ price: '1.50', available: 7 })
    })
    expect(standing(log)).toHaveLength(1)
  })

  it('says that a column is gone, or the whole table', async () => {
    const { running } = await aLoggingEndpoint()
    const { kysely } = running.club
    await sql`ALTER TABLE Products_Services DROP COLUMN long_description`.execute(kysely)
    expect(await changes(running, 'products')).toMatchObject({
      status: 503,
      body: { error: 'schema_changed', reason: `Products_Services.long_description was varchar(255) and is gone${AGAIN}` },
    })
    await sql`ALTER TABLE Products_Services RENAME TO Articles`.execute(kysely)
    expect(await changes(running, 'products')).toMatchObject({
      status: 503,
      body: { error: 'schema_changed', reason: `the table Products_Services is gone${AGAIN}` },
    })
  })

  it('takes a changed column for right when it is installed again, and tells the documents that it changed', async () => {
    const { running } = await aLoggingEndpoint()
    await retype(running.club.database, 'price', 'DECIMAL(12,2)', '2.00')
    expect(await installAgain(running)).toMatchObject({
      acceptedChanges: ['Products_Services.price was decimal(10,2) and is decimal(12,2) now'],
    })
    await eventually(async () => {
      const { body } = await changes(running, 'products')
      expect((body as ChangesPage).results.map(({ doc, changes }) => [doc?.price, changes[0]?.rev.slice(0, 2)])).toEqual(
        Array(3).fill(['2.00', '2-']),
      )
    })
    expect(await installAgain(running)).toMatchObject({ acceptedChanges: [] })
  })

  it('takes no notice of a column that was added', async () => {
    const { running } = await aLoggingEndpoint()
    await sql`ALTER TABLE Products_Services ADD COLUMN shelf VARCHAR(20) DEFAULT 'B7'`.execute(running.club.kysely)
    const { status, body } = await changes(running, 'products')
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain('B7')
  })

  it('answers no page with a wrong price while a column changes back and forth under its readers', async () => {
    const club = await aClub(openFresh)
    const products = Array.from({ length: 300 }, () => ({ price: '10.00' }))
    await club.kysely.insertInto('Products_Services').values(products).execute()
    const feeds = [club.startFeed(), club.openFeed()]
    await outboxDrained(club)

    let isOver = false
    const seen = { pages: 0, refusals: 0, wrong: new Set<unknown>() }
    const readers = feeds.map(async (feed) => {
      while (!isOver) {
        const read = await page(feed, 'products').catch((error: unknown) => error)
        if (read instanceof SchemaChangedError) seen.refusals++
        else if (read instanceof Error) throw read
        else {
          seen.pages++
          for (const { doc } of (read as Awaited<ReturnType<typeof page>>).results) {
            if (!/^1\d\.00$/.test(String(doc?.price))) seen.wrong.add(doc?.price)
          }
        }
      }
    })
    for (let round = 0; round < 12; round++) {
      await retype(club.database, 'price', 'VARCHAR(20)', "'gratis'")
      await club.kysely.updateTable('Products_Services').set({ available: round }).execute()
      await retype(club.database, 'price', 'DECIMAL(10,2)', `1${round % 10}.00`)
    }
    isOver = true
    await Promise.all(readers)
    expect(seen.wrong).toEqual(new Set())
    expect(seen.pages).toBeGreaterThan(0)
    expect(seen.refusals).toBeGreaterThan(0)
    await outboxDrained(club)
  })

  it('is not compared by the audit, which goes on with the other tables', async () => {
    const club = await aClub(openFresh)
    await sql`ALTER TABLE Products_Services DROP COLUMN url_image`.execute(club.kysely)
    const context = sequencingContext(club.openServing(), () => club.clock.now, TIME_ZONE)
    const report = await runAudit({ context, collections: defaultCollections, repairTotals: false })
    expect(Object.keys(report.collections)).toEqual(['partners', 'visits'])
    expect(report.schemaChanges).toEqual({ products: `Products_Services.url_image was varchar(255) and is gone${AGAIN}` })
  })

  it('is refused by an install that finds columns which cannot be what the configuration says', async () => {
    const club = await aClub(openFresh)
    await retype(club.database, 'featured', 'VARCHAR(5)', "'no'")
    await retype(club.database, 'price', 'BLOB', 'NULL')
    await expect(installReplication(club.database, defaultCollections)).rejects.toThrow(
      'the collections do not fit this database: Products_Services.price is blob, which cannot be read as money, ' +
        'Products_Services.featured is varchar(5), which cannot be read as boolean',
    )
  })

  async function aLoggingEndpoint() {
    const log: Record<string, unknown>[] = []
    const logger = pino(
      { level: 'info' },
      new Writable({ write: (chunk, _encoding, done) => (log.push(JSON.parse(String(chunk))), done()) }),
    )
    const running = await aRunningEndpoint(openFresh, { logger })
    onTestFinished(() => running.stop())
    await eventually(async () => {
      expect(await running.club.kysely.selectFrom('replication_outbox').select('id').execute()).toEqual([])
    })
    return { running, log }
  }

  /** As a migration does that drops a column and adds another of its name, in one step. */
  async function retype({ kysely }: Database, column: string, type: string, value: string): Promise<void> {
    const add = sql`ADD COLUMN ${sql.id(column)} ${sql.raw(type)} DEFAULT ${sql.raw(value)}`
    if (dialect === 'mysql') {
      await sql`ALTER TABLE Products_Services DROP COLUMN ${sql.id(column)}, ${add}`.execute(kysely)
      return
    }
    await kysely.transaction().execute(async (transaction) => {
      await sql`ALTER TABLE Products_Services DROP COLUMN ${sql.id(column)}`.execute(transaction)
      await sql`ALTER TABLE Products_Services ${add}`.execute(transaction)
    })
  }
})

/** By the account that installed: the one that serves may not. */
function installAgain({ club }: RunningEndpoint) {
  return installReplication(club.database, defaultCollections, { clock: () => NOW, timeZone: TIME_ZONE })
}

async function changes(running: RunningEndpoint, collection: string) {
  const answer = await running.ask(`/${collection}/_changes?include_docs=true`)
  return { status: answer.status, body: (await answer.json()) as unknown }
}

/** What the log says of collections that stand still. */
function standing(log: readonly Record<string, unknown>[]) {
  return log
    .filter(({ msg }) => String(msg).startsWith('the collection stands still'))
    .map(({ collection, reason }) => ({ collection, reason }))
}
