// What `replication-server check` says of a database, and that `serve` does not start beside a broken one.
import { createMainTables } from '@barra/main-api'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase, openFreshOn, type FreshDatabase, type OpenFresh } from '../each-database.ts'
import { startThrowAwayMariadb, type ThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { runCommand } from '../processes/run-command.ts'
import { serve } from '../processes/serve.ts'

describeEachDatabase((openFresh, dialect) => {
  it('finds all well after an install', async () => {
    const club = await anInstalledClub(openFresh)
    const { code, lines } = await check(club)
    expect(lines.filter((line) => line.startsWith('failure'))).toEqual([])
    expect(code).toBe(0)
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ok {7}connection: (SQLite|MariaDB) \d/),
        'ok       triggers: 9 are there as installed',
        'ok       products: Products_Services is as it was installed',
        'ok       sequencer: no change waits',
        'ok       receipts: every ticket of the last week that has a receipt is there',
      ]),
    )
  })

  it('says in one line that nothing is installed', async () => {
    const fresh = await openFresh()
    await createMainTables(fresh.database)
    const { code, lines, err } = await check(fresh)
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [
        expect.stringMatching(/^ok {7}connection/),
        expect.stringMatching(
          /^failure {2}tables: replication_sequence, .* cannot be seen: has `replication-server install` run/,
        ),
      ],
    })
    expect(err).toMatch(/see the lines that begin with failure/)
  })

  it('misses a column of ours', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`ALTER TABLE replication_docs DROP COLUMN row_hash`.execute(club.database.kysely)
    expect(await failuresOf(club)).toEqual([expect.stringMatching(/^tables: replication_docs\.row_hash cannot be seen/)])
  })

  it('misses a trigger, and serve does not start without it', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`DROP TRIGGER replication_visits_update`.execute(club.database.kysely)
    const line = 'triggers: replication_visits_update is not there, so changes are missed: run `replication-server install`'
    expect(await failuresOf(club)).toEqual([line])

    const refused = serve({ DATABASE_URL: club.servingUrl })
    expect(await refused.exitCode).toBe(1)
    expect(refused.output).toEqual({ out: '', err: `nothing is served:\nfailure  ${line}\n` })

    await runCommand(['install'], { DATABASE_URL: club.url })
    expect(await failuresOf(club)).toEqual([])
  })

  it('sees that a trigger does something else', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`DROP TRIGGER replication_visits_delete`.execute(club.database.kysely)
    await sql`CREATE TRIGGER replication_visits_delete AFTER DELETE ON Visits FOR EACH ROW
      BEGIN INSERT INTO replication_outbox (collection, doc_id) VALUES ('partners', OLD.id_visit); END`.execute(
      club.database.kysely,
    )
    expect(await failuresOf(club)).toEqual([
      'triggers: replication_visits_delete is not as installed: drop it and run `replication-server install`',
    ])
  })

  it('warns of triggers that no collection of the configuration wants', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`CREATE TRIGGER replication_tickets_insert AFTER INSERT ON Tickets FOR EACH ROW
      BEGIN INSERT INTO replication_outbox (collection, doc_id) VALUES ('tickets', NEW.id_ticket); END`.execute(
      club.database.kysely,
    )
    const { code, lines } = await check(club)
    expect(code).toBe(0)
    expect(lines).toContain(
      'warning  triggers: replication_tickets_insert notes changes of what is no collection: run `replication-server install`',
    )
  })

  it('tells of changed columns as failures, and of added ones as a warning', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`ALTER TABLE Partners DROP COLUMN alias`.execute(club.database.kysely)
    await sql`ALTER TABLE Visits ADD COLUMN tip DECIMAL(10,2)`.execute(club.database.kysely)
    expect(await failuresOf(club)).toEqual([
      'partners: Partners.alias was varchar(100) and is gone: check it and run `replication-server install` again',
    ])
    expect(await warningsOf(club)).toContain(
      'visits: Visits has gained tip: nothing of it is replicated. Run `replication-server install` to take note of it',
    )
  })

  it('tells of changes that nobody takes, until a server takes them', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`INSERT INTO Partners (partner_name) VALUES ('Ana'), ('Luz')`.execute(club.database.kysely)
    expect(await warningsOf(club)).toContain(
      'sequencer: 2 changes wait and no sequencer takes them: does `replication-server serve` run?',
    )
    await serve({ DATABASE_URL: club.servingUrl }).base
    expect((await check(club)).lines).toContainEqual(expect.stringMatching(/^ok {7}sequencer: /))
  })

  it('tells of receipts whose tickets are gone', async () => {
    const club = await anInstalledClub(openFresh)
    await sql`INSERT INTO replication_tickets (ticket_id, content_hash, id_visit, id_ticket, terminal, stored_at)
      VALUES ('0199aaaa-0000-7000-8000-000000000001', '', 1, 77, 'Barra 1', ${Date.now()})`.execute(club.database.kysely)
    expect(await warningsOf(club)).toContainEqual(
      expect.stringMatching(/^receipts: 1 tickets that terminals were told are stored are gone: 0199aaaa-/),
    )
  })

  if (dialect === 'mysql') {
    it('names the foreign keys that change rows past the triggers', async () => {
      const club = await anInstalledClub(openFresh)
      expect(await warningsOf(club)).toContain(
        'cascades: fk_Visits_id_partner changes Visits with Partners (ON DELETE CASCADE) and no trigger sees it: the audit finds it later',
      )
    })

    it('fails where the triggers run as an account that is gone', async () => {
      const club = await anInstalledClub(openFresh)
      const { kysely } = club.database
      await sql`DROP TRIGGER replication_partners_insert`.execute(kysely)
      await sql`CREATE DEFINER = 'gone'@'nowhere' TRIGGER replication_partners_insert AFTER INSERT ON Partners FOR EACH ROW
        BEGIN INSERT INTO replication_outbox (collection, doc_id) VALUES ('partners', NEW.${sql.id('id_partner')}); END`.execute(
        kysely,
      )
      expect(await failuresOf(club)).toEqual([
        "triggers: they run as 'gone'@'nowhere', which is no account: every write to these tables fails. Create it, or uninstall and install",
      ])
    })
  }
})

