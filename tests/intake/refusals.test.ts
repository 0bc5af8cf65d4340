import { setTimeout as sleep } from 'node:timers/promises'
import type { RefusalCode } from '@barra/replication-protocol'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import {
  accepted,
  aSmallClub,
  aTicket,
  aTicketOf,
  consumedBy,
  NO_SUCH_PRODUCT,
  push,
  refused,
  stored,
  ticketsOf,
  WATER,
  type SmallClub,
  type Tables,
  type TicketDocument,
} from './small-club.ts'

describeEachDatabase((openFresh, dialect) => {
  let club: SmallClub
  beforeAll(async () => {
    club = await aSmallClub(openFresh)
  })

  async function expectRefusal(ticket: unknown, code: RefusalCode, reason: RegExp): Promise<void> {
    const before = await stored(club)
    const [verdict] = await push(club.intake, ticket)
    expect(refused(verdict)).toMatchObject({ error: 'forbidden', code, reason: expect.stringMatching(reason) })
    expect(await stored(club)).toEqual(before)
  }

  describe('refuses, and leaves nothing behind,', () => {
    it('a ticket of a visit that does not exist', () => expectRefusal(aTicket(987_654), 'visit_not_found', /visit 987654/))

    it('a ticket of a closed visit, telling when it closed', async () => {
      const visit = await club.openVisit({ hour_exit: '2026-11-25 03:00:00' })
      await expectRefusal(aTicket(visit), 'visit_closed', /closed at 2026-11-25T03:00:00-03:00/)
    })

    it('a ticket of a visit whose exit time is no time: it is closed all the same', async () => {
      const visit = await club.openVisit()
      await club
        .openAgain()
        .kysely.withTables<Tables>()
        .connection()
        .execute(async (connection) => {
          if (dialect === 'mysql') await sql`SET SESSION sql_mode = ''`.execute(connection)
          await connection.updateTable('Visits').set({ hour_exit: '0000-00-00 00:00:00' }).where('id_visit', '=', visit).execute()
        })
      await expectRefusal(aTicket(visit), 'visit_closed', /closed at 0000-00-00 00:00:00/)
    })

    it('a ticket with products that do not exist, naming them', async () => {
      const ticket = aTicket(await club.openVisit())
      const [beer, fernet] = ticket.ticket_details
      const details = [{ ...beer!, id_product_service: NO_SUCH_PRODUCT }, { ...fernet!, id_product_service: 1000 }, beer!]
      await expectRefusal({ ...ticket, ticket_details: details }, 'product_not_found', /product 999, 1000$/)
    })

    it('a ticket whose lines do not add up to its amount', async () => {
      const ticket = aTicket(await club.openVisit(), { ticket_amount: '5500.51' })
      await expectRefusal(ticket, 'amount_mismatch', /5500\.51 but the lines add up to 5500\.50/)
    })

    it('a ticket whose lines add up to more than the main database holds', async () => {
      const ticket = aTicketOf(await club.openVisit(), WATER, 1, 9_999_999_999)
      const details = ticket.ticket_details.map((detail) => ({ ...detail, quantity: 999 }))
      await expectRefusal({ ...ticket, ticket_details: details }, 'amount_mismatch', /add up to 99899999990\.01/)
    })

    it('a ticket that would take the total of its visit beyond what the main database holds', async () => {
      const visit = await club.openVisit({ visit_amount_consumed: '99999999.00' })
      await expectRefusal(aTicketOf(visit, WATER, 10, 10), 'invalid_ticket', /total of visit/)
      accepted((await push(club.intake, aTicketOf(visit, WATER, 9, 11)))[0])
      expect(await consumedBy(club, visit)).toBe(club.money('99999999.99'))
    })
  })

  describe('takes a look-alike that came by another road for a possible duplicate', () => {
    async function typeInByHand(id_visit: number, id_bracelet: string, ticket_date: string): Promise<void> {
      await club.kysely.insertInto('Tickets').values({ id_visit, id_bracelet, ticket_date, ticket_amount: '5500.50' }).execute()
    }

    it('same bracelet, but for case and trailing spaces, and same second', async () => {
      const visit = await club.openVisit()
      await typeInByHand(visit, 'VIP-7  ', '2026-11-25 02:00:00')
      const ticket = aTicket(visit, { id_bracelet: 'vip-7', ticket_date: '2026-11-25T02:00:00-03:00' })
      await expectRefusal(ticket, 'possible_duplicate', /bracelet VIP-7 at 2026-11-25T02:00:00-03:00/)
    })

    it('also when the visits differ', async () => {
      await typeInByHand(await club.openVisit(), '0555', '2026-11-25 02:01:00')
      const ticket = aTicket(await club.openVisit(), { id_bracelet: '0555', ticket_date: '2026-11-25T02:01:00-03:00' })
      await expectRefusal(ticket, 'possible_duplicate', /bracelet 0555/)
    })

    it('but not another bracelet, another second, or leading zeros left out', async () => {
      const visit = await club.openVisit()
      await typeInByHand(visit, '0418', '2026-11-25 02:02:00')
      const others: Partial<TicketDocument>[] = [
        { id_bracelet: '0419', ticket_date: '2026-11-25T02:02:00-03:00' },
        { id_bracelet: '0418', ticket_date: '2026-11-25T02:02:01-03:00' },
        { id_bracelet: '418', ticket_date: '2026-11-25T02:02:00-03:00' },
      ]
      for (const other of others) accepted((await push(club.intake, aTicket(visit, other)))[0])
    })

    it('and still answers a ticket of ours that is stored beside it', async () => {
      const visit = await club.openVisit()
      const ticket = aTicket(visit, { id_bracelet: '0777', ticket_date: '2026-11-25T02:03:00-03:00' })
      await push(club.intake, ticket)
      await typeInByHand(visit, '0777', '2026-11-25 02:03:00')
      expect(accepted((await push(club.intake, ticket))[0]).duplicate).toBe(true)
    })
  })

  it('waits for whoever is closing the visit, and then refuses', async () => {
    const visit = await club.openVisit()
    const till = club.openAgain().kysely.withTables<Tables>()
    const pushing = await till.transaction().execute(async (trx) => {
      await trx.updateTable('Visits').set({ hour_exit: '2026-11-25 03:29:59' }).where('id_visit', '=', visit).execute()
      const push = expectRefusalOf(aTicket(visit), 'visit_closed')
      const first = await Promise.race([push.then(() => 'answered'), sleep(300, 'still waiting')])
      return { first, push }
    })
    expect(pushing.first).toBe('still waiting')
    await pushing.push
    expect(await consumedBy(club, visit)).toBeNull()
  })

  it('refuses a ticket that the main database cannot hold, and takes the others', async () => {
    const visit = await club.openVisit()
    const [plain, withEmoji] = [aTicket(visit), aTicket(visit, { observations: 'sin hielo 🧊' })]
    if (dialect === 'mysql') {
      await sql`ALTER TABLE Tickets MODIFY observations VARCHAR(255) CHARACTER SET latin1`.execute(club.kysely)
    }
    const [first, second] = await push(club.intake, withEmoji, plain)
    accepted(second)
    // SQLite holds any text.
    if (dialect === 'sqlite') accepted(first)
    else expect(refused(first)).toMatchObject({ code: 'invalid_ticket', reason: expect.stringContaining('observations') })
    expect(await ticketsOf(club, visit)).toHaveLength(dialect === 'mysql' ? 1 : 2)
    expect(await consumedBy(club, visit)).toBe(dialect === 'mysql' ? '5500.50' : 11_001)
  })

  async function expectRefusalOf(ticket: unknown, code: RefusalCode): Promise<void> {
    expect(refused((await push(club.intake, ticket))[0]).code).toBe(code)
  }

  it('lets the others of a request through, whatever is refused among them', async () => {
    const [open, closed] = [await club.openVisit(), await club.openVisit({ hour_exit: '2026-11-25 03:00:00' })]
    const docs = [
      aTicketOf(open, WATER, 1, 10),
      aTicket(closed),
      { _id: 'no ticket' },
      aTicketOf(open, NO_SUCH_PRODUCT, 1, 10),
      aTicketOf(open, WATER, 2, 10),
      null,
      aTicket(open, { ticket_amount: '0.00' }),
      aTicketOf(open, WATER, 3, 10),
    ]
    const verdicts = await push(club.intake, ...docs)
    expect(verdicts.map((verdict) => ('code' in verdict ? verdict.code : 'ok'))).toEqual([
      'ok',
      'visit_closed',
      'invalid_ticket',
      'product_not_found',
      'ok',
      'invalid_ticket',
      'amount_mismatch',
      'ok',
    ])
    expect(verdicts.map((verdict) => verdict.id)).toEqual(docs.map((doc) => doc?._id ?? null))
    expect(await ticketsOf(club, open)).toHaveLength(3)
    expect(await ticketsOf(club, closed)).toHaveLength(0)
    expect(await consumedBy(club, open)).toBe(club.money('0.60'))
  })
})
