import { isOpen, parseZonedIso, type Visit } from '@barra/domain'
import { sql, type RawBuilder } from 'kysely'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { aClub, changeOf, outboxDrained, revOf, type Club } from './club.ts'

describeEachDatabase((openFresh, dialect) => {
  it('writes a product as the wire has it', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const product = {
      id_product_service: 4,
      description: 'Fernet con cola',
      long_description: 'Ñandú 🍹',
      price: '1500.00',
      available: -3,
      url_image: null,
      featured: 1,
    }
    await club.kysely.insertInto('Products_Services').values(product).execute()
    await outboxDrained(club)
    const change = await changeOf(feed, 'products', 4)
    expect(change.doc).toEqual({ ...product, _id: '4', _rev: revOf(change), featured: true })
  })

  it('writes a partner as the wire has it, and nothing else of the row', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const shown = {
      id_partner: 17,
      alias: 'Tito',
      partner_name: 'Ana',
      partner_dni: '030111222',
      affiliate_name: null,
      affiliate_dni: '',
      id_state: null,
      suspension_reason: 'ruido',
      expultion_reason: null,
    }
    await club.kysely
      .insertInto('Partners')
      .values({ ...shown, partner_phone: '11 5555 5555', observations: 'private' })
      .execute()
    await outboxDrained(club)
    const change = await changeOf(feed, 'partners', 17)
    expect(change.doc).toEqual({ ...shown, _id: '17', _rev: revOf(change) })
  })

  it("writes a visit's times with the club's offset and its money as text", async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const visit = { id_visit: 90, visit_date: '2026-11-24', id_bracelet_1: '0417', id_bracelet_2: null }
    await club.kysely
      .insertInto('Visits')
      .values({ ...visit, hour_entry: '2026-11-24 23:10:00', visit_amount_consumed: '4500.5' })
      .execute()
    await outboxDrained(club)
    expect((await changeOf(feed, 'visits', 90)).doc).toMatchObject({
      ...visit,
      hour_entry: '2026-11-24T23:10:00-03:00',
      hour_exit: null,
      visit_amount_consumed: '4500.50',
      applied_tickets: [],
    })
  })

  it('tells of rows that hold nothing but their key', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely.insertInto('Partners').values({ id_partner: 17 }).execute()
    await club.kysely.insertInto('Products_Services').values({ id_product_service: 4 }).execute()
    await club.kysely.insertInto('Visits').values({ id_visit: 90 }).execute()
    await outboxDrained(club)
    for (const [collection, key, id] of [
      ['partners', 'id_partner', 17],
      ['products', 'id_product_service', 4],
      ['visits', 'id_visit', 90],
    ] as const) {
      const { _id, _rev, applied_tickets, ...columns } = (await changeOf(feed, collection, id)).doc!
      expect([_id, columns[key], applied_tickets ?? []]).toEqual([String(id), id, []])
      expect(Object.values(columns).filter((value) => value !== null)).toEqual([id])
    }
  })

  it('reads a time that is none as null, and goes on with the page', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await withoutStrictMode(
      club,
      dialect,
      sql`
      INSERT INTO Visits (id_visit, visit_date, hour_entry) VALUES (90, '2026-11-24', '0000-00-00 00:00:00')`,
    )
    await club.kysely.insertInto('Visits').values({ id_visit: 91, hour_entry: '2026-11-24 23:10:00' }).execute()
    await outboxDrained(club)
    expect((await changeOf(feed, 'visits', 90)).doc).toMatchObject({ hour_entry: null })
    expect((await changeOf(feed, 'visits', 91)).doc).toMatchObject({ hour_entry: '2026-11-24T23:10:00-03:00' })
  })

  it('never tells a visit as open whose exit time is no time: only NULL is open', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await withoutStrictMode(
      club,
      dialect,
      sql`
      INSERT INTO Visits (id_visit, visit_date, hour_exit)
      VALUES (90, '2026-11-24', '0000-00-00 00:00:00'), (91, '2026-11-24', NULL)`,
    )
    await outboxDrained(club)
    const [closed, open] = [await changeOf(feed, 'visits', 90), await changeOf(feed, 'visits', 91)]
    expect(isOpen(closed.doc as unknown as Visit)).toBe(false)
    expect(parseZonedIso(String(closed.doc!.hour_exit))).toBeInstanceOf(Date)
    expect(isOpen(open.doc as unknown as Visit)).toBe(true)
  })
})

/** As databases that are older than the strict mode of MySQL 5.7 came by their rows. */
async function withoutStrictMode(club: Club, dialect: 'sqlite' | 'mysql', statement: RawBuilder<unknown>): Promise<void> {
  await club
    .openAgain()
    .kysely.connection()
    .execute(async (connection) => {
      if (dialect === 'mysql') await sql`SET SESSION sql_mode = ''`.execute(connection)
      await statement.execute(connection)
    })
}
