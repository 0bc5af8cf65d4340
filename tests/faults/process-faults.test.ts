import { setTimeout as sleep } from 'node:timers/promises'
import { formatMoney, parseMoney } from '@barra/domain'
import type { AcceptedTicket } from '@barra/replication-protocol'
import { openReplicationEndpoint } from '@barra/replication-server'
import { expect, it, onTestFinished } from 'vitest'
import { openFreshOn } from '../each-database.ts'
import { aSmallClub, aTicketOf, BEER, FERNET, stored, WATER, type SmallClub, type TicketDocument } from '../intake/small-club.ts'
import { startThrowAwayMariadb, type ThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { Random } from '../stress/random.ts'
import { pushUntilAnswered } from './persistent-pusher.ts'
import { ServingPair } from './serving-pair.ts'

/** `PUSHES=10 TICKETS=200 npm run contract -- process-faults` is the long run. */
const PUSHES = Number(process.env.PUSHES ?? 3)
const TICKETS = Number(process.env.TICKETS ?? 150)
const SEED = Number(process.env.SEED ?? 7)
/** As a terminal sends them, and so many at once that they take several transactions, one of which may be the last. */
const BATCH_SIZES = [250, 50]
const VISITS = 8
const LIMIT_MS = 240_000 + PUSHES * 20_000
const PRICES = { [BEER]: 150_000, [FERNET]: 250_050, [WATER]: 10 } as const

it(
  `stores ${PUSHES} pushes of ${TICKETS} tickets exactly once while the endpoint and mariadbd are killed under them`,
  async () => {
    const { mariadb, club, token } = await aClubOnItsOwnMariadb()
    const visits = await Promise.all(Array.from({ length: VISITS }, () => club.openVisit({ visit_amount_consumed: '0.30' })))
    const endpoints = new ServingPair({ DATABASE_URL: club.servingUrl })
    await endpoints.isReady()
    const random = new Random(SEED)
    const killer = new Killer(random, endpoints, mariadb)

    const tickets: TicketDocument[] = []
    const accepted: AcceptedTicket[] = []
    let requests = 0
    for (let i = 0; i < PUSHES; i++) {
      const pushed = Array.from({ length: TICKETS }, () => aRandomTicket(random, visits))
      tickets.push(...pushed)
      const result = await pushUntilAnswered(pushed, {
        base: () => endpoints.base,
        token,
        batchSize: BATCH_SIZES[i % BATCH_SIZES.length]!,
        onRequest: () => killer.attack(),
        onAnswer: (milliseconds) => (killer.requestMs = milliseconds),
      })
      accepted.push(...result.accepted)
      requests += result.requests
      await killer.isDone()
    }

    const { kills } = killer
    const duplicates = accepted.filter(({ duplicate }) => duplicate).length
    console.log(`${tickets.length} tickets in ${requests} requests, ${JSON.stringify(kills)} killed, ${duplicates} known already`)
    expect(Math.min(kills.endpoint, kills.mariadbd)).toBeGreaterThan(0)
    await expectExactlyOnce(club, tickets, accepted)
  },
  LIMIT_MS,
)

async function aClubOnItsOwnMariadb(): Promise<{ mariadb: ThrowAwayMariadb; club: SmallClub; token: string }> {
  const mariadb = await startThrowAwayMariadb()
  onTestFinished(() => mariadb.stop())
  const club = await aSmallClub(openFreshOn(mariadb.url('')))
  const { token } = await openReplicationEndpoint({ database: club.openServing() }).terminals.add({ name: 'Barra 1' })
  return { mariadb, club, token }
}

/** Kills the endpoint and the database by turns, at random moments of requests, one at a time. */
class Killer {
  readonly kills = { endpoint: 0, mariadbd: 0 }
  /** How long a request takes on this machine now: a kill falls before, during or after its transaction. */
  requestMs = 100
  readonly #random: Random
  readonly #endpoints: ServingPair
  readonly #mariadb: ThrowAwayMariadb
  #attack: Promise<void> | undefined

  constructor(random: Random, endpoints: ServingPair, mariadb: ThrowAwayMariadb) {
    this.#random = random
    this.#endpoints = endpoints
    this.#mariadb = mariadb
  }

  attack(): void {
    if (this.#attack) return
    this.#attack = this.#kill().finally(() => (this.#attack = undefined))
  }

  async isDone(): Promise<void> {
    await this.#attack
  }

  async #kill(): Promise<void> {
    await sleep(this.#random.next() * this.requestMs * 1.2)
    if (this.kills.endpoint <= this.kills.mariadbd) {
      this.kills.endpoint += 1
      await this.#endpoints.killServing()
    } else {
      this.kills.mariadbd += 1
      await this.#mariadb.kill()
      await this.#mariadb.restart()
    }
  }
}

function aRandomTicket(random: Random, visits: readonly number[]): TicketDocument {
  const product = random.pick([BEER, FERNET, WATER] as const)
  return aTicketOf(random.pick(visits), product, random.between(1, 5), PRICES[product])
}

async function expectExactlyOnce(
  club: SmallClub,
  tickets: readonly TicketDocument[],
  accepted: readonly AcceptedTicket[],
): Promise<void> {
  const { tickets: rows, details, receipts, visits } = await stored(club)
  expect(accepted.map(({ id }) => id)).toEqual(tickets.map(({ _id }) => _id))
  const remoteIds = new Map(accepted.map(({ id, remote_id_ticket }) => [id, Number(remote_id_ticket)]))
  expect(receipts.map(({ ticket_id, id_ticket }) => [ticket_id, Number(id_ticket)]).sort()).toEqual([...remoteIds].sort())

  const summary = (id_ticket: number, { id_visit, ticket_amount, ticket_details }: TicketDocument) =>
    [id_ticket, id_visit, ticket_amount, ...ticket_details.map((line) => [line.id_product_service, line.quantity])].join()
  const written = rows.map((row) => {
    const lines = details.filter((detail) => detail.id_ticket === row.id_ticket)
    return [row.id_ticket, row.id_visit, row.ticket_amount, ...lines.map((l) => [l.id_product_service, l.quantity])].join()
  })
  expect(written.sort()).toEqual(tickets.map((ticket) => summary(remoteIds.get(ticket._id)!, ticket)).sort())
  expect(details).toHaveLength(tickets.length)

  for (const { id_visit, visit_amount_consumed } of visits) {
    const sold = tickets.filter((ticket) => ticket.id_visit === id_visit).map((ticket) => parseMoney(ticket.ticket_amount))
    expect(visit_amount_consumed).toBe(formatMoney(sold.reduce((sum, amount) => sum + amount, 30)))
  }
}
