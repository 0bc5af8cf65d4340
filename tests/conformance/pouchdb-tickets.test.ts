import { isAccepted, type Verdict } from '@barra/replication-protocol'
import type { ReplicationError } from 'pouchdb-core'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { aTicket, stored, type TicketDocument } from '../intake/small-club.ts'
import type { Passage } from '../network/cutting-proxy.ts'
import { aPouch, remotePouch, type Pouch } from './clients/pouch.ts'
import { aConformanceClub, type ConformanceClub } from './conformance-club.ts'

describeEachDatabase((openFresh) => {
  const ticketsOf = (club: ConformanceClub) => remotePouch(`${club.clientUrl}/tickets`, club.token)

  /** Pushes what is new, from the beginning if a checkpoint was lost; tells what was refused. */
  async function push(club: ConformanceClub, pouch: Pouch): Promise<ReplicationError[]> {
    const denied: ReplicationError[] = []
    await pouch.replicate.to(ticketsOf(club)).on('denied', (error) => denied.push(error))
    return denied
  }

  /** As the terminal pushes. */
  async function pushAsTerminal(club: ConformanceClub, ...docs: TicketDocument[]): Promise<Verdict[]> {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await club.ask('/tickets/_bulk_docs', { method: 'POST', headers, body: JSON.stringify({ docs }) })
    return (await answer.json()) as Verdict[]
  }

  const put = (pouch: Pouch, ticket: TicketDocument) => pouch.put({ ...ticket })

  it('stores each ticket once, however often it is pushed, and as the terminal’s own push would', async () => {
    const club = await aConformanceClub(openFresh)
    const visit = await club.club.openVisit()
    const tickets = Array.from({ length: 20 }, () => aTicket(visit))
    const pouch = aPouch()
    for (const ticket of tickets) await put(pouch, ticket)
    expect(await push(club, pouch)).toEqual([])
    const after = await stored(club.club)
    expect(after.tickets).toHaveLength(20)

    expect(await push(club, pouch)).toEqual([])
    const verdicts = await pushAsTerminal(club, ...tickets)
    expect(verdicts.filter((verdict) => isAccepted(verdict) && verdict.duplicate)).toHaveLength(20)
    const another = aPouch()
    for (const ticket of tickets) await put(another, ticket)
    expect(await push(club, another)).toEqual([])
    expect(await stored(club.club)).toEqual(after)
  })

  it('takes one that the terminal pushed before for a duplicate, whatever its revision', async () => {
    const club = await aConformanceClub(openFresh)
    const ticket = aTicket(await club.club.openVisit())
    await pushAsTerminal(club, ticket)
    const after = await stored(club.club)
    const pouch = aPouch()
    const { rev } = await put(pouch, ticket)
    await pouch.put({ ...ticket, _rev: rev })
    expect(await push(club, pouch)).toEqual([])
    expect(await stored(club.club)).toEqual(after)
  })

  it('refuses an edit or a deletion of a stored ticket, and keeps what was sold', async () => {
    const club = await aConformanceClub(openFresh)
    const ticket = aTicket(await club.club.openVisit())
    const pouch = aPouch()
    const { rev } = await put(pouch, ticket)
    await push(club, pouch)
    const after = await stored(club.club)

    const edited = await pouch.put({ ...ticket, _rev: rev, observations: 'con hielo' })
    expect(await push(club, pouch)).toEqual([
      expect.objectContaining({
        id: ticket._id,
        name: 'forbidden',
        code: 'id_reused',
        reason: expect.stringMatching(/^id_reused: /),
      }),
    ])
    await pouch.remove({ _id: ticket._id, _rev: edited.rev })
    expect(await push(club, pouch)).toEqual([
      expect.objectContaining({
        id: ticket._id,
        name: 'forbidden',
        reason: expect.stringMatching(/^invalid_ticket: .*deleting/),
      }),
    ])
    expect(await stored(club.club)).toEqual(after)
  })

  it('tells of a refused ticket once, holds up no other, and takes it when it was put right', async () => {
    const club = await aConformanceClub(openFresh)
    const open = await club.club.openVisit()
    const closed = await club.club.openVisit({ hour_exit: '2026-11-25 00:00:00' })
    const refused = aTicket(closed)
    const pouch = aPouch()
    const { rev } = await put(pouch, refused)
    await put(pouch, aTicket(open))
    expect(await push(club, pouch)).toEqual([
      expect.objectContaining({
        id: refused._id,
        name: 'forbidden',
        code: 'visit_closed',
        reason: expect.stringMatching(/^visit_closed: /),
      }),
    ])
    expect((await stored(club.club)).tickets).toHaveLength(1)
    expect(await push(club, pouch)).toEqual([])

    await pouch.put({ ...refused, id_visit: open, _rev: rev })
    expect(await push(club, pouch)).toEqual([])
    expect((await stored(club.club)).tickets).toHaveLength(2)
  })

  it('takes a ticket again whose row a restore lost', async () => {
    const club = await aConformanceClub(openFresh)
    const ticket = aTicket(await club.club.openVisit())
    const pouch = aPouch()
    await put(pouch, ticket)
    await push(club, pouch)
    await club.club.kysely.deleteFrom('Ticket_Details').execute()
    await club.club.kysely.deleteFrom('Tickets').execute()
    const other = aPouch()
    await put(other, ticket)
    expect(await push(club, other)).toEqual([])
    expect((await stored(club.club)).tickets).toHaveLength(1)
  })

  it.each<Passage>(['lose_request', 'lose_answer'])('stores each ticket once when any request is cut (%s)', async (passage) => {
    const club = await aConformanceClub(openFresh)
    const visit = await club.club.openVisit()
    const pushed: TicketDocument[] = []
    let requests = Infinity
    for (let cutAt = 0; cutAt < requests; cutAt++) {
      const pouch = aPouch()
      const tickets = [aTicket(visit), aTicket(visit)]
      for (const ticket of tickets) await put(pouch, ticket)
      pushed.push(...tickets)
      let count = 0
      club.network.passage = () => (count++ === cutAt ? passage : 'pass')
      await push(club, pouch).catch(() => {})
      if (count <= cutAt) requests = count
      club.network.passage = () => 'pass'
      expect(await push(club, pouch)).toEqual([])
    }
    expect(requests).toBeGreaterThan(5)
    const { receipts, tickets } = await stored(club.club)
    expect(receipts.map(({ ticket_id }) => ticket_id).sort()).toEqual(pushed.map(({ _id }) => _id).sort())
    expect(tickets).toHaveLength(pushed.length)
  })
})
