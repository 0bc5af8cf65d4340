import { businessDay, formatMoney, parseMoney } from '@barra/domain'
import { createMainTables, demoBracelets, findMainTables, seedClub } from '@barra/main-api'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase, type FreshDatabase } from '../each-database.ts'
import { mainTables, NOW, SMALL, TIME_ZONE } from './club.ts'

describeEachDatabase((openFresh) => {
  let club: FreshDatabase
  const kysely = () => mainTables(club.database)

  beforeAll(async () => {
    club = await openFresh()
    await createMainTables(club.database)
    await seedClub(club.database, { seed: 1, now: NOW, timeZone: TIME_ZONE })
  })

  it('tells the same club for the same seed and another for another', async () => {
    const rows = async (seed: number) => {
      const { database } = await openFresh()
      await createMainTables(database)
      await seedClub(database, { seed, now: NOW, timeZone: TIME_ZONE, ...SMALL })
      const tables = ['Partners', 'Products_Services', 'Visits', 'Tickets', 'Ticket_Details', 'Operations'] as const
      return Promise.all(tables.map((table) => mainTables(database).selectFrom(table).selectAll().execute()))
    }
    const first = await rows(5)
    expect(await rows(5)).toEqual(first)
    expect(await rows(6)).not.toEqual(first)
  })

  it('has the size that was promised', async () => {
    const count = async (table: 'Partners' | 'Products_Services') =>
      Number(
        (
          await kysely()
            .selectFrom(table)
            .select(({ fn }) => fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    expect(await count('Partners')).toBe(2000)
    expect(await count('Products_Services')).toBeGreaterThanOrEqual(150)

    const visits = await kysely().selectFrom('Visits').select(['visit_date', 'hour_exit', 'id_bracelet_2']).execute()
    const open = visits.filter((visit) => visit.hour_exit === null)
    expect(open).toHaveLength(300)
    expect(new Set(open.map((visit) => visit.visit_date))).toEqual(new Set([businessDay(NOW, TIME_ZONE)]))
    expect(open.filter((visit) => visit.id_bracelet_2).length).toBeGreaterThan(40)
    expect(visits.some((visit) => visit.hour_exit !== null && visit.visit_date === '2026-11-23')).toBe(true)
    expect(new Set(visits.map((visit) => visit.visit_date)).size).toBe(8)
  })

  it('charges each visit exactly the sum of its tickets, and each ticket that of its details', async () => {
    const visits = await kysely().selectFrom('Visits').select(['id_visit', 'visit_amount_consumed', 'hour_exit']).execute()
    const tickets = await kysely().selectFrom('Tickets').selectAll().execute()
    const details = await kysely().selectFrom('Ticket_Details').selectAll().execute()
    const openVisits = new Set(visits.filter((visit) => visit.hour_exit === null).map((visit) => visit.id_visit))

    const ofVisit = new Map<number, number>()
    const ofTicket = new Map<number, number>()
    for (const detail of details) {
      const amount = Math.abs(detail.quantity!) * parseMoney(String(detail.unit_price))
      ofTicket.set(detail.id_ticket!, (ofTicket.get(detail.id_ticket!) ?? 0) + amount)
    }
    for (const ticket of tickets) {
      const amount = parseMoney(String(ticket.ticket_amount))
      expect(ofTicket.get(ticket.id_ticket)).toBe(amount)
      ofVisit.set(ticket.id_visit!, (ofVisit.get(ticket.id_visit!) ?? 0) + amount)
    }
    for (const visit of visits) {
      const consumed = parseMoney(String(visit.visit_amount_consumed))
      expect(formatMoney(consumed)).toBe(formatMoney(ofVisit.get(visit.id_visit) ?? 0))
    }
    for (const ticket of tickets) {
      const states = details.filter((detail) => detail.id_ticket === ticket.id_ticket).map((detail) => detail.state)
      const isOpen = openVisits.has(ticket.id_visit!)
      expect(states.every((state) => (state === 'PAGADO') !== isOpen)).toBe(true)
    }
    expect(details.some((detail) => detail.state === 'ANULADO')).toBe(true)
  })

  it('sells and opens the doors in the past only', async () => {
    const latest = '2026-11-24 01:30:00'
    const late = await kysely()
      .selectFrom('Visits')
      .select('id_visit')
      .where((where) => where.or([where('hour_entry', '>', latest), where('hour_exit', '>', latest)]))
      .execute()
    expect(late).toEqual([])
    expect(await kysely().selectFrom('Tickets').select('id_ticket').where('ticket_date', '>', latest).execute()).toEqual([])
    const backwards = kysely().selectFrom('Visits').select('id_visit').whereRef('hour_exit', '<', 'hour_entry')
    expect(await backwards.execute()).toEqual([])
  })

  it('holds the awkward cases of the live data', async () => {
    const partners = await kysely().selectFrom('Partners').selectAll().execute()
    const products = await kysely().selectFrom('Products_Services').selectAll().execute()
    const open = await kysely().selectFrom('Visits').selectAll().where('hour_exit', 'is', null).execute()
    const statesOf = (ids: (number | null)[]) => partners.filter((p) => ids.includes(p.id_partner)).map((p) => p.id_state)

    expect(partners.some((partner) => partner.partner_name === null && partner.id_state === null)).toBe(true)
    expect(partners.some((partner) => partner.id_state === 2 && partner.suspension_reason !== null)).toBe(true)
    expect(partners.filter((partner) => partner.id_state === 6).every((partner) => partner.expultion_reason)).toBe(true)
    expect(statesOf(open.map((visit) => visit.id_partner))).toContain(7)

    expect(products.filter((product) => product.featured === 1)).toHaveLength(10)
    for (const awkward of [(n: number | null) => n === 0, (n: number | null) => n === null, (n: number | null) => (n ?? 0) < 0]) {
      expect(products.some((product) => awkward(product.available))).toBe(true)
    }

    const worn = open.flatMap((visit) => [visit.id_bracelet_1, visit.id_bracelet_2]).filter((bracelet) => bracelet)
    expect(worn.every((bracelet) => /^\d{4}$/.test(bracelet!))).toBe(true)
    const shared = new Set(worn.filter((bracelet, index) => worn.indexOf(bracelet) !== index))
    expect(shared.size).toBe(2)
  })

  it('names an open, a closed and an unknown bracelet to try', async () => {
    const bracelets = await demoBracelets(club.database, '2026-11-20')
    expect(bracelets.open).toBe('0417')
    const visitsOf = (bracelet: string | null) =>
      kysely()
        .selectFrom('Visits')
        .select('hour_exit')
        .where((where) => where.or([where('id_bracelet_1', '=', bracelet), where('id_bracelet_2', '=', bracelet)]))
        .execute()
    expect((await visitsOf(bracelets.open)).filter((visit) => visit.hour_exit === null)).toHaveLength(1)
    const closed = await visitsOf(bracelets.closed)
    expect(closed.length).toBeGreaterThan(0)
    expect(closed.every((visit) => visit.hour_exit !== null)).toBe(true)
    expect(await visitsOf(bracelets.unknown)).toEqual([])
  })

  it('names no open bracelet that terminals do not know any more', async () => {
    expect(await demoBracelets(club.database, '2026-11-23')).toMatchObject({ open: '0417', closed: expect.any(String) })
    expect(await demoBracelets(club.database, '2026-11-24')).toEqual({ open: null, closed: null, unknown: '0999' })
  })

  it.each(['2026-11-24T08:00:00-03:00', '2026-11-24T07:59:59-03:00', '2026-11-24T15:00:00-03:00', '2026-11-24T23:30:00-03:00'])(
    'keeps tonight within the business day when it is %s',
    async (moment) => {
      const now = new Date(moment)
      const { database } = await openFresh()
      await createMainTables(database)
      await seedClub(database, { seed: 1, now, timeZone: TIME_ZONE, ...SMALL })
      const open = await mainTables(database)
        .selectFrom('Visits')
        .select(['visit_date', 'hour_entry'])
        .where('hour_exit', 'is', null)
        .execute()
      expect(open).toHaveLength(SMALL.openVisits)
      for (const visit of open) {
        const entry = new Date(`${visit.hour_entry!.replace(' ', 'T')}-03:00`)
        expect(entry.getTime()).toBeLessThanOrEqual(now.getTime())
        expect(businessDay(entry, TIME_ZONE)).toBe(visit.visit_date)
      }
      expect((await demoBracelets(database, '2026-11-20')).open).toBe('0417')
    },
  )

  it('goes on numbering where the seed ended', async () => {
    const { insertId } = await kysely().insertInto('Partners').values({ partner_name: 'Nadie Todavía' }).executeTakeFirstOrThrow()
    expect(Number(insertId)).toBe(2001)
  })

  it('tells an empty, a foreign, a half-made and a filled database apart', async () => {
    const { database } = await openFresh()
    expect(await findMainTables(database)).toMatchObject({
      kind: 'empty',
      missing: expect.arrayContaining(['Visits']),
      others: [],
    })
    await database.kysely.schema.createTable('something_else').addColumn('id', 'integer').execute()
    expect(await findMainTables(database)).toMatchObject({ kind: 'empty', others: ['something_else'] })
    await createMainTables(database)
    expect(await findMainTables(database)).toEqual({ kind: 'empty', missing: [], others: ['something_else'] })
    await mainTables(database).insertInto('Operations').values({ operation_log: '{}' }).execute()
    expect(await findMainTables(database)).toEqual({ kind: 'filled' })
    await database.kysely.schema.dropTable('Prices').execute()
    expect(await findMainTables(database)).toEqual({ kind: 'incomplete', missing: ['Prices'] })
  })

  it('creates what is missing beside what a killed start had created', async () => {
    const { database } = await openFresh()
    await createMainTables(database)
    for (const name of ['Operations', 'Ticket_Details', 'Tickets']) await database.kysely.schema.dropTable(name).execute()
    await createMainTables(database)
    await seedClub(database, { seed: 1, now: NOW, timeZone: TIME_ZONE, ...SMALL })
    expect(await findMainTables(database)).toEqual({ kind: 'filled' })
    await expect(seedClub(database, { seed: 1, now: NOW, timeZone: TIME_ZONE, ...SMALL })).rejects.toThrow()
  })

  it('deletes the visits of a deleted partner, and keeps their tickets', async () => {
    const { database } = await openFresh()
    await createMainTables(database)
    await seedClub(database, { seed: 1, now: NOW, timeZone: TIME_ZONE, ...SMALL })
    const tables = mainTables(database)
    const allTickets = () => tables.selectFrom('Tickets').select('id_ticket').orderBy('id_ticket').execute()
    const before = await allTickets()
    await tables.deleteFrom('Partners').where('id_partner', '=', 1).execute()
    expect(await tables.selectFrom('Visits').select('id_visit').where('id_partner', '=', 1).execute()).toEqual([])
    expect(await allTickets()).toEqual(before)
  })
})
