import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChangesPage, Verdict } from '@barra/replication-protocol'
import { eventually } from '../eventually.ts'
import { describeEachDatabase } from '../each-database.ts'
import { accepted, aTicket, consumedBy, ticketsOf } from '../intake/small-club.ts'
import { pushByHand } from './push-by-hand.ts'
import { aRunningEndpoint, post, type RunningEndpoint } from './running-endpoint.ts'

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
  })
  afterAll(() => running.stop())

  async function push(...docs: unknown[]): Promise<Verdict[]> {
    const answer = await running.ask('/tickets/_bulk_docs', post(docs))
    expect(answer.status).toBe(201)
    return (await answer.json()) as Verdict[]
  }

  it('stores a pushed ticket, says where, and names the terminal whose token it was on the receipt', async () => {
    const visit = await running.club.openVisit()
    const ticket = aTicket(visit, { terminal: 'what the page calls itself' })
    const [verdict] = await push(ticket)
    const [row] = await ticketsOf(running.club, visit)
    expect(verdict).toEqual({
      ok: true,
      id: ticket._id,
      rev: expect.stringMatching(/^1-[0-9a-f]{32}$/),
      remote_id_ticket: String(row!.id_ticket),
      synced_at: '2026-11-25T03:30:00-03:00',
    })
    const receipts = running.club.kysely.selectFrom('replication_tickets').select('terminal').where('ticket_id', '=', ticket._id)
    expect(await receipts.execute()).toEqual([{ terminal: 'Barra 1' }])
  })

  it('tells everybody of the new total together with the ticket that it includes', async () => {
    const visit = await running.club.openVisit({ visit_amount_consumed: '100.00' })
    const ticket = aTicket(visit)
    await push(ticket)
    await eventually(async () => {
      const { results } = (await (await running.ask('/visits/_changes?include_docs=true')).json()) as ChangesPage
      const doc = results.find(({ id }) => id === String(visit))?.doc
      expect(doc).toMatchObject({ visit_amount_consumed: '5600.50', applied_tickets: [ticket._id] })
    })
  })

  it('says of each ticket what a push would say, in its order, and stores none', async () => {
    const visit = await running.club.openVisit()
    const [ticket, there] = [aTicket(visit), aTicket(visit)]
    await push(there)
    const refused = { ...aTicket(visit), id_visit: 999_999 }
    const answer = await running.ask('/tickets/_preflight', post([ticket, there, refused]))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual([
      { ok: true, id: ticket._id },
      { ok: true, id: there._id, duplicate: true },
      { id: refused._id, error: 'forbidden', code: 'visit_not_found', reason: 'there is no visit 999999' },
    ])
    expect(await ticketsOf(running.club, visit)).toHaveLength(1)
  })

  it('leaves one ticket when the answer was cut off after the commit and the push is repeated', async () => {
    const visit = await running.club.openVisit()
    const ticket = aTicket(visit)
    await pushAndHangUpOnceStored(running, ticket, visit)
    const [verdict] = await push(ticket)
    expect(accepted(verdict)).toMatchObject({ duplicate: true })
    expect((await ticketsOf(running.club, visit)).map((row) => String(row.id_ticket))).toEqual([
      accepted(verdict).remote_id_ticket,
    ])
    expect(await consumedBy(running.club, visit)).toBe(running.club.money('5500.50'))
  })
})

/** Sends the push and never reads the answer: the connection breaks when the ticket is in the database. */
async function pushAndHangUpOnceStored(running: RunningEndpoint, ticket: unknown, visit: number): Promise<void> {
  const token = await running.addTerminal(`Barra ${visit}`, 'push')
  const { socket, body } = await pushByHand(running.url, token, [ticket])
  socket.pause()
  socket.write(body)
  await eventually(async () => expect(await ticketsOf(running.club, visit)).toHaveLength(1))
  socket.destroy()
}
