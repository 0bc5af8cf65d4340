import { createMainTables } from '@barra/main-api'
import { describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { runCommand as run } from '../processes/run-command.ts'
import { serve } from '../processes/serve.ts'

describeEachDatabase((openFresh) => {
  it('installs, pairs a terminal, serves it until SIGTERM, and uninstalls', async () => {
    const { database, url, servingUrl, grantServing } = await openFresh()
    await createMainTables(database)
    const installing = { DATABASE_URL: url, LOG_LEVEL: 'silent' }
    const variables = { DATABASE_URL: servingUrl, PORT: '0', LOG_LEVEL: 'silent' }

    expect(await run(['serve'], installing)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^nothing is served:\nfailure {2}tables: .* has `replication-server install` run,/),
    })
    for (const words of [
      ['terminals', 'list'],
      ['terminals', 'add', 'Barra 1'],
      ['terminals', 'revoke', 'Barra 1'],
    ]) {
      const err = 'replication is not installed in this database: run `replication-server install`'
      expect(await run(words, installing)).toEqual({ code: 1, out: '', err })
    }
    expect(await run(['install', '--dry-run'], installing)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/CREATE TABLE IF NOT EXISTS replication_tickets[^]*-- \d+ statements would run/),
    })
    expect(await run(['install'], installing)).toMatchObject({ code: 0, out: expect.stringContaining('Installed') })
    expect(await run(['install'], installing)).toMatchObject({ code: 0, out: expect.stringContaining('there already') })
    await grantServing()

    const added = await run(['terminals', 'add', 'Barra 1', '--scopes', 'pull', '--token'], variables)
    expect(added).toEqual({ code: 0, out: expect.stringMatching(/^[\w-]{43}$/), err: '' })
    expect((await run(['terminals', 'list'], variables)).out).toMatch(/^Barra 1\tpull\tadded \d{4}-\d\d-\d\d\tactive$/)

    const { child, output, exitCode, ...serving } = serve(variables)
    const base = await serving.base
    const headers = { Authorization: `Bearer ${added.out}` }
    expect((await fetch(`${base}/visits`, { headers })).status).toBe(200)
    expect(await (await fetch(new URL('/elsewhere', base))).json()).toMatchObject({ error: 'not_found' })
    const stream = await fetch(`${base}/_db_updates?feed=eventsource`, { headers })
    const { port } = new URL(base)
    expect(await run(['serve'], { ...variables, PORT: port })).toEqual({
      code: 1,
      out: '',
      err: `cannot listen: listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
    })
    child.kill('SIGTERM')
    expect(await exitCode).toBe(0)
    expect(output.err).toBe('')
    await stream.text()

    expect(await run(['terminals', 'revoke', 'Barra 1'], variables)).toMatchObject({ code: 0 })
    expect(await run(['terminals', 'revoke', 'Barra 1'], variables)).toMatchObject({ code: 1 })
    expect(await run(['terminals', 'add', 'Barra 2', '--scopes', 'all'], variables)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no scope'),
    })
    expect(await run(['uninstall'], installing)).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
    expect(await run(['uninstall', '--yes'], installing)).toMatchObject({ code: 0 })
    expect(await run(['terminals', 'list'], installing)).toMatchObject({ code: 1 })
  })
})

describe('the command line', () => {
  it.each([[['--help']], [['help']], [[]]])('tells how it is used: %j', async (words) => {
    expect(await run(words)).toEqual({ code: 0, out: expect.stringContaining('Usage'), err: '' })
  })

  it.each<[string[], Record<string, string>, RegExp]>([
    [['frobnicate'], {}, /no command frobnicate/],
    [['terminals'], {}, /no command terminals/],
    [['terminals', 'add'], {}, /wrong number of words/],
    [['serve', '--dry-run'], {}, /--dry-run does not belong to serve/],
    [['serve', '--port', '1'], {}, /--port/],
    [['serve'], {}, /DATABASE_URL is not set/],
    [['serve'], { DATABASE_URL: 'postgres://u:secret@h/d' }, /DATABASE_URL must begin with mysql/],
    [['serve'], { DATABASE_URL: 'mysql://u:secret@localhost' }, /must name a database/],
    [['serve'], { DATABASE_URL: 'mysql://u:secret#1@localhost/club' }, /in a password as %40/],
    [['serve'], { DATABASE_URL: 'mysql://u:secret%zz@localhost/club' }, /in a password as %40/],
    [
      ['serve'],
      { DATABASE_URL: 'sqlite::memory:', COLLECTIONS: '/nowhere.json' },
      /COLLECTIONS \/nowhere\.json: it cannot be read/,
    ],
    [['serve'], { DATABASE_URL: 'sqlite::memory:', PORT: '99999' }, /PORT must be a number/],
    [['serve'], { DATABASE_URL: 'sqlite::memory:', CLUB_TIME_ZONE: 'Mars/Olympus' }, /CLUB_TIME_ZONE is no IANA time zone/],
    [['serve'], { DATABASE_URL: 'sqlite::memory:', STOCK: 'yes' }, /STOCK may be untouched, decrement/],
    [['serve'], { DATABASE_URL: 'sqlite::memory:', CORS_ORIGINS: '*' }, /CORS_ORIGINS: "\*" is no origin/],
  ])('says what is wrong with %j %j', async (words, variables, message) => {
    const { code, out, err } = await run(words, variables)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
    expect(err).not.toContain('secret')
  })
  it.each([
    ['mysql://u:secret@127.0.0.1:1/club', /^the database does not answer: connect ECONNREFUSED 127\.0\.0\.1:1$/],
    ['sqlite:/nowhere/club.db', /^the database cannot be opened: .*\/nowhere\/club\.db.*$/],
  ])('says in one line that it cannot use %s', async (url, message) => {
    for (const words of [['install'], ['terminals', 'list']]) {
      const { code, out, err } = await run(words, { DATABASE_URL: url })
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(message)
    }
  })
})
