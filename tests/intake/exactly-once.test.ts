import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import {
  accepted,
  aSmallClub,
  aTicket,
  aTicketOf,
  consumedBy,
  push,
  refused,
  stored,
  ticketsOf,
  WATER,
  type SmallClub,
} from './small-club.ts'

describeEachDatabase((openFresh) => {
  let club: SmallClub
  beforeAll(async () => {
    club = await aSmallClub(openFresh)
  })

  it('stores a ticket once when the push is repeated, and gives the stored answer again', async () => {
    const ticket = aTicket(await club.openVisit())
    const [first] = await push(club.intake, ticket)
    const before = await stored(club)
    const [again] = await push(club.anotherIntake(), ticket)
    expect(again).toEqual({ ...accepted(first), duplicate: true })
    expect(await stored(club)).toEqual(before)
  })

  it('knows a repeated ticket whatever the order of its fields, and whatever revision it carries', async () => {
    const ticket = aTicket(await club.openVisit())
    await push(club.intake, ticket)
    const reversed = Object.fromEntries(Object.entries(ticket).reverse())
    expect(await push(club.intake, { ...reversed, _rev: '1-abc' })).toEqual([expect.objectContaining({ duplicate: true })])
  })

  it('still gives the stored answer after the visit closed and the product went', async () => {
    const visit = await club.openVisit()
    const ticket = aTicket(visit)
    await push(club.intake, ticket)
    await club.kysely.updateTable('Visits').set({ hour_exit: '2026-11-25 02:00:00' }).where('id_visit', '=', visit).execute()
    expect(accepted((await push(club.intake, ticket))[0]).duplicate).toBe(true)
  })

  it('refuses an id that is stored with other content', async () => {
    const visit = await club.openVisit()
    const ticket = aTicket(visit)
    const [first] = await push(club.intake, ticket)
    const before = await stored(club)
    const [second] = await push(club.intake, { ...ticket, observations: 'con hielo' })
    expect(refused(second)).toMatchObject({ id: ticket._id, error: 'forbidden', code: 'id_reused' })
    expect(refused(second).reason).toContain(accepted(first).remote_id_ticket)
    expect(await stored(club)).toEqual(before)
  })

  it('stores a ticket again whose row a restored table lost, though another ticket has its number by now', async () => {
    const visit = await club.openVisit()
    const [lost, other] = [aTicket(visit), aTicket(await club.openVisit())]
    const { remote_id_ticket } = accepted((await push(club.intake, lost))[0])
    const id_ticket = Number(remote_id_ticket)
    await club.kysely.deleteFrom('Ticket_Details').where('id_ticket', '=', id_ticket).execute()
    await club.kysely.deleteFrom('Tickets').where('id_ticket', '=', id_ticket).execute()
    await club.kysely
      .insertInto('Tickets')
      .values({ id_ticket, id_visit: other.id_visit, ticket_date: '2026-11-01 03:00:00', ticket_amount: '1.00' })
      .execute()

    const again = accepted((await push(club.intake, lost))[0])
    expect(again.duplicate).toBeUndefined()
    expect(again.remote_id_ticket).not.toBe(remote_id_ticket)
    expect(accepted((await push(club.intake, lost))[0])).toEqual({ ...again, duplicate: true })
    expect((await ticketsOf(club, visit)).map((ticket) => String(ticket.id_ticket))).toEqual([again.remote_id_ticket])
  })

  it('knows a ticket whose moment or amount the staff corrected', async () => {
    const visit = await club.openVisit()
    for (const correction of [{ ticket_date: '2026-11-25 01:00:00' }, { ticket_amount: '1.00' }]) {
      const ticket = aTicket(visit)
      const { remote_id_ticket } = accepted((await push(club.intake, ticket))[0])
      await club.kysely.updateTable('Tickets').set(correction).where('id_ticket', '=', Number(remote_id_ticket)).execute()
      expect(accepted((await push(club.intake, ticket))[0])).toMatchObject({ duplicate: true, remote_id_ticket })
    }
  })

  it('stores a ticket once that comes twice in one request', async () => {
    const visit = await club.openVisit()
    const ticket = aTicket(visit)
    const [first, second] = await push(club.intake, ticket, ticket)
    expect(accepted(first).duplicate).toBeUndefined()
    expect(second).toEqual({ ...accepted(first), duplicate: true })
    expect(await ticketsOf(club, visit)).toHaveLength(1)
  })

  it('takes the first of two that share an id in one request, and refuses the other', async () => {
    const [low, high] = [await club.openVisit(), await club.openVisit()]
    const ticket = aTicket(high)
    const [first, second] = await push(club.intake, ticket, { ...ticket, id_visit: low })
    accepted(first)
    expect(refused(second).code).toBe('id_reused')
    expect([await ticketsOf(club, high), await ticketsOf(club, low)]).toEqual([[expect.anything()], []])
  })

  it('judges a refused ticket anew when it is pushed again', async () => {
    const visit = await club.openVisit({ hour_exit: '2026-11-25 02:00:00' })
    const ticket = aTicket(visit)
    expect(refused((await push(club.intake, ticket))[0]).code).toBe('visit_closed')
    await club.kysely.updateTable('Visits').set({ hour_exit: null }).where('id_visit', '=', visit).execute()
    expect(accepted((await push(club.intake, ticket))[0]).duplicate).toBeUndefined()
  })

  it('stores each ticket once when ten pushers send the same twenty at once', async () => {
    const visits = await Promise.all(Array.from({ length: 5 }, () => club.openVisit()))
    const tickets = Array.from({ length: 20 }, (_, i) => aTicketOf(visits[i % 5]!, WATER, 1, 10 + i))
    const pushers = Array.from({ length: 10 }, (_, i) => (i % 2 ? club.intake : club.anotherIntake()))
    const answers = await Promise.all(pushers.map((intake, i) => push(intake, ...rotated(tickets, i * 3))))

    const rows = await club.kysely.selectFrom('Tickets').select(['id_ticket']).where('id_visit', 'in', visits).execute()
    expect(rows).toHaveLength(20)
    const remoteIds = new Map<string, Set<string>>()
    for (const verdict of answers.flat().map(accepted)) {
      remoteIds.set(verdict.id, (remoteIds.get(verdict.id) ?? new Set()).add(verdict.remote_id_ticket))
    }
    expect([...remoteIds.values()].every((ids) => ids.size === 1)).toBe(true)
    expect(new Set([...remoteIds.values()].flatMap((ids) => [...ids]))).toEqual(new Set(rows.map((row) => String(row.id_ticket))))
    const fresh = answers.flat().filter((verdict) => !accepted(verdict).duplicate)
    expect(fresh.map((verdict) => verdict.id).sort()).toEqual(tickets.map((ticket) => ticket._id).sort())
    for (const verdict of fresh) {
      const receipt = await receiptOf(club, verdict.id!)
      expect(String(receipt.id_ticket)).toBe(accepted(verdict).remote_id_ticket)
    }
  })

  it('adds up exactly when many push to one visit at once', async () => {
    const visit = await club.openVisit({ visit_amount_consumed: '1000.00' })
    const pushers = Array.from({ length: 8 }, (_, i) => (i % 2 ? club.intake : club.anotherIntake()))
    await Promise.all(
      pushers.map(async (intake) => {
        for (let i = 0; i < 5; i++) accepted((await push(intake, aTicketOf(visit, WATER, 3, 10)))[0])
      }),
    )
    expect(await consumedBy(club, visit)).toBe(club.money('1012.00'))
  })

  it('does not lose a sale to pushers that lower the same stock', async () => {
    const visit = await club.openVisit()
    const before = await availableOf(club, 1)
    await club.grantServing({ stock: 'decrement' })
    const pushers = Array.from({ length: 6 }, () => club.anotherIntake({ stock: 'decrement' }))
    await Promise.all(pushers.map((intake) => push(intake, aTicket(visit), aTicket(visit)).then((all) => all.map(accepted))))
    expect(await availableOf(club, 1)).toBe(before - 24)
    expect(await consumedBy(club, visit)).toBe(club.money('66006.00'))
  })
})

function rotated<T>(items: readonly T[], by: number): T[] {
  return [...items.slice(by % items.length), ...items.slice(0, by % items.length)]
}

function receiptOf({ kysely }: SmallClub, id: string) {
  return kysely.selectFrom('replication_tickets').selectAll().where('ticket_id', '=', id).executeTakeFirstOrThrow()
}

async function availableOf({ kysely }: SmallClub, product: number): Promise<number> {
  const query = kysely.selectFrom('Products_Services').select('available').where('id_product_service', '=', product)
  return (await query.executeTakeFirstOrThrow()).available!
}
