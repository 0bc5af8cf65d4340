// The demo as a process of its own, as `npm start` runs it, over a stand-in for the built page.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@barra/database'
import { createMainTables, type MainTables } from '@barra/main-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const PAGE = '<!doctype html><title>page</title>'

interface RunningDemo {
  readonly url: string
  readonly output: () => string
  /** Sends SIGTERM and tells the exit code: 1 where it took so long that the demo gave up on itself. */
  stop(): Promise<number | null>
}

let directory: string
const running = new Set<ChildProcess>()

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'barra-demo-'))
  await mkdir(join(directory, 'dist', 'assets'), { recursive: true })
  await writeFile(join(directory, 'dist', 'index.html'), PAGE)
  await writeFile(join(directory, 'dist', 'assets', 'index-4f2a.js'), '')
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  await rm(directory, { recursive: true })
})

function spawnDemo(variables: NodeJS.ProcessEnv = {}) {
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: join(directory, 'data'),
    SALE_APP_DIR: join(directory, 'dist'),
    ...variables,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let output = ''
  const heard = (text: Buffer) => (output += text)
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  return { child, output: () => output }
}

async function startDemo(variables?: NodeJS.ProcessEnv): Promise<RunningDemo> {
  const { child, output } = spawnDemo(variables)
  while (!output().includes('Main API')) {
    if (child.exitCode !== null) throw new Error(`the demo did not start:\n${output()}`)
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  }
  return {
    url: `http://127.0.0.1:${/Barra is at http:\/\/localhost:(\d+)/.exec(output())?.[1]}`,
    output,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      return code
    },
  }
}

/** Runs a demo that cannot start, to its end. */
async function failingDemo(variables: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnDemo(variables)
  const [code] = await once(child, 'close')
  return { code, output: output() }
}

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function pairingOf(demo: RunningDemo): Promise<{ serverUrl: string; token: string; terminal: string }> {
  return JSON.parse((await get(`${demo.url}/demo/pairing.json`)).text)
}

const clubFile = () => join(directory, 'data', 'club.db')

