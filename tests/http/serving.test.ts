import { setTimeout as sleep } from 'node:timers/promises'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../eventually.ts'
import { describeEachDatabase, openFreshOn } from '../each-database.ts'
import { accepted, aTicket } from '../intake/small-club.ts'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { aRunningEndpoint, post } from './running-endpoint.ts'

const OURS = 'https://barra.example'

describeEachDatabase((openFresh) => {
  it('answers 503 in JSON everywhere while its database is gone', async () => {
    const running = await aRunningEndpoint(openFresh)
    await running.endpoint.stop()
    await running.served.close()
    for (const [path, init] of [['/health'], ['/'], ['/products/_changes'], ['/tickets/_bulk_docs', post([])]] as const) {
      const answer = await running.ask(path, init)
      expect([path, answer.status]).toEqual([path, 503])
      expect(await answer.json()).toEqual({ error: 'unavailable', reason: expect.stringContaining('main database') })
    }
    await running.stop()
  })

  it('is not healthy where nothing is installed', async () => {
    const running = await aRunningEndpoint(openFresh)
    await running.endpoint.stop()
    await running.club.kysely.deleteFrom('replication_sequence').execute()
    expect((await fetch(`${running.url}/health`)).status).toBe(503)
    await running.stop()
  })

  describe('pages of other origins', () => {
    it('may not read an answer unless configured', async () => {
      const running = await aRunningEndpoint(openFresh)
      const answer = await running.ask('/', { headers: { Origin: OURS } })
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
      await running.stop()
    })

    it('may when theirs is named, errors included, and may ask first', async () => {
      const running = await aRunningEndpoint(openFresh, { corsOrigins: [OURS] })
      for (const path of ['/health', '/', '/nothing', '/products/_changes?limit=-1']) {
        const { headers } = await running.ask(path, { headers: { Origin: OURS } })
        expect(headers.get('Access-Control-Allow-Origin')).toBe(OURS)
        expect(headers.get('Vary')).toContain('Origin')
      }
      const unauthorized = await fetch(running.url, { headers: { Origin: OURS } })
      expect([unauthorized.status, unauthorized.headers.get('Access-Control-Allow-Origin')]).toEqual([401, OURS])

      const preflight = (origin: string) =>
        fetch(`${running.url}/tickets/_bulk_docs`, {
          method: 'OPTIONS',
          headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
        })
      const allowed = await preflight(OURS)
      expect(allowed.status).toBe(204)
      expect(allowed.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, POST, PUT, DELETE')
      expect(allowed.headers.get('Access-Control-Allow-Headers')).toBe('Accept, Authorization, Content-Type')
      const other = await preflight('https://elsewhere.example')
      expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull()
      await running.stop()
    })
  })

  it('logs what was asked and by whom, and never a token', async () => {
    const lines: string[] = []
    const logger = pino(
      { level: 'trace' },
      new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) }),
    )
    const running = await aRunningEndpoint(openFresh, { logger })
    const token = await running.addTerminal('Barra 7', 'pull')
    await fetch(`${running.url}/products/_changes?limit=1`, { headers: { Authorization: `Bearer ${token}` } })
    await fetch(`${running.url}/`, { headers: { Authorization: `Bearer ${token}x` } })
    await running.stop()
    const log = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(log).toContainEqual(
      expect.objectContaining({ method: 'GET', path: '/products/_changes', status: 200, terminal: 'Barra 7' }),
    )
    expect(log).toContainEqual(expect.objectContaining({ status: 401 }))
    expect(lines.join()).not.toContain(token)
  })
})

describe('when MariaDB is killed under it', () => {
  it('says so within the limit of a health check, and goes on when it is back', async () => {
    const mariadb = await startThrowAwayMariadb()
    onTestFinished(() => mariadb.stop())
    const running = await aRunningEndpoint(openFreshOn(mariadb.url('')))
    onTestFinished(() => running.stop())
    const ticket = aTicket(await running.club.openVisit())
    const health = async () => (await Promise.race([fetch(`${running.url}/health`), sleep(3_000)]))?.status

    await mariadb.kill()
    expect(await health()).toBe(503)
    const refused = await running.ask('/tickets/_bulk_docs', post([ticket]))
    expect([refused.status, await refused.json()]).toEqual([503, expect.objectContaining({ error: 'unavailable' })])

    await mariadb.restart()
    await eventually(async () => expect(await health()).toBe(200))
    const answer = await running.ask('/tickets/_bulk_docs', post([ticket]))
    expect(accepted((await answer.json())[0]).duplicate).toBeUndefined()
  })
})
