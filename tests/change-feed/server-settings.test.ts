// The database server is the club's: its settings, its accounts and the names it was given.
import { openDatabase, type Database } from '@barra/database'
import { createMainTables } from '@barra/main-api'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openReplicationEndpoint, type ReplicationEndpoint } from '@barra/replication-server'
import { aCancellationOf, aTicket, BEER, FERNET } from '../intake/small-club.ts'
import { startThrowAwayMariadb, type ThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { eventually } from '../eventually.ts'
import { runCommand } from '../processes/run-command.ts'
import { tablesOf } from './club.ts'
import { createTicketIntake } from '../../replication-server/src/intake/ticket-intake.ts'

const PASSWORD = 'p@ss:w/o?r#d%25 ñ&='
const STRICT =
  'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY,ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'

describe.each([
  ['folds the names of tables to lower case', ['--lower-case-table-names=1']],
  ['is as strict as a server can be', [`--sql-mode=${STRICT}`]],
  ['cuts what is too long, and takes zero dates', ['--sql-mode=']],
  [
    'keeps another zone, collation and default isolation',
    [
      '--default-time-zone=+05:30',
      '--character-set-server=latin1',
      '--collation-server=latin1_spanish_ci',
      '--transaction-isolation=SERIALIZABLE',
      '--autocommit=1',
    ],
  ],
])('a MariaDB that %s', (_what, serverArguments) => {
  let mariadb: ThrowAwayMariadb
  beforeAll(async () => {
    mariadb = await startThrowAwayMariadb({ serverArguments })
  })
  afterAll(() => mariadb.stop())

  it('serves an account without SUPER, in a database with a dash in its name', async () => {
    const accounts = await createAccounts(mariadb)
    const [database, clubs] = [openDatabase(accounts.ours), openDatabase(accounts.clubs)]
    onTestFinished(async () => void (await Promise.all([database.close(), clubs.close()])))
    const endpoint = openReplicationEndpoint({ database })
    await endpoint.install()
    expect(await endpoint.install()).toMatchObject({ statements: [], placedDocuments: 0 })

    const servingUrl = await createServingAccount(mariadb, accounts.ours)
    const checked = await runCommand(['check'], { DATABASE_URL: servingUrl, STOCK: 'decrement' })
    expect(checked).toEqual({ code: 0, err: '', out: expect.not.stringContaining('failure') })
    const serving = openDatabase(servingUrl)
    onTestFinished(() => serving.close())
    const served = openReplicationEndpoint({ database: serving, stock: 'decrement' })
    served.start()
    onTestFinished(() => served.stop())
    await expectSaleToArrive(serving, clubs, served)
    await served.audit()

    const root = await createConnection(mariadb.url(''))
    await root.query("REVOKE INSERT ON `el-club`.Ticket_Details FROM 'barra serve'@'%'")
    await root.end()
    expect(await runCommand(['serve'], { DATABASE_URL: servingUrl, STOCK: 'decrement' })).toMatchObject({
      code: 1,
      err: expect.stringContaining("failure  account: 'barra serve'@'%' may not INSERT on Ticket_Details"),
    })
  })
})

it('says what to set where the binary log forbids triggers, and installs the rest once it is set', async () => {
  const mariadb = await startThrowAwayMariadb({ serverArguments: ['--log-bin-trust-function-creators=0'] })
  onTestFinished(() => mariadb.stop())
  const accounts = await createAccounts(mariadb)
  const [database, clubs] = [openDatabase(accounts.ours), openDatabase(accounts.clubs)]
  onTestFinished(async () => void (await Promise.all([database.close(), clubs.close()])))
  const endpoint = openReplicationEndpoint({ database })
  await expect(endpoint.install()).rejects.toThrow(
    /'barra app'@'%' create triggers.*\n {2}SET GLOBAL log_bin_trust_function_creators = 1;/,
  )
  await tablesOf(clubs).insertInto('Partners').values({ partner_name: 'Ana' }).execute()

  await expect(openReplicationEndpoint({ database: clubs }).install()).rejects.toThrow(
    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, TRIGGER ON `el-club`.* TO 'caja'@'%';",
  )

  const root = await createConnection(mariadb.url(''))
  await root.query('SET GLOBAL log_bin_trust_function_creators = 1')
  await root.end()
  expect(await endpoint.install()).toMatchObject({ placedDocuments: 1 })
})

async function expectSaleToArrive(database: Database, clubs: Database, { changeFeed }: ReplicationEndpoint) {
  const kysely = tablesOf(clubs)
  await kysely.insertInto('Partners').values({ id_partner: 17, partner_name: 'Ñandú Ávila 🦩' }).execute()
  await kysely
    .insertInto('Products_Services')
    .values([
      { id_product_service: BEER, description: 'Cerveza', price: '1500.00' },
      { id_product_service: FERNET, description: 'Fernet \'con\' \\ "cola"', price: '2500.50' },
    ])
    .execute()
  const today = new Date().toISOString().slice(0, 10)
  await kysely.insertInto('Visits').values({ id_visit: 90, id_partner: 17, visit_date: today, id_bracelet_1: '0417' }).execute()
  const intake = createTicketIntake({
    database,
    timeZone: 'America/Argentina/Buenos_Aires',
    stock: 'decrement',
    clock: () => new Date(),
    readRevisions: async () => () => '1-a',
  })
  const ticket = aTicket(90, { observations: 'sin \'hielo\' \\ "nada" 🍺' })
  expect(await intake.acceptTickets([ticket, ticket], { terminal: 'Barra 1' })).toMatchObject([
    { ok: true, id: ticket._id },
    { ok: true, id: ticket._id, duplicate: true },
  ])
  const cancellation = aCancellationOf(ticket)
  const given = aTicket(90)
  expect(await intake.acceptTickets([given, cancellation, cancellation], { terminal: 'Barra 1' })).toMatchObject([
    { ok: true },
    { ok: true, id: cancellation._id },
    { ok: true, id: cancellation._id, duplicate: true },
  ])
  const document = async (collection: string, id: string) => {
    const answer = await changeFeed.changes(collection, { since: null, limit: 100, includeDocs: true })
    return answer.kind === 'page' ? answer.page.results.find((change) => change.id === id)?.doc : undefined
  }
  await eventually(async () => {
    expect(await document('visits', '90')).toMatchObject({
      visit_amount_consumed: '5500.50',
      applied_tickets: [ticket._id, cancellation._id, given._id].sort(),
    })
    expect(await document('products', String(FERNET))).toMatchObject({ description: 'Fernet \'con\' \\ "cola"' })
    expect(await document('partners', '17')).toMatchObject({ partner_name: 'Ñandú Ávila 🦩' })
  })
  expect(await kysely.selectFrom('Tickets').select(['ticket_date', 'observations']).execute()).toContainEqual({
    ticket_date: '2026-11-25 01:12:31',
    observations: 'sin \'hielo\' \\ "nada" 🍺',
  })
}

/** An account with exactly what `grants` prints, for our installing account's database. */
async function createServingAccount(mariadb: ThrowAwayMariadb, installUrl: string): Promise<string> {
  const { out } = await runCommand(['grants', 'barra serve@%'], { DATABASE_URL: installUrl, STOCK: 'decrement' })
  const root = await createConnection(mariadb.url(''))
  await root.query("CREATE USER 'barra serve'@'%' IDENTIFIED BY ?", [PASSWORD])
  for (const statement of out.split('\n')) await root.query(statement)
  await root.end()
  const url = new URL(installUrl)
  url.username = encodeURIComponent('barra serve')
  return url.href
}

/** The club's tables, and the URLs of two accounts: ours with what README.md asks for, and the club's, which cannot see our tables. */
async function createAccounts(mariadb: ThrowAwayMariadb): Promise<{ ours: string; clubs: string }> {
  const root = await createConnection(mariadb.url(''))
  await root.query('CREATE DATABASE `el-club` CHARACTER SET utf8mb4')
  const asRoot = openDatabase(mariadb.url('el-club'))
  await createMainTables(asRoot)
  await asRoot.close()
  for (const user of ['barra app', 'caja']) await root.query("CREATE USER ?@'%' IDENTIFIED BY ?", [user, PASSWORD])
  await root.query("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, TRIGGER ON `el-club`.* TO 'barra app'@'%'")
  for (const table of ['Partners', 'Products_Services', 'Visits', 'Tickets']) {
    await root.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON \`el-club\`.${table} TO 'caja'@'%'`)
  }
  await root.end()
  const { host } = new URL(mariadb.url(''))
  const urlOf = (user: string) => `mysql://${encodeURIComponent(user)}:${encodeURIComponent(PASSWORD)}@${host}/el-club`
  return { ours: urlOf('barra app'), clubs: urlOf('caja') }
}
