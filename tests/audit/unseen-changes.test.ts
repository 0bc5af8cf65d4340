// What no trigger sees, and the audit has to find: cascades, TRUNCATE, restored tables, triggers that are gone.
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import type { Club } from '../change-feed/club.ts'
import { anAuditedClub, withoutTriggers, type AuditedClub } from './audited-club.ts'

describeEachDatabase((openFresh, dialect) => {
  it('finds nothing where triggers saw everything, and tells nothing again', async () => {
    const club = await anAuditedClub(openFresh)
    const before = await club.copy()
    expect(await club.audited()).toEqual({})
    expect(await club.copy()).toEqual(before)
  })

  it('leaves alone what a trigger noted and the sequencer has yet to take', async () => {
    const club = await anAuditedClub(openFresh)
    await club.feed.stop()
    await club.kysely.updateTable('Products_Services').set({ price: '2.00' }).where('id_product_service', '=', 1).execute()
    await club.kysely.insertInto('Products_Services').values({ description: 'Vino', price: '1.00' }).execute()
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 2).execute()
    expect((await club.audit()).collections.products!.repaired).toEqual({ untold: 0, changed: 0, gone: 0, unverified: 0 })
  })

  it('tells of visits that a foreign key’s cascade deleted', async () => {
    const club = await anAuditedClub(openFresh)
    await club.kysely.deleteFrom('Partners').where('id_partner', '=', 1).execute()
    await club.settled()
    // SQLite's cascades fire triggers; MariaDB's and MySQL's do not.
    expect(await club.audited()).toEqual(dialect === 'mysql' ? { visits: { gone: 2 } } : {})
    await expectCopyToEqualTables(club)
  })

  it('tells of a table that was truncated with foreign keys off', async () => {
    const club = await anAuditedClub(openFresh)
    await truncateProducts(club)
    expect(await club.audited()).toEqual({ products: { gone: 3 } })
    await expectCopyToEqualTables(club)
  })

  it('tells of a table that was dropped and restored from an old copy', async () => {
    const club = await anAuditedClub(openFresh)
    await withoutTriggers(club, async () => {
      await club.kysely.deleteFrom('Products_Services').execute()
      await club.kysely
        .insertInto('Products_Services')
        .values([
          { id_product_service: 1, description: 'Cerveza', price: '900.00' },
          { id_product_service: 2, description: 'Fernet', price: '2500.50' },
          { id_product_service: 77, description: 'Licor', price: '10.00' },
        ])
        .execute()
    })
    expect(await club.audited()).toEqual({ products: { changed: 1, untold: 1, gone: 1 } })
    await expectCopyToEqualTables(club)
  })

  it('tells of what was written while the triggers were off', async () => {
    const club = await anAuditedClub(openFresh)
    await withoutTriggers(club, async () => {
      await club.kysely.updateTable('Visits').set({ hour_exit: '2026-11-24 23:59:00' }).where('id_visit', '=', 1).execute()
      await club.kysely.insertInto('Visits').values({ id_visit: 9, visit_date: '2026-11-24' }).execute()
      await club.kysely.deleteFrom('Visits').where('id_visit', '=', 3).execute()
      // A column that does not leave the database makes no other document.
      await club.kysely.updateTable('Visits').set({ entry_visit_obs: 'llegó tarde' }).where('id_visit', '=', 2).execute()
    })
    expect(await club.audited()).toEqual({ visits: { changed: 1, untold: 1, gone: 1 } })
    await expectCopyToEqualTables(club)
  })

  it('takes a receipt that was lost for another document, since terminals count by it', async () => {
    const club = await anAuditedClub(openFresh)
    await club.kysely
      .insertInto('replication_tickets')
      .values({ ticket_id: 'a', content_hash: 'h', id_visit: 1, id_ticket: null, terminal: 'Barra 1', stored_at: 0 })
      .execute()
    expect(await club.audited()).toEqual({ visits: { changed: 1 } })
    await expectCopyToEqualTables(club)
  })

  it('verifies once what an earlier version told without a hash', async () => {
    const club = await anAuditedClub(openFresh)
    await club.kysely.updateTable('replication_docs').set({ row_hash: null }).where('collection', '=', 'partners').execute()
    expect(await club.audited()).toEqual({ partners: { unverified: 2 } })
    expect(await club.audited()).toEqual({})
  })

  it('looks at every range of a table that is larger than one', async () => {
    const club = await anAuditedClub(openFresh)
    const products = Array.from({ length: 1_200 }, (_, i) => ({ id_product_service: 1_000 + i, price: '1.00' }))
    await club.kysely.insertInto('Products_Services').values(products).execute()
    await club.settled()
    await withoutTriggers(club, async () => {
      await club.kysely
        .updateTable('Products_Services')
        .set({ price: '3.00' })
        .where('id_product_service', 'in', [1, 1_499, 1_500, 2_199])
        .execute()
      await club.kysely.deleteFrom('Products_Services').where('id_product_service', 'in', [1_000, 1_777, 2_198]).execute()
    })
    expect(await club.audited()).toEqual({ products: { changed: 4, gone: 3 } })
    await expectCopyToEqualTables(club)
  })
})

async function expectCopyToEqualTables(club: AuditedClub): Promise<void> {
  await club.settled()
  const copy = await club.copy()
  expect(Object.keys(copy).sort()).toEqual(await club.namesInTables())
  expect(copy).toEqual(await club.freshCopy())
}

async function truncateProducts({ kysely, database }: Club): Promise<void> {
  if (database.dialect === 'mysql') {
    await kysely.connection().execute(async (connection) => {
      await sql`SET FOREIGN_KEY_CHECKS = 0`.execute(connection)
      await sql`TRUNCATE TABLE Products_Services`.execute(connection)
      await sql`SET FOREIGN_KEY_CHECKS = 1`.execute(connection)
    })
    return
  }
  await withoutTriggers({ kysely, database }, () => kysely.deleteFrom('Products_Services').execute())
}
