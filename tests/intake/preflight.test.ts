import { newId } from '@barra/domain'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { accepted, aSmallClub, aTicket, NO_SUCH_PRODUCT, aTicketOf, push, stored, type SmallClub } from './small-club.ts'

describeEachDatabase((openFresh) => {
  let club: SmallClub
  beforeAll(async () => {
    club = await aSmallClub(openFresh)
  })

  const tryOut = (...docs: unknown[]) => club.intake.tryTickets(docs, { terminal: 'Barra 1' })

  it('says of each ticket what a push would say, and stores nothing', async () => {
    const visit = await club.openVisit()
    const closed = await club.openVisit({ hour_exit: '2026-11-25 00:30:00' })
    const there = aTicket(visit)
    accepted((await push(club.intake, there))[0])
    const docs = [aTicket(visit), there, aTicket(closed), aTicketOf(visit, NO_SUCH_PRODUCT, 1, 100), { _id: newId() }, null]
    const before = await stored(club)
    const foreseen = await tryOut(...docs)
    expect(await stored(club)).toEqual(before)
    expect(foreseen.slice(0, 2)).toEqual([
      { ok: true, id: docs[0] && (docs[0] as { _id: string })._id },
      { ok: true, id: there._id, duplicate: true },
    ])
    // Whatever it refuses, it refuses in the words of a push.
    const verdicts = await push(club.intake, ...docs)
    expect(foreseen.slice(2)).toEqual(verdicts.slice(2))
    expect(verdicts.map((verdict) => ('ok' in verdict ? 'ok' : verdict.code))).toEqual([
      'ok',
      'ok',
      'visit_closed',
      'product_not_found',
      'invalid_ticket',
      'invalid_ticket',
    ])
  })

  it('stores nothing while others push the same tickets, and disturbs none of them', async () => {
    const visits = await Promise.all(Array.from({ length: 5 }, () => club.openVisit()))
    const tickets = Array.from({ length: 60 }, (_, i) => aTicket(visits[i % visits.length]!))
    const pushers = Array.from({ length: 3 }, () => club.anotherIntake())
    const askers = Array.from({ length: 4 }, () => club.anotherIntake())
    const [verdicts] = await Promise.all([
      Promise.all(pushers.map((intake) => push(intake, ...tickets))),
      Promise.all(
        askers.map(async (intake) => {
          for (let i = 0; i < 3; i++) {
            const foreseen = await intake.tryTickets(tickets, { terminal: 'Barra 2' })
            expect(foreseen.every((verdict) => 'ok' in verdict)).toBe(true)
          }
        }),
      ),
    ])
    const stillNew = verdicts.flat().filter((verdict) => !accepted(verdict).duplicate)
    expect(stillNew).toHaveLength(tickets.length)
    const { tickets: rows, receipts } = await stored(club)
    const ids = new Set(tickets.map(({ _id }) => _id))
    expect(receipts.filter(({ ticket_id }) => ids.has(ticket_id))).toHaveLength(tickets.length)
    expect(rows.filter(({ id_visit }) => visits.includes(id_visit!))).toHaveLength(tickets.length)
  })
})
