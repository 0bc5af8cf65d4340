import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Verdict } from '@barra/replication-protocol'
import { describeEachDatabase } from '../each-database.ts'
import { aRunningEndpoint, post, type RunningEndpoint } from '../http/running-endpoint.ts'
import { accepted, aTicketOf, stored, WATER } from '../intake/small-club.ts'

const PUSHERS = 10
const TICKETS = 50

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
  })
  afterAll(() => running.stop())

  it(`answers ${PUSHERS} terminals that push the same ${TICKETS} tickets at once with one ticket and nine duplicates each`, async () => {
    const { club } = running
    const visits = await Promise.all(Array.from({ length: 6 }, () => club.openVisit()))
    const tickets = Array.from({ length: TICKETS }, (_, i) => aTicketOf(visits[i % 6]!, WATER, 1 + (i % 9), 10))
    const pushers = await Promise.all(Array.from({ length: PUSHERS }, (_, i) => running.addTerminal(`Barra ${i + 100}`, 'push')))
    const answers = await Promise.all(
      pushers.map(async (token, i) => {
        const sent = rotated(tickets, i * 7)
        const { headers, ...request } = post(sent)
        const authorized = { ...(headers as Record<string, string>), Authorization: `Bearer ${token}` }
        const answer = await running.ask('/tickets/_bulk_docs', { ...request, headers: authorized })
        expect(answer.status).toBe(201)
        const verdicts = (await answer.json()) as Verdict[]
        expect(verdicts.map(({ id }) => id)).toEqual(sent.map(({ _id }) => _id))
        return verdicts.map(accepted)
      }),
    )

    const verdicts = answers.flat()
    expect(verdicts.filter(({ duplicate }) => !duplicate)).toHaveLength(TICKETS)
    expect(verdicts.filter(({ duplicate }) => duplicate)).toHaveLength(TICKETS * (PUSHERS - 1))

    const { tickets: rows, receipts, visits: totals } = await stored(club)
    expect(rows).toHaveLength(TICKETS)
    const idTickets = new Map(receipts.map(({ ticket_id, id_ticket }) => [ticket_id, String(id_ticket)]))
    for (const { id, remote_id_ticket } of verdicts) expect(remote_id_ticket).toBe(idTickets.get(id))
    for (const { id_visit, visit_amount_consumed } of totals) {
      const units = tickets.filter((t) => t.id_visit === id_visit).reduce((sum, t) => sum + t.ticket_details[0]!.quantity, 0)
      expect(Number(visit_amount_consumed)).toBe(units / 10)
    }
  })
})

function rotated<T>(items: readonly T[], by: number): T[] {
  return [...items.slice(by % items.length), ...items.slice(0, by % items.length)]
}