async function withClub<T>(work: (database: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const database = openDatabase(`sqlite:${clubFile()}`)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Ends what hangs: a busy machine takes a minute for one start, and some tests start it three times. */
describe('the demo', { timeout: 300_000 }, () => {
  it('serves the API, the endpoint and the page on one origin, and JSON where nothing is', async () => {
    const demo = await startDemo()
    const { serverUrl, token, terminal } = await pairingOf(demo)
    expect({ serverUrl, terminal }).toEqual({ serverUrl: '/replication', terminal: 'Barra 1' })
    expect((await get(`${demo.url}/api/v1/degira/`)).text).toBe('{"status":"OK"}')
    const partners = await get(`${demo.url}${serverUrl}/partners`, { authorization: `Bearer ${token}` })
    expect(JSON.parse(partners.text)).toMatchObject({ db_name: 'partners', doc_count: 2000 })

    for (const route of ['/', '/productsSale', '/sync', '/tickets', '/assets']) {
      const page = await get(demo.url + route)
      expect(page).toMatchObject({ status: 200, text: PAGE })
      expect(page.headers.get('cache-control')).toBe('no-cache')
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(page.headers.get('content-security-policy')).toContain("connect-src 'self';")
      expect(page.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
    }
    expect((await get(`${demo.url}/assets/index-4f2a.js`)).headers.get('cache-control')).toContain('immutable')
    for (const nothing of ['/api/nada', '/demo/nada', '/assets/gone.js']) {
      const answer = await get(demo.url + nothing)
      expect(answer.status).toBe(404)
      expect(JSON.parse(answer.text)).toMatchObject({ error: 'not_found' })
    }
    expect(JSON.parse((await get(`${demo.url}/api/v1/degira/nada`)).text)).toHaveProperty('message')
  })

  it('keeps everything but its page, its pairing and two health routes behind a token, however a path is written', async () => {
    const demo = await startDemo({ LOG_LEVEL: 'trace', TERMINAL_TOKEN: 'a-token.that_somebody-chose' })
    const { port } = new URL(demo.url)
    const statusOf = async (method: string, path: string) => {
      // Not by fetch, which tidies a path up before it sends it.
      const asked = request({ port, method, path, headers: { authorization: 'Bearer wrong-token-of-somebody' } }).end()
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      answer.resume()
      expect(answer.headers['x-powered-by']).toBeUndefined()
      return answer.statusCode
    }
    const closed = [
      '/replication',
      '/replication//',
      '/Replication/visits',
      '/replication/%76isits/_changes',
      '/replication/x/../visits',
    ]
    const closedToo = [
      '/api/v1/degira/visits',
      '/API/v1/degira//partners/list',
      '/api/v1/degira/users/../visits',
      '/api/v1/degira/nada',
    ]
    for (const path of [...closed, ...closedToo, '/replication/health/../visits']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
        expect([method, path, await statusOf(method, path)]).toEqual([
          method,
          path,
          expect.toSatisfy((s) => s === 401 || s === 429),
        ])
      }
    }
    for (const path of [
      '/..%2fdata%2fterminal-token',
      '/%2e%2e/data/club.db',
      '/assets/..%2f..%2fdata%2fclub.db',
      '/.built-from',
    ]) {
      expect([path, await statusOf('GET', path)]).toEqual([path, 404])
    }
    expect(await statusOf('POST', '/demo/pairing.json')).toBe(404)
    expect(demo.output()).toContain('"path":"/visits"')
    expect(demo.output()).not.toMatch(/wrong-token-of-somebody|somebody-chose/)
  })

  it('keeps data, token and peace at the second start', async () => {
    const first = await startDemo()
    const { token } = await pairingOf(first)
    expect(first.output()).toContain(token)
    expect(first.output()).toMatch(/open +0417/)
    expect((await stat(join(directory, 'data', 'terminal-token'))).mode & 0o777).toBe(0o600)
    await first.stop()
    await withClub(async (database) => {
      await database.kysely.withTables<MainTables>().deleteFrom('Partners').where('id_partner', '=', 2000).execute()
    })

    const second = await startDemo()
    expect((await pairingOf(second)).token).toBe(token)
    expect(second.output()).not.toContain(token)
    expect(second.output()).not.toContain('Making up')
    const partners = await get(`${second.url}/replication/partners`, { authorization: `Bearer ${token}` })
    expect(JSON.parse(partners.text)).toMatchObject({ doc_count: 1999 })
  })

  it('says when its night is over, and how to get a new one, instead of naming a bracelet that nothing can be sold to', async () => {
    const first = await startDemo()
    await first.stop()
    await withClub((database) =>
      database.kysely.withTables<MainTables>().updateTable('Visits').set({ visit_date: '2020-01-01' }).execute(),
    )
    const later = await startDemo()
    const dataDir = join(directory, 'data')
    expect(later.output()).toContain(
      `the made-up night is over (for a new one stop this, delete the folder ${dataDir}, start again)`,
    )
    expect(later.output()).not.toContain('0417')
    const { token } = await pairingOf(later)
    const visits = await get(`${later.url}/replication/visits`, { authorization: `Bearer ${token}` })
    expect(JSON.parse(visits.text)).toMatchObject({ doc_count: 0 })
    await later.stop()

    await rm(dataDir, { recursive: true })
    expect((await startDemo()).output()).toMatch(/open +0417/)
  })

  it('pairs with the token it is given, and no longer with the one before', async () => {
    const first = await startDemo()
    const { token: before } = await pairingOf(first)
    await first.stop()
    const given = 'a-token.that_somebody-chose'
    const second = await startDemo({ TERMINAL_TOKEN: given })
    expect((await pairingOf(second)).token).toBe(given)
    expect((await get(`${second.url}/replication/partners`, { authorization: `Bearer ${given}` })).status).toBe(200)
    expect((await get(`${second.url}/replication/partners`, { authorization: `Bearer ${before}` })).status).toBe(401)
  })

  it('logs in with the password that it is given or prints', async () => {
    const demo = await startDemo({ MAIN_API_PASSWORD: 'la del portero' })
    const login = await fetch(`${demo.url}/api/v1/degira/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'demo', password: 'la del portero' }),
    })
    expect(login.status).toBe(200)
  })

  it('ends an event stream and answers a long poll when it is stopped, instead of cutting them', async () => {
    const demo = await startDemo()
    const { token } = await pairingOf(demo)
    const headers = { authorization: `Bearer ${token}` }
    const { update_seq } = JSON.parse((await get(`${demo.url}/replication/visits`, headers)).text)
    const stream = await fetch(`${demo.url}/replication/_db_updates?feed=eventsource`, { headers })
    const since = encodeURIComponent(update_seq)
    const poll = fetch(`${demo.url}/replication/visits/_changes?feed=longpoll&timeout=50000&since=${since}`, { headers })
    const ends = Promise.allSettled([stream.text(), poll])

    expect(await demo.stop()).toBe(0)
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  })

  it.each([
    ['a port that is none', { PORT: 'tres mil' }, 'PORT must be a number from 0 to 65535, not "tres mil"'],
    [
      'a database of another kind',
      { DATABASE_URL: 'postgres://u:s3cret@h/x' },
      'DATABASE_URL must begin with mysql://, mariadb:// or sqlite:',
    ],
    [
      'a database server that is not there',
      { DATABASE_URL: 'mysql://u:s3cret@127.0.0.1:1/club' },
      'The database club at 127.0.0.1:1 cannot be used',
    ],
    ['an endpoint that is no origin', { ENDPOINT_ORIGINS: 'barra.example' }, 'ENDPOINT_ORIGINS: "barra.example" is no origin'],
    ['no built page', { SALE_APP_DIR: '/nowhere' }, 'The sale app is not built in /nowhere'],
    [
      'a token that no header can carry',
      { TERMINAL_TOKEN: 'with spaces between words' },
      'TERMINAL_TOKEN: a token may hold letters',
    ],
    ['a token too short to be a secret', { TERMINAL_TOKEN: 'short' }, 'TERMINAL_TOKEN: a token needs at least 16 characters'],
  ])('does not start with %s and says so in one sentence', async (_what, variables, sentence) => {
    const { code, output } = await failingDemo(variables)
    expect(code).toBe(1)
    const lastLine = output.trimEnd().split('\n').at(-1)
    expect(lastLine).toContain(sentence)
    expect(output).not.toContain('s3cret')
  })

  it('does not start on a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, output } = await failingDemo({ PORT: String(port) })
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is in use already`)
    other.close()
  })

  it('does not touch a database that is somebody else’s or half made', async () => {
    await mkdir(join(directory, 'data'))
    await withClub((database) => database.kysely.schema.createTable('notes').addColumn('id', 'integer').execute())
    expect(await failingDemo({})).toMatchObject({ code: 1, output: expect.stringContaining('holds other tables (notes)') })

    await withClub(async (database) => {
      await database.kysely.schema.dropTable('notes').execute()
      await createMainTables(database)
      await database.kysely.withTables<MainTables>().insertInto('Partners').values({ partner_name: 'Única Socia' }).execute()
      await database.kysely.schema.dropTable('Operations').execute()
    })
    expect(await failingDemo({})).toMatchObject({ code: 1, output: expect.stringContaining('but not Operations') })
  })

  it('goes on where a first start was killed, among the tables or before the seed', async () => {
    await mkdir(join(directory, 'data'))
    await withClub(async (database) => {
      await createMainTables(database)
      for (const table of ['Operations', 'Ticket_Details', 'Tickets']) await database.kysely.schema.dropTable(table).execute()
    })
    const demo = await startDemo()
    expect(demo.output()).toMatch(/open +0417/)
    expect(demo.output()).toContain('The club has 2000 partners')
  })

  it('does not seed a club that has a single row', async () => {
    await mkdir(join(directory, 'data'))
    await withClub(async (database) => {
      await createMainTables(database)
      await database.kysely.withTables<MainTables>().insertInto('Partners').values({ partner_name: 'Única Socia' }).execute()
    })
    const { child, output } = spawnDemo()
    while (!output().includes('To try an outage')) await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(output()).toContain('nobody is inside')
    const partners = await withClub((database) =>
      database.kysely.withTables<MainTables>().selectFrom('Partners').selectAll().execute(),
    )
    expect(partners).toHaveLength(1)
  })
})
