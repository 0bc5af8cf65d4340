import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { newToken } from '../../replication-server/src/terminals/token.ts'
import { runCommandLine } from '../../replication-server/src/command-line/run-command-line.ts'
import { describeEachDatabase } from '../each-database.ts'
import { NOW } from '../intake/small-club.ts'
import { aRunningEndpoint, type RunningEndpoint } from './running-endpoint.ts'

const MINUTE_MS = 60_000

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  let now = NOW
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh, { clock: () => now, wrongCodesPerTenMinutes: 1_000 })
  })
  afterAll(() => running.stop())

  const pair = async (code: unknown, token: unknown, url = running.url) => {
    const body = JSON.stringify({ code, token })
    const answer = await fetch(`${url}/pair`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const mayPull = async (token: string) =>
    (await running.ask('/products/_changes', { headers: { Authorization: `Bearer ${token}` } })).status === 200
  const invite = async (name: string) => (await running.endpoint.terminals.invite({ name })).code

  it('exchanges a code of six digits for a token that the terminal made up', async () => {
    const token = newToken()
    const code = await invite('Barra 2')
    expect(code).toMatch(/^\d{6}$/)
    expect(await mayPull(token)).toBe(false)
    expect(await pair(code, token)).toEqual({
      status: 200,
      body: { ok: true, terminal: 'Barra 2', time_zone: 'America/Argentina/Buenos_Aires' },
    })
    expect(await mayPull(token)).toBe(true)
  })

  it('takes a code once; asked again by the terminal that took it, whose answer was lost, it answers the same', async () => {
    const [mine, other] = [newToken(), newToken()]
    const code = await invite('Barra 3')
    await pair(code, mine)
    expect(await pair(code, mine)).toEqual({
      status: 200,
      body: { ok: true, terminal: 'Barra 3', time_zone: 'America/Argentina/Buenos_Aires' },
    })
    expect(await pair(code, other)).toMatchObject({ status: 401, body: { error: 'unauthorized' } })
    expect(await mayPull(other)).toBe(false)
  })

  it('takes no code after ten minutes, none that was replaced, none of a terminal that was revoked since', async () => {
    const expired = await invite('Barra 4')
    now = new Date(now.getTime() + 10 * MINUTE_MS)
    expect((await pair(expired, newToken())).status).toBe(401)
    const replaced = await invite('Barra 4')
    const good = await invite('Barra 4')
    expect((await pair(replaced, newToken())).status).toBe(401)
    await running.endpoint.terminals.revoke('Barra 4')
    expect((await pair(good, newToken())).status).toBe(401)
    expect((await pair(await invite('Barra 4'), newToken())).status).toBe(200)
  })

  it('leaves a terminal its old token until the code is used', async () => {
    const [before, after] = [newToken(), newToken()]
    await pair(await invite('Barra 5'), before)
    const code = await invite('Barra 5')
    expect(await mayPull(before)).toBe(true)
    await pair(code, after)
    expect([await mayPull(before), await mayPull(after)]).toEqual([false, true])
  })

  it.each([
    ['a code of letters', 'abcdef', newToken(), 401],
    ['a code of five digits', '12345', newToken(), 401],
    ['a code that is a number', 123_456, newToken(), 400],
    ['no code', undefined, newToken(), 400],
    ['a token too short to be a secret', '123456', 'short', 400],
    ['no token', '123456', undefined, 400],
  ])('refuses %s', async (_what, code, token, status) => {
    const answer = await pair(code, token)
    expect(answer.status).toBe(status)
    expect(answer.body.reason).toEqual(expect.any(String))
  })

  it('lets nobody guess, from however many addresses', async () => {
    const guarded = await aRunningEndpoint(openFresh, { wrongCodesPerTenMinutes: 3 })
    onTestFinished(() => guarded.stop())
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await pair(`00000${i}`, newToken(), guarded.url)).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })

  it('prints the code and a QR code that opens the sale app with it', async () => {
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)
    const variables = { DATABASE_URL: running.club.servingUrl, LOG_LEVEL: 'silent', PUBLIC_URL: 'https://bar.example/' }
    expect(await runCommandLine(['terminals', 'add', 'Barra 6'], { variables, print, printError: print })).toBe(0)
    expect(lines[0]).toMatch(/^\d{6}$/)
    expect(lines.join('\n')).toMatch(/[█▀▄]{5}/)
    // The code was given by the real clock, and the endpoint of this test has another.
    now = new Date()
    expect((await pair(lines[0], newToken())).body).toEqual({
      ok: true,
      terminal: 'Barra 6',
      time_zone: 'America/Argentina/Buenos_Aires',
    })
  })
})
