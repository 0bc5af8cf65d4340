// The main database of one night: what the club and its main API do to it, and what is stored there.
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '@barra/database'
import { businessDay, DEFAULT_CLUB_TIME_ZONE, formatMoney, toWallClock, type MinorUnits } from '@barra/domain'
import { createMainTables, type MainTables } from '@barra/main-api'
import { openReplicationEndpoint } from '@barra/replication-server'
import { sql, type Kysely } from 'kysely'
import type { ReplicationTables } from '../../../replication-server/src/dialect/replication-tables.ts'
import { createDatabaseOn, dropDatabase } from '../../mariadb/create-database.ts'
import { createServingAccount } from '../../mariadb/serving-account.ts'

export const TOKEN = 'the-token-of-the-terminal-under-test'
export const PRODUCTS = [
  { id_product_service: 1, description: 'Cerveza', price: '1500.00', available: 100, featured: 1 },
  { id_product_service: 2, description: 'Fernet', price: '2500.50', available: -3, featured: 0 },
  { id_product_service: 3, description: 'Agua', price: '0.10', available: null, featured: 0 },
]
export const BRACELETS = ['0417', '0418', '0419']
const FIRST_VISITS = [
  { id_visit: 1, id_partner: 1, id_bracelet_1: '0417', visit_amount_consumed: '1000.00' },
  { id_visit: 2, id_partner: 2, id_bracelet_1: '0418', visit_amount_consumed: '0.30' },
  { id_visit: 3, id_partner: 1, id_bracelet_1: '0419', visit_amount_consumed: null },
]

type Tables = MainTables & ReplicationTables

interface VisitRow {
  readonly id_visit: number
  readonly consumed: MinorUnits
  readonly isOpen: boolean
}
export interface TicketRow {
  readonly id_ticket: string
  readonly id_visit: number
  readonly id_bracelet: string
  readonly ticket_date: string
  readonly amount: MinorUnits
  readonly lines: readonly { readonly id_product_service: number; readonly quantity: number; readonly unit_price: MinorUnits }[]
}
/** Everything the invariants ask of the database, at one moment. */
export interface Stored {
  readonly visits: ReadonlyMap<number, VisitRow>
  readonly tickets: readonly TicketRow[]
  /** `id_ticket` by the pushed ticket's id. */
  readonly receipts: ReadonlyMap<string, string>
  readonly products: ReadonlySet<number>
}

export class Club {
  readonly url: string
  /** What the endpoint serves with. */
  readonly servingUrl: string
  readonly #database: Database
  readonly #kysely: Kysely<Tables>
  readonly #remove: () => Promise<void>

  private constructor(url: string, servingUrl: string, remove: () => Promise<void>) {
    this.url = url
    this.servingUrl = servingUrl
    this.#database = openDatabase(url)
    this.#kysely = this.#database.kysely.withTables<Tables>()
    this.#remove = remove
  }

  /** A SQLite file, copied from one that was prepared before. */
  static async onSqlite(template: string): Promise<Club> {
    const directory = await mkdtemp(join(tmpdir(), 'barra-night-'))
    const path = join(directory, 'main.db')
    await copyFile(template, path)
    const url = `sqlite:${path}`
    return new Club(url, url, () => rm(directory, { recursive: true, force: true }))
  }

  static async onMariadb(serverUrl: string): Promise<Club> {
    const url = await createDatabaseOn(serverUrl)
    await prepare(url)
    const account = await createServingAccount(url)
    await account.grant()
    return new Club(url, account.url, async () => {
      await dropDatabase(url)
      await account.drop()
    })
  }

  async close(): Promise<void> {
    await this.#database.close()
    await this.#remove()
  }

  async closeVisit(id_visit: number): Promise<void> {
    const hour_exit = wallClockNow()
    await this.#kysely
      .updateTable('Visits')
      .set({ hour_exit })
      .where('id_visit', '=', id_visit)
      .where('hour_exit', 'is', null)
      .execute()
  }

  async deleteProduct(id_product_service: number): Promise<void> {
    await this.#kysely.deleteFrom('Products_Services').where('id_product_service', '=', id_product_service).execute()
  }

  /** The bracelet leaves whoever wears it and is given to somebody who enters now; returns the new visit. */
  async reassignBracelet(bracelet: string): Promise<number> {
    await this.#kysely.updateTable('Visits').set({ id_bracelet_1: null }).where('id_bracelet_1', '=', bracelet).execute()
    const { insertId } = await this.#kysely
      .insertInto('Visits')
      .values({ ...visitColumns(), id_partner: 2, id_bracelet_1: bracelet, visit_amount_consumed: null })
      .executeTakeFirstOrThrow()
    return Number(insertId)
  }

