import { openReplicationEndpoint } from '@barra/replication-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { TIME_ZONE } from '../intake/small-club.ts'
import { aRunningEndpoint, post, type RunningEndpoint } from './running-endpoint.ts'

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
  })
  afterAll(() => running.stop())

  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
  const basic = (name: string, token: string) => ({
    Authorization: `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`,
  })
  const ask = (path: string, headers: Record<string, string>) => fetch(running.url + path, { headers })

  it.each(['/', '/partners', '/products/_changes', '/_db_updates?feed=eventsource', '/nothing', '/partners/x/y'])(
    'says 401 at %s without a token',
    async (path) => {
      const answer = await fetch(running.url + path)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/)
      expect(await answer.json()).toEqual({ error: 'unauthorized', reason: expect.stringContaining('token') })
    },
  )

  it('takes no ticket without a token', async () => {
    const answer = await fetch(`${running.url}/tickets/_bulk_docs`, post([]))
    expect(answer.status).toBe(401)
  })

  it('answers health to anybody', async () => {
    const answer = await fetch(`${running.url}/health`)
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ok', time: expect.stringMatching(/Z$/), time_zone: TIME_ZONE },
    ])
  })

  it('takes a token as Bearer, or as Basic beside its terminal’s name', async () => {
    const token = await running.addTerminal('Terraza 1', 'pull')
    expect((await ask('/', bearer(token))).status).toBe(200)
    expect((await ask('/', { Authorization: `bearer  ${token}` })).status).toBe(200)
    expect((await ask('/', basic('Terraza 1', token))).status).toBe(200)
    expect((await ask('/', basic('Barra 1', token))).status).toBe(401)
  })

  it.each([
    ['a wrong token', 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['an empty one', 'Bearer '],
    ['a bare one', 'aaaaaaaaaaaaaaaa'],
    ['Basic that is no base64', 'Basic ???'],
    ['Basic without a colon', `Basic ${Buffer.from('aaaa').toString('base64')}`],
    ['another scheme', 'Digest username="x"'],
    ['quotes', `Bearer ' OR '1'='1`],
  ])('says 401 to %s', async (_what, Authorization) => {
    expect((await ask('/', { Authorization })).status).toBe(401)
  })

  it('refuses a revoked token from the next request on, and knows the terminal again by a new one', async () => {
    const token = await running.addTerminal('Terraza 2', 'pull')
    expect((await ask('/', bearer(token))).status).toBe(200)
    expect(await running.endpoint.terminals.revoke('Terraza 2')).toBe(true)
    expect((await ask('/', bearer(token))).status).toBe(401)
    expect(await running.endpoint.terminals.revoke('Terraza 2')).toBe(false)

    const newToken = await running.addTerminal('Terraza 2', 'pull')
    expect((await ask('/', bearer(newToken))).status).toBe(200)
    expect((await ask('/', bearer(token))).status).toBe(401)
  })

  it('forgets a token that another process revoked', async () => {
    const token = await running.addTerminal('Terraza 3', 'pull')
    expect((await ask('/', bearer(token))).status).toBe(200)
    const another = openReplicationEndpoint({ database: running.club.openServing() })
    expect(await another.terminals.revoke('Terraza 3')).toBe(true)
    await eventually(async () => expect((await ask('/', bearer(token))).status).toBe(401))
  })

  it('says 403 to a push with a token that may only pull, and the other way round', async () => {
    const puller = await running.addTerminal('Puerta', 'pull')
    const pusher = await running.addTerminal('Caja', 'push')
    const push = (token: string) => {
      const { headers, ...request } = post([])
      return fetch(`${running.url}/tickets/_bulk_docs`, { ...request, headers: { ...headers, ...bearer(token) } })
    }
    expect((await push(pusher)).status).toBe(201)
    const refused = await push(puller)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toEqual({ error: 'forbidden', reason: 'the token of Puerta does not have the scope push' })

    expect((await ask('/products/_changes', bearer(puller))).status).toBe(200)
    for (const path of ['/products', '/products/_changes', '/_db_updates?feed=eventsource']) {
      expect((await ask(path, bearer(pusher))).status).toBe(403)
    }
  })

  it('stores no token, only its hash', async () => {
    const token = await running.addTerminal('Barra 9', 'pull')
    const rows = await running.club.kysely.selectFrom('replication_terminals').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(token).toMatch(/^[\w-]{43}$/)
  })

  it('does not take a name twice, a name with a colon, or a short token', async () => {
    const { terminals } = running.endpoint
    await terminals.add({ name: 'Barra 3' })
    await expect(terminals.add({ name: 'Barra 3' })).rejects.toThrow(/there is a terminal called "Barra 3"/)
    await expect(terminals.add({ name: 'a:b' })).rejects.toThrow(/no colon/)
    await expect(terminals.add({ name: '' })).rejects.toThrow(/1 to 100/)
    await expect(terminals.add({ name: 'Barra 4', token: 'short' })).rejects.toThrow(/at least 16/)
    const { token } = await terminals.add({ name: 'Barra 5', token: 'a-token.that_was~agreed/on+==' })
    expect(token).toBe('a-token.that_was~agreed/on+==')
    expect((await ask('/', bearer(token))).status).toBe(200)
    expect((await ask('/', basic('Barra 5', token))).status).toBe(200)
    await expect(terminals.add({ name: 'Barra 6', token })).rejects.toThrow(/in use/)
  })

  it.each([
    ['spaces', 'a token that was agreed on'],
    ['a line break', 'a-token-that-was-agreed-on\n'],
    ['letters no header carries', 'señal-que-se-acordó-ayer'],
    ['no end', 'x'.repeat(20_000)],
  ])('does not take a token with %s, which no Bearer header could bring', async (_what, token) => {
    await expect(running.endpoint.terminals.add({ name: 'Barra 7', token })).rejects.toThrow(/a token may h/)
  })

  it('lists terminals with their scopes and when they were revoked', async () => {
    await running.addTerminal('Zona', 'pull')
    await running.endpoint.terminals.revoke('Zona')
    const zona = (await running.endpoint.terminals.list()).find(({ name }) => name === 'Zona')
    expect(zona).toEqual({ name: 'Zona', scopes: ['pull'], createdAt: expect.any(Number), revokedAt: expect.any(Number) })
  })
})

describeEachDatabase((openFresh) => {
  it('holds back an address that guesses tokens, but not the terminals behind it', async () => {
    const running = await aRunningEndpoint(openFresh, { authFailuresPerMinute: 3 })
    const statuses = []
    for (let i = 0; i < 5; i++) statuses.push((await fetch(running.url)).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    const heldBack = await fetch(running.url)
    expect(await heldBack.json()).toEqual({ error: 'too_many_requests', reason: expect.any(String) })
    expect(Number(heldBack.headers.get('Retry-After'))).toBeGreaterThan(0)
    for (let i = 0; i < 5; i++) expect((await running.ask('/')).status).toBe(200)
    await running.stop()
  })
})
