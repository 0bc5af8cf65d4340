import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { aClub, changeOf, documentsById, outboxDrained, pull, tablesOf, type Club } from './club.ts'

const PRICE = 150
const PUSHES_EACH = 20
const ENOUGH_LOOKS = 10

describeEachDatabase((openFresh) => {
  it("lists a visit's pushed tickets, and no other visit's", async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertVisits(club, [90, 91])
    const tickets = [randomUUID(), randomUUID()]
    for (const ticket of tickets) await pushTicket(club, 90, ticket)
    await outboxDrained(club)
    expect((await changeOf(feed, 'visits', 90)).doc).toMatchObject({
      applied_tickets: tickets.toSorted(),
      visit_amount_consumed: '300.00',
    })
    expect((await changeOf(feed, 'visits', 91)).doc).toMatchObject({ applied_tickets: [], visit_amount_consumed: '0.00' })
  })

  it('always agrees with the amount, however pushes and pulls interleave', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertVisits(club, [90, 91])
    const pushed = { 90: 0, 91: 0 }
    let looks = 0
    const tills = ([90, 91, 90] as const).map(async (visit) => {
      const till = { kysely: tablesOf(club.openAgain()) }
      // How often somebody looks meanwhile is for the machine to say: on a busy one twenty may not be enough.
      for (let push = 0; push < PUSHES_EACH || looks <= ENOUGH_LOOKS; push++) {
        await pushTicket(till, visit, randomUUID())
        pushed[visit]++
        await sleep(Math.random() * 4)
      }
    })
    let isSelling = true
    const sold = Promise.all(tills).finally(() => (isSelling = false))

    while (isSelling) {
      for (const { visit_amount_consumed, applied_tickets } of documentsById(await pull(feed, 'visits')).values()) {
        expect(visit_amount_consumed).toBe((PRICE * (applied_tickets as string[]).length).toFixed(2))
        looks++
      }
      // Reading SQLite never gives way to timers by itself.
      await sleep(1)
    }
    await sold
    await outboxDrained(club)
    expect(looks).toBeGreaterThan(ENOUGH_LOOKS)
    const visits = documentsById(await pull(feed, 'visits'))
    expect(visits.get('90')).toMatchObject({ visit_amount_consumed: (PRICE * pushed[90]).toFixed(2) })
    expect(visits.get('91')).toMatchObject({ visit_amount_consumed: (PRICE * pushed[91]).toFixed(2) })
  })
})

async function insertVisits({ kysely }: Club, ids: readonly number[]): Promise<void> {
  const visits = ids.map((id_visit) => ({ id_visit, visit_date: '2026-11-24', visit_amount_consumed: '0.00' }))
  await kysely.insertInto('Visits').values(visits).execute()
}

/** What the intake commits of a ticket that the feed shows: its receipt, and the visit's new total. */
async function pushTicket({ kysely }: Pick<Club, 'kysely'>, id_visit: number, ticket_id: string): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    const receipt = { ticket_id, id_visit, content_hash: 'x'.repeat(64), id_ticket: 1, terminal: 'Barra 1', stored_at: 0 }
    await transaction.insertInto('replication_tickets').values(receipt).execute()
    await transaction
      .updateTable('Visits')
      .set({ visit_amount_consumed: sql`visit_amount_consumed + ${PRICE}` })
      .where('id_visit', '=', id_visit)
      .execute()
  })
}