  /** What the main system writes for a sale at its own till; null when it refuses. */
  async sellByMainApi(id_visit: number, id_product_service: number, quantity: number): Promise<TicketRow | null> {
    const product = await this.#kysely
      .selectFrom('Products_Services')
      .select('price')
      .where('id_product_service', '=', id_product_service)
      .executeTakeFirst()
    if (!product) return null
    const unit_price = centavos(product.price)
    const amount = quantity * unit_price
    return this.#kysely.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('Visits')
        .set({ visit_amount_consumed: sql`ROUND(COALESCE(visit_amount_consumed, 0) + ${formatMoney(amount)}, 2)` })
        .where('id_visit', '=', id_visit)
        .where('hour_exit', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return null
      const visit = await trx
        .selectFrom('Visits')
        .select('id_bracelet_1')
        .where('id_visit', '=', id_visit)
        .executeTakeFirstOrThrow()
      const row = { id_visit, id_bracelet: visit.id_bracelet_1 ?? '', ticket_date: wallClockNow() }
      const { insertId } = await trx
        .insertInto('Tickets')
        .values({ ...row, ticket_amount: formatMoney(amount) })
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('Ticket_Details')
        .values({ id_ticket: Number(insertId), id_product_service, quantity, unit_price: formatMoney(unit_price), payed: 0 })
        .execute()
      return { ...row, id_ticket: String(insertId), amount, lines: [{ id_product_service, quantity, unit_price }] }
    })
  }

  async read(): Promise<Stored> {
    return this.#kysely.transaction().execute(async (trx) => {
      const visits = await trx.selectFrom('Visits').select(['id_visit', 'visit_amount_consumed', 'hour_exit']).execute()
      const tickets = await trx.selectFrom('Tickets').selectAll().orderBy('id_ticket').execute()
      const details = await trx.selectFrom('Ticket_Details').selectAll().orderBy('id_ticket_detail').execute()
      const receipts = await trx.selectFrom('replication_tickets').select(['ticket_id', 'id_ticket']).execute()
      const products = await trx.selectFrom('Products_Services').select('id_product_service').execute()
      return {
        visits: new Map(
          visits.map(({ id_visit, visit_amount_consumed, hour_exit }) => [
            Number(id_visit),
            { id_visit: Number(id_visit), consumed: centavos(visit_amount_consumed), isOpen: hour_exit === null },
          ]),
        ),
        tickets: tickets.map((ticket) => ({
          id_ticket: String(ticket.id_ticket),
          id_visit: Number(ticket.id_visit),
          id_bracelet: ticket.id_bracelet ?? '',
          ticket_date: ticket.ticket_date ?? '',
          amount: centavos(ticket.ticket_amount),
          lines: details
            .filter((detail) => Number(detail.id_ticket) === Number(ticket.id_ticket))
            .map((detail) => ({
              id_product_service: detail.id_product_service ?? 0,
              quantity: detail.quantity ?? 0,
              unit_price: centavos(detail.unit_price),
            })),
        })),
        receipts: new Map(receipts.map(({ ticket_id, id_ticket }) => [ticket_id, String(id_ticket)])),
        products: new Set(products.map(({ id_product_service }) => id_product_service)),
      }
    })
  }
}

/** A SQLite file with the club in it, to be copied for each night. */
export async function prepareSqliteTemplate(): Promise<{ path: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'barra-club-'))
  const path = join(directory, 'template.db')
  await prepare(`sqlite:${path}`)
  return { path, remove: () => rm(directory, { recursive: true, force: true }) }
}

async function prepare(url: string): Promise<void> {
  const database = openDatabase(url)
  try {
    await createMainTables(database)
    const kysely = database.kysely.withTables<Tables>()
    await kysely
      .insertInto('Partners')
      .values([
        { id_partner: 1, partner_name: 'Martín Sosa' },
        { id_partner: 2, partner_name: 'Paula Ibáñez' },
      ])
      .execute()
    await kysely.insertInto('Products_Services').values(PRODUCTS).execute()
    await kysely
      .insertInto('Visits')
      .values(FIRST_VISITS.map((visit) => ({ ...visitColumns(), ...visit })))
      .execute()
    const endpoint = openReplicationEndpoint({ database })
    await endpoint.install()
    await endpoint.terminals.add({ name: 'Barra 1', token: TOKEN })
    // So that the file can be copied without its log.
    if (database.dialect === 'sqlite') await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(kysely)
  } finally {
    await database.close()
  }
}

function visitColumns() {
  return { visit_date: businessDay(new Date(), DEFAULT_CLUB_TIME_ZONE), hour_entry: wallClockNow() }
}

function wallClockNow(): string {
  return toWallClock(new Date(), DEFAULT_CLUB_TIME_ZONE)
}

/** DECIMAL comes as text from MySQL and as a number from SQLite. */
function centavos(decimal: string | number | null): MinorUnits {
  return Math.round(Number(decimal ?? 0) * 100)
}
