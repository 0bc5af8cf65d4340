import { formatMoney, newId } from '@barra/domain'
import { beforeAll, expect, it } from 'vitest'
import { findDriftedTotals } from '../../replication-server/src/audit/totals-database.ts'
import { describeEachDatabase } from '../each-database.ts'
import {
  accepted,
  aCancellationOf,
  aSmallClub,
  aTicket,
  aTicketOf,
  BEER,
  consumedBy,
  push,
  refused,
  stored,
  ticketsOf,
  WATER,
  type SmallClub,
  type TicketDocument,
} from './small-club.ts'

describeEachDatabase((openFresh) => {
  let club: SmallClub
  beforeAll(async () => {
    club = await aSmallClub(openFresh)
  })

  const detailsOf = (id_ticket: number) =>
    club.kysely.selectFrom('Ticket_Details').selectAll().where('id_ticket', '=', id_ticket).orderBy('id_ticket_detail').execute()

  async function aSoldTicket(): Promise<{ visit: number; ticket: TicketDocument }> {
    const visit = await club.openVisit({ visit_amount_consumed: '0.00' })
    const ticket = aTicket(visit)
    accepted((await push(club.intake, ticket))[0])
    return { visit, ticket }
  }

  it('takes a ticket back as the main system does, and the totals still add up', async () => {
    const { visit, ticket } = await aSoldTicket()
    const cancellation = aCancellationOf(ticket)
    const verdict = accepted((await push(club.intake, cancellation))[0])
    const [original, second] = await ticketsOf(club, visit)
    expect(verdict).toEqual(expect.objectContaining({ id: cancellation._id, remote_id_ticket: String(second!.id_ticket) }))
    expect(second).toMatchObject({
      id_bracelet: '0417',
      observations: 'era de otra mesa',
      ticket_amount: club.money('-5500.50'),
      ticket_date: '2026-11-25 02:10:00',
    })
    const sold = await detailsOf(original!.id_ticket)
    expect(sold.map(({ state, quantity }) => [state, quantity])).toEqual([
      ['ANULADO', 2],
      ['ANULADO', 1],
    ])
    expect(await detailsOf(second!.id_ticket)).toEqual(
      sold.map((detail) =>
        expect.objectContaining({
          id_product_service: detail.id_product_service,
          quantity: -detail.quantity!,
          unit_price: club.money(formatMoney(-Math.round(Number(detail.unit_price) * 100))),
          state: 'NC',
          payed: 0,
          ref_id_ticket_detail: detail.id_ticket_detail,
        }),
      ),
    )
    expect(await consumedBy(club, visit)).toBe(club.money('0.00'))
    expect(await findDriftedTotals(club.database, null)).toEqual([])
  })

  it('takes it back once, however often the same cancellation comes, and from ten pushers at the same moment', async () => {
    const { visit, ticket } = await aSoldTicket()
    const cancellation = aCancellationOf(ticket)
    const pushers = Array.from({ length: 10 }, () => club.anotherIntake())
    const verdicts = (await Promise.all(pushers.map((intake) => push(intake, cancellation)))).map(([first]) => accepted(first))
    expect(verdicts.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(new Set(verdicts.map(({ remote_id_ticket }) => remote_id_ticket)).size).toBe(1)
    const before = await stored(club)
    expect(accepted((await push(club.intake, cancellation))[0]).duplicate).toBe(true)
    expect(await stored(club)).toEqual(before)
    expect(await ticketsOf(club, visit)).toHaveLength(2)
    expect(await consumedBy(club, visit)).toBe(club.money('0.00'))
  })

  it('takes it back once when several terminals void it, each in its own words', async () => {
    const { visit, ticket } = await aSoldTicket()
    const pushers = Array.from({ length: 10 }, () => club.anotherIntake())
    const verdicts = await Promise.all(
      pushers.map(async (intake, i) => (await push(intake, aCancellationOf(ticket, { observations: `terminal ${i}` })))[0]!),
    )
    expect(verdicts.filter((verdict) => 'ok' in verdict)).toHaveLength(1)
    expect(new Set(verdicts.map((verdict) => ('ok' in verdict ? 'ok' : verdict.code)))).toEqual(
      new Set(['ok', 'already_cancelled']),
    )
    expect(await ticketsOf(club, visit)).toHaveLength(2)
    expect(await consumedBy(club, visit)).toBe(club.money('0.00'))
  })

  it('takes it back once beside the main system: lines that it has taken back are not taken back again', async () => {
    const { ticket } = await aSoldTicket()
    const [original] = await ticketsOf(club, ticket.id_visit)
    const [line] = await detailsOf(original!.id_ticket)
    await club.kysely
      .updateTable('Ticket_Details')
      .set({ state: 'ANULADO' })
      .where('id_ticket_detail', '=', line!.id_ticket_detail)
      .execute()
    const before = await stored(club)
    expect(refused((await push(club.intake, aCancellationOf(ticket)))[0]).code).toBe('already_cancelled')
    expect(await stored(club)).toEqual(before)
  })

  it('stores and takes back in one push, in whichever order they come', async () => {
    const visit = await club.openVisit({ visit_amount_consumed: '0.00' })
    const ticket = aTicket(visit)
    const verdicts = await push(club.intake, aCancellationOf(ticket), ticket)
    verdicts.forEach((verdict) => accepted(verdict))
    expect(await consumedBy(club, visit)).toBe(club.money('0.00'))
  })

  it('knows the original however often it is pushed again afterwards', async () => {
    const { visit, ticket } = await aSoldTicket()
    await push(club.intake, aCancellationOf(ticket))
    expect(accepted((await push(club.intake, ticket))[0]).duplicate).toBe(true)
    expect(await consumedBy(club, visit)).toBe(club.money('0.00'))
  })

  it('waits for a push of the original that is still under way', async () => {
    const visit = await club.openVisit({ visit_amount_consumed: '0.00' })
    const ticket = aTicket(visit)
    const [sold, taken] = await Promise.all([push(club.intake, ticket), push(club.anotherIntake(), aCancellationOf(ticket))])
    accepted(sold[0])
    const verdict = taken[0]!
    const isTakenBack = 'ok' in verdict
    if (!isTakenBack) expect(verdict.code).toBe('original_not_found')
    expect(await consumedBy(club, visit)).toBe(club.money(isTakenBack ? '0.00' : '5500.50'))
  })

  it('gives the stock back where sales lower it', async () => {
    await club.grantServing({ stock: 'decrement' })
    const intake = club.anotherIntake({ stock: 'decrement' })
    const available = async () =>
      (await club.kysely.selectFrom('Products_Services').select('available').orderBy('id_product_service').execute()).map(
        (row) => row.available,
      )
    const before = await available()
    const ticket = aTicket(await club.openVisit())
    await push(intake, ticket)
    expect(await available()).not.toEqual(before)
    await push(intake, aCancellationOf(ticket))
    expect(await available()).toEqual(before)
  })

  it('refuses, and leaves nothing behind, when the visit is closed', async () => {
    const { visit, ticket } = await aSoldTicket()
    await club.kysely.updateTable('Visits').set({ hour_exit: '2026-11-25 02:00:00' }).where('id_visit', '=', visit).execute()
    const before = await stored(club)
    expect(refused((await push(club.intake, aCancellationOf(ticket)))[0])).toMatchObject({
      code: 'visit_closed',
      reason: expect.stringContaining('2026-11-25T02:00:00-03:00'),
    })
    expect(await stored(club)).toEqual(before)
  })

  const strange: [name: string, code: string, (ticket: TicketDocument) => Promise<object>][] = [
    ['of a ticket that was never stored', 'original_not_found', async (ticket) => aCancellationOf({ ...ticket, _id: newId() })],
    [
      'on another visit than the ticket',
      'cancellation_mismatch',
      async (ticket) => aCancellationOf(ticket, { id_visit: await club.openVisit() }),
    ],
    [
      'of other lines than the ticket has',
      'cancellation_mismatch',
      async ({ _id, id_visit }) => aCancellationOf({ ...aTicketOf(id_visit, WATER, 3, 10), _id }),
    ],
    ['that adds up to something else', 'amount_mismatch', async (ticket) => aCancellationOf(ticket, { ticket_amount: '-1.00' })],
    ['of another cancellation', 'original_not_found', async (ticket) => aCancellationOf(ticket, { cancels: newId() })],
    [
      'with positive quantities',
      'invalid_ticket',
      async (ticket) => aCancellationOf(ticket, { ticket_details: ticket.ticket_details as never }),
    ],
    ['that points at no id', 'invalid_ticket', async (ticket) => aCancellationOf(ticket, { cancels: '17' })],
    ['that points at nothing', 'invalid_ticket', async (ticket) => aCancellationOf(ticket, { cancels: null as never })],
  ]
  it.each(strange)('refuses a cancellation %s', async (_name, code, make) => {
    const { ticket } = await aSoldTicket()
    const cancellation = await make(ticket)
    const before = await stored(club)
    expect(refused((await push(club.intake, cancellation))[0]).code).toBe(code)
    expect(await stored(club)).toEqual(before)
  })

  it('does not take a cancellation back', async () => {
    const { ticket } = await aSoldTicket()
    const cancellation = aCancellationOf(ticket)
    await push(club.intake, cancellation)
    const again = aCancellationOf({ ...ticket, _id: cancellation._id })
    expect(refused((await push(club.intake, again))[0]).code).toBe('cancellation_mismatch')
  })

  it('refuses negative quantities in a sale', async () => {
    const ticket = aTicketOf(await club.openVisit(), BEER, -1, 150_000)
    expect(refused((await push(club.intake, ticket))[0]).code).toBe('invalid_ticket')
  })
})
