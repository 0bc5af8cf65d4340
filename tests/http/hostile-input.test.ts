import { request } from 'node:http'
import { REFUSAL_CODES, type Verdict } from '@barra/replication-protocol'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { accepted, aTicket, refused, type SmallClub } from '../intake/small-club.ts'
import { hostileRequests, type HostileRequest } from './hostile-requests.ts'
import { hostileTickets } from './hostile-tickets.ts'
import { pushByHand } from './push-by-hand.ts'
import { aRunningEndpoint, post, type RunningEndpoint } from './running-endpoint.ts'

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  let token: string
  let visit: number
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh, { authFailuresPerMinute: 10 })
    token = await running.addTerminal('Barra 2', 'pull', 'push')
    visit = await running.club.openVisit({ visit_amount_consumed: '100.00' })
  })
  afterAll(() => running.stop())
  // What the last test wrote is in its place, so that a dump changes only by what comes next.
  beforeEach(() =>
    eventually(async () => {
      expect(await running.club.kysely.selectFrom('replication_outbox').selectAll().execute()).toEqual([])
    }),
  )

  /** Sends the path as it is, which `fetch` does not. */
  function send({ method, path, headers = {}, body }: Omit<HostileRequest, 'name'>): Promise<Answer> {
    const { hostname, port, pathname } = new URL(running.url)
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
      const all = { Authorization: `Bearer ${token}`, ...length, ...headers }
      const sent = request({ hostname, port, method, path: pathname + path, headers: all }, async (answer) => {
        let text = ''
        for await (const chunk of answer.setEncoding('utf8')) text += chunk
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body: text })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  it('refuses each of hundreds of hostile tickets with a reason, and changes nothing', async () => {
    const tickets = hostileTickets(visit)
    expect(tickets.length).toBeGreaterThan(300)
    const before = await dump(running.club)
    const wrong: string[] = []
    for (const { name, json } of tickets) {
      const headers = { 'Content-Type': 'application/json' }
      for (const path of ['/tickets/_bulk_docs', '/tickets/_preflight']) {
        const answer = await send({ method: 'POST', path, headers, body: `{"docs":[${json}]}` })
        if (!isRefusal(answer) && !isRefusedRequest(answer)) {
          wrong.push(`${path} ${name}: ${answer.status} ${answer.body.slice(0, 200)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(await dump(running.club)).toEqual(before)
  })

  it('refuses each of hundreds of hostile requests in JSON, and changes nothing', async () => {
    const requests = hostileRequests(visit)
    expect(requests.length).toBeGreaterThan(200)
    const before = await dump(running.club)
    const wrong: string[] = []
    for (const hostile of requests) {
      const answer = await send(hostile).catch((error: Error) => ({ status: 0, type: '', body: error.message }))
      if (!isRefusedRequest(answer)) wrong.push(`${hostile.name}: ${answer.status} ${answer.type} ${answer.body.slice(0, 200)}`)
    }
    expect(wrong).toEqual([])
    expect(await dump(running.club)).toEqual(before)
  })

  it('judges each of a batch by itself, whatever stands beside it', async () => {
    const good = aTicket(visit)
    const twice = aTicket(visit, { ticket_amount: '1.00' })
    const docs = [{ ...good, id_visit: 999_999 }, null, good, { ...good, observations: 'otra' }, twice, twice, good]
    const answer = await running.ask('/tickets/_bulk_docs', post(docs))
    const verdicts = (await answer.json()) as Verdict[]
    expect(verdicts.map((verdict) => ('ok' in verdict ? (verdict.duplicate ?? false) : verdict.code))).toEqual([
      'visit_not_found',
      'invalid_ticket',
      false,
      'id_reused',
      'amount_mismatch',
      'amount_mismatch',
      true,
    ])
  })

  it.each([
    "'; DROP TABLE Tickets; --",
    '\\\'" OR ""="',
    '<script>alert(1)</script>',
    '{"$gt":""}',
    '${7*7} %s %n ?',
    'ñandú 😀 שלום ‮',
    '😀'.repeat(255),
  ])('stores the words %j as they are', async (observations) => {
    const ticket = aTicket(visit, { observations })
    const [verdict] = (await (await running.ask('/tickets/_bulk_docs', post([ticket]))).json()) as Verdict[]
    const idTicket = Number(accepted(verdict).remote_id_ticket)
    const row = running.club.kysely.selectFrom('Tickets').select('observations').where('id_ticket', '=', idTicket)
    expect(await row.execute()).toEqual([{ observations }])
  })

  it('stores nothing of a body that comes slowly and never ends, and serves others meanwhile', async () => {
    const before = await dump(running.club)
    const ticket = aTicket(visit)
    const pushes = await Promise.all(Array.from({ length: 50 }, () => pushByHand(running.url, token, [ticket])))
    for (let sent = 0; sent < 20; sent++) {
      for (const { socket, body } of pushes) socket.write(body.charAt(sent))
      expect((await running.ask('/health')).status).toBe(200)
    }
    for (const { socket } of pushes) socket.destroy()
    const [verdict] = (await (
      await running.ask('/tickets/_bulk_docs', post([{ ...ticket, id_visit: 999_999 }]))
    ).json()) as Verdict[]
    expect(refused(verdict).code).toBe('visit_not_found')
    expect(await dump(running.club)).toEqual(before)
  })
})

/** A verdict that says no and why: 201 of a push, 200 of a preflight, which stores nothing. */
function isRefusal({ status, body }: Answer): boolean {
  if (status !== 201 && status !== 200) return false
  const verdicts = JSON.parse(body) as Verdict[]
  return (
    verdicts.length === 1 &&
    verdicts.every(
      (verdict) => 'error' in verdict && REFUSAL_CODES.some((code) => code === verdict.code) && verdict.reason !== '',
    )
  )
}

function isRefusedRequest({ status, type, body }: Answer): boolean {
  if (status < 400 || status > 499 || !type.startsWith('application/json')) return false
  const { error, reason } = JSON.parse(body) as { error?: unknown; reason?: unknown }
  return typeof error === 'string' && typeof reason === 'string' && reason !== ''
}

/** Every row of every table. */
async function dump({ kysely }: SmallClub): Promise<Record<string, string[]>> {
  const tables = await kysely.introspection.getTables()
  const rows: Record<string, string[]> = {}
  for (const { name } of tables) {
    const found = await sql`SELECT * FROM ${sql.table(name)}`.execute(kysely)
    rows[name] = found.rows.map((row) => JSON.stringify(row)).sort()
  }
  return rows
}
