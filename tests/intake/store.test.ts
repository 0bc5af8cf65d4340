import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import {
  accepted,
  aSmallClub,
  aTicket,
  aTicketOf,
  BEER,
  consumedBy,
  FERNET,
  push,
  ticketsOf,
  WATER,
  type SmallClub,
} from './small-club.ts'

describeEachDatabase((openFresh) => {
  let club: SmallClub
  beforeAll(async () => {
    club = await aSmallClub(openFresh)
  })

  it('stores the ticket, its lines and the new total of the visit, as the main system would', async () => {
    const visit = await club.openVisit({ visit_amount_consumed: '4500.00' })
    const ticket = aTicket(visit)
    const [verdict] = await push(club.intake, ticket)

    const [row, ...others] = await ticketsOf(club, visit)
    expect(others).toEqual([])
    expect(row).toEqual({
      id_ticket: expect.any(Number),
      id_visit: visit,
      id_bracelet: '0417',
      observations: 'sin hielo',
      ticket_date: '2026-11-25 01:12:31',
      ticket_amount: club.money('5500.50'),
    })
    const unpaid = {
      id_ticket_detail: expect.any(Number),
      id_ticket: row!.id_ticket,
      nro_item: null,
      payed: 0,
      ref_id_ticket_detail: null,
      state: 'NO PAGADO',
    }
    expect(await club.kysely.selectFrom('Ticket_Details').selectAll().where('id_ticket', '=', row!.id_ticket).execute()).toEqual([
      { ...unpaid, id_product_service: BEER, quantity: 2, unit_price: club.money('1500.00') },
      { ...unpaid, id_product_service: FERNET, quantity: 1, unit_price: club.money('2500.50') },
    ])
    expect(await consumedBy(club, visit)).toBe(club.money('10000.50'))
    expect(verdict).toEqual({
      ok: true,
      id: ticket._id,
      rev: `1-of-${ticket._id}`,
      remote_id_ticket: String(row!.id_ticket),
      synced_at: '2026-11-25T03:30:00-03:00',
    })
  })

  it('starts the total of a visit that has consumed nothing yet', async () => {
    const visit = await club.openVisit()
    await push(club.intake, aTicket(visit))
    expect(await consumedBy(club, visit)).toBe(club.money('5500.50'))
  })

  it('writes the moment of the sale in club time, whatever offset it came with', async () => {
    const visit = await club.openVisit()
    await push(club.intake, aTicket(visit, { ticket_date: '2026-11-25T04:12:31.987Z' }))
    expect((await ticketsOf(club, visit))[0]!.ticket_date).toBe('2026-11-25 01:12:31')
  })

  it('charges the visit named by the ticket, though its bracelet was handed to somebody else since', async () => {
    const visit = await club.openVisit({ id_bracelet_1: '0900' })
    await club.kysely.updateTable('Visits').set({ id_bracelet_1: null }).where('id_visit', '=', visit).execute()
    const newcomer = await club.openVisit({ id_bracelet_1: '0900' })
    accepted((await push(club.intake, aTicket(visit, { id_bracelet: '0900' })))[0])
    expect(await consumedBy(club, visit)).toBe(club.money('5500.50'))
    expect(await consumedBy(club, newcomer)).toBeNull()
  })

  it('adds up ten centavos a hundred times without losing one', async () => {
    const visit = await club.openVisit()
    const tickets = Array.from({ length: 100 }, () => aTicketOf(visit, WATER, 1, 10))
    await push(club.intake, ...tickets)
    expect(await consumedBy(club, visit)).toBe(club.money('10.00'))
  })

  it('keeps the exact total through amounts that no float holds', async () => {
    const visit = await club.openVisit({ visit_amount_consumed: '0.10' })
    for (const centavos of [20, 33, 1_001, 99_999_970]) await push(club.intake, aTicketOf(visit, WATER, 1, centavos))
    expect(await consumedBy(club, visit)).toBe(club.money('1000010.34'))
  })

  it('does not touch the stock unless told', async () => {
    const before = await stockOf(club)
    await push(club.intake, aTicket(await club.openVisit()))
    expect(await stockOf(club)).toEqual(before)
  })

  it('lowers the stock by what was sold with STOCK=decrement, below zero too, but not where it is not counted', async () => {
    const visit = await club.openVisit()
    const before = await stockOf(club)
    await club.grantServing({ stock: 'decrement' })
    const intake = club.anotherIntake({ stock: 'decrement' })
    const repeated = aTicket(visit)
    await push(intake, repeated, aTicketOf(visit, WATER, 5, 10))
    await push(intake, repeated)
    expect(await stockOf(club)).toEqual({ [BEER]: before[BEER]! - 2, [FERNET]: before[FERNET]! - 1, [WATER]: null })
  })

  it('keeps two sales to one guest in one second', async () => {
    const visit = await club.openVisit()
    const verdicts = await push(club.intake, aTicket(visit), aTicket(visit))
    const later = await push(club.intake, aTicket(visit))
    const ids = [...verdicts, ...later].map((verdict) => accepted(verdict).remote_id_ticket)
    expect(new Set(ids).size).toBe(3)
    expect(await ticketsOf(club, visit)).toHaveLength(3)
  })

  it('answers a request that is longer than one transaction in its own order', async () => {
    const visits = [await club.openVisit(), await club.openVisit(), await club.openVisit()]
    const tickets = Array.from({ length: 250 }, (_, i) => aTicketOf(visits[(i * 7) % 3]!, WATER, 1, 10))
    const verdicts = await push(club.intake, ...tickets)
    expect(verdicts.map((verdict) => accepted(verdict).id)).toEqual(tickets.map((ticket) => ticket._id))
    const rows = await club.kysely.selectFrom('Tickets').select('id_ticket').where('id_visit', 'in', visits).execute()
    expect(new Set(verdicts.map((verdict) => accepted(verdict).remote_id_ticket))).toEqual(
      new Set(rows.map((row) => String(row.id_ticket))),
    )
  })

  it('answers nothing to nothing', async () => {
    expect(await push(club.intake)).toEqual([])
  })
})

async function stockOf({ kysely }: SmallClub): Promise<Record<number, number | null>> {
  const rows = await kysely.selectFrom('Products_Services').select(['id_product_service', 'available']).execute()
  return Object.fromEntries(rows.map((row) => [row.id_product_service, row.available]))
}