describe('a MariaDB whose settings get in the way', () => {
  let mariadb: ThrowAwayMariadb
  let openFresh: OpenFresh
  beforeAll(async () => {
    mariadb = await startThrowAwayMariadb()
  })
  beforeEach(() => void (openFresh = openFreshOn(mariadb.url(''))))
  afterAll(() => mariadb.stop())

  it('fails with a binary log of statements', async () => {
    const club = await anInstalledClub(openFresh)
    await settingGlobally(club, 'binlog_format', 'STATEMENT')
    expect(await failuresOf(club)).toContain(
      'server: binlog_format is STATEMENT, in which no READ COMMITTED transaction can write: set it to ROW',
    )
  })

  it('warns of missing triggers that no ordinary account could create again', async () => {
    const club = await anInstalledClub(openFresh)
    const words = /^triggers: log_bin_trust_function_creators is OFF.*SET GLOBAL log_bin_trust_function_creators = 1/
    await settingGlobally(club, 'log_bin_trust_function_creators', 'OFF')
    expect(await warningsOf(club)).not.toContainEqual(expect.stringMatching(words))
    await sql`DROP TRIGGER replication_visits_update`.execute(club.database.kysely)
    expect(await warningsOf(club)).toContainEqual(expect.stringMatching(words))
  })

  it.each([
    [+10, 'warning', /^clock: the database's is \d+\.\d s ahead of this machine's$/],
    [-10, 'warning', /^clock: the database's is \d+\.\d s behind this machine's$/],
    [+600, 'failure', /^clock: the database's is \d+\.\d s ahead of this machine's: set the clocks right$/],
    [-600, 'failure', /^clock: the database's is \d+\.\d s behind this machine's: set the clocks right$/],
  ])('tells of a clock that is %i s off as a %s', async (seconds, level, words) => {
    const club = await anInstalledClub(openFresh)
    // The session's own, as every new one begins.
    await settingGlobally(club, 'init_connect', `SET timestamp = UNIX_TIMESTAMP() + ${seconds}`)
    const { lines } = await check({ ...club, url: club.servingUrl })
    const said = lines.filter((line) => line.startsWith(level)).map((line) => line.slice('failure  '.length))
    expect(said).toContainEqual(expect.stringMatching(words))
  })
})

/** Until the test ends. */
async function settingGlobally({ database: { kysely } }: FreshDatabase, name: string, value: string): Promise<void> {
  const { rows } = await sql<{ before: string | number }>`SELECT ${sql.raw(`@@GLOBAL.${name}`)} AS ${sql.id('before')}`.execute(
    kysely,
  )
  const set = (to: string | number) => sql`SET GLOBAL ${sql.raw(name)} = ${sql.lit(to)}`.execute(kysely)
  onTestFinished(async () => void (await set(rows[0]!.before)))
  await set(value)
}

it('says in one line that the database does not answer', async () => {
  const { code, out } = await runCommand(['check'], { DATABASE_URL: 'mysql://u:secret@127.0.0.1:1/club' })
  expect({ code, out }).toEqual({ code: 1, out: 'failure  connection: connect ECONNREFUSED 127.0.0.1:1' })
})

async function anInstalledClub(openFresh: OpenFresh): Promise<FreshDatabase> {
  const fresh = await openFresh()
  await createMainTables(fresh.database)
  expect(await runCommand(['install'], { DATABASE_URL: fresh.url })).toMatchObject({ code: 0 })
  await fresh.grantServing()
  return fresh
}

async function check({ url }: FreshDatabase) {
  const { code, out, err } = await runCommand(['check'], { DATABASE_URL: url })
  return { code, err, lines: out.split('\n') }
}

/** What a check says at this level, without the level. */
async function saidAs(level: string, club: FreshDatabase): Promise<readonly string[]> {
  const { lines } = await check(club)
  return lines.filter((line) => line.startsWith(level)).map((line) => line.slice('failure  '.length))
}

const failuresOf = (club: FreshDatabase) => saidAs('failure', club)
const warningsOf = (club: FreshDatabase) => saidAs('warning', club)
