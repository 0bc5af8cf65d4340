// A club with a few products, and what the tests of pushing do to it: open visits, sell, push, look at what is stored.
import { formatMoney, newId, toCancellation, toTicket, type Cancellation, type Cart, type Ticket } from '@barra/domain'
import { createMainTables, type MainTables } from '@barra/main-api'
import { isAccepted, type AcceptedTicket, type RefusedTicket, type Verdict } from '@barra/replication-protocol'
import type { Database } from '@barra/database'
import type { Kysely } from 'kysely'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import type { ReplicationTables } from '../../replication-server/src/dialect/replication-tables.ts'
import { installReplication } from '../../replication-server/src/install/install-replication.ts'
import { createTicketIntake, type StockMode, type TicketIntake } from '../../replication-server/src/intake/ticket-intake.ts'
import type { FreshDatabase, OpenFresh } from '../each-database.ts'

export type Tables = MainTables & ReplicationTables

export const TIME_ZONE = 'America/Argentina/Buenos_Aires'

/** When the intake stores what is pushed. */
export const NOW = new Date('2026-11-25T03:30:00-03:00')

export const BEER = 1
export const FERNET = 2
/** Its stock is not counted. */
export const WATER = 3
export const NO_SUCH_PRODUCT = 999

export interface SmallClub extends FreshDatabase {
  readonly kysely: Kysely<Tables>
  readonly intake: TicketIntake
  /** Another intake beside the same database, with a connection of its own, as another process has it. */
  anotherIntake(options?: { stock?: StockMode }): TicketIntake
  /** An amount as its column answers it: text on MariaDB, a number on SQLite. */
  money(amount: string): string | number
  openVisit(visit?: Partial<{ id_bracelet_1: string; hour_exit: string; visit_amount_consumed: string }>): Promise<number>
}

export async function aSmallClub(openFresh: OpenFresh): Promise<SmallClub> {
  const fresh = await openFresh()
  await createMainTables(fresh.database)
  await installReplication(fresh.database, defaultCollections, { clock: () => NOW, timeZone: TIME_ZONE })
  await fresh.grantServing()
  const kysely = fresh.database.kysely.withTables<Tables>()
  await kysely
    .insertInto('Products_Services')
    .values([
      { id_product_service: BEER, description: 'Cerveza', price: '1500.00', available: 100 },
      { id_product_service: FERNET, description: 'Fernet', price: '2500.50', available: -3 },
      { id_product_service: WATER, description: 'Agua', price: '0.10', available: null },
    ])
    .execute()
  return {
    ...fresh,
    kysely,
    intake: intakeOn(fresh.openServing()),
    anotherIntake: ({ stock } = {}) => intakeOn(fresh.openServing(), stock),
    money: (amount) => (fresh.database.dialect === 'mysql' ? amount : Number(amount)),
    openVisit: async (visit = {}) => {
      const { insertId } = await kysely
        .insertInto('Visits')
        .values({ visit_date: '2026-11-24', hour_entry: '2026-11-24 23:10:00', id_bracelet_1: '0417', ...visit })
        .executeTakeFirstOrThrow()
      return Number(insertId)
    },
  }
}

function intakeOn(database: Database, stock: StockMode = 'untouched'): TicketIntake {
  return createTicketIntake({
    database,
    stock,
    timeZone: TIME_ZONE,
    clock: () => NOW,
    readRevisions: async () => (id) => `1-of-${id}`,
  })
}

export type TicketDocument = Ticket & { readonly _id: string }

const cart: Cart = {
  observations: 'sin hielo',
  lines: [
    { id_product_service: BEER, description: 'Cerveza', quantity: 2, unit_price: 150_000 },
    { id_product_service: FERNET, description: 'Fernet', quantity: 1, unit_price: 250_050 },
  ],
}

/** Two beers and a fernet: 5500.50, sold at 01:12:31 club time. */
export function aTicket(id_visit: number, changes: Partial<TicketDocument> = {}): TicketDocument {
  const sale = {
    cart,
    id_visit,
    id_bracelet: '0417',
    ticket_date: '2026-11-25T01:12:31-03:00',
    created_offline: true,
    terminal: 'Barra 1',
  }
  return { _id: newId(), ...toTicket(sale), ...changes }
}

/** One line of one product, of which `units` cost `unitPrice` centavos each. */
export function aTicketOf(id_visit: number, product: number, units: number, unitPrice: number): TicketDocument {
  const line = { id_product_service: product, description: '', quantity: units, unit_price: formatMoney(unitPrice) }
  return aTicket(id_visit, {
    ticket_amount: formatMoney(units * unitPrice),
    ticket_details: [{ ...line, payed: false, state: 'NO PAGADO' }],
  })
}

/** What a terminal sends when somebody voids the ticket. */
export function aCancellationOf(
  { _id, ...ticket }: TicketDocument,
  changes: Partial<Cancellation> & { _id?: string } = {},
): Cancellation & { _id: string } {
  const voiding = {
    reason: 'era de otra mesa',
    ticket_date: '2026-11-25T02:10:00-03:00',
    created_offline: false,
    terminal: 'Barra 1',
  }
  return { _id: newId({ after: _id }), ...toCancellation(_id, ticket, voiding), ...changes }
}

export function push(intake: TicketIntake, ...docs: unknown[]): Promise<Verdict[]> {
  return intake.acceptTickets(docs, { terminal: 'Barra 1' })
}

export function accepted(verdict: Verdict | undefined): AcceptedTicket {
  if (!verdict || !isAccepted(verdict)) throw new Error(`not accepted: ${JSON.stringify(verdict)}`)
  return verdict
}

export function refused(verdict: Verdict | undefined): RefusedTicket {
  if (!verdict || isAccepted(verdict)) throw new Error(`not refused: ${JSON.stringify(verdict)}`)
  return verdict
}

/** Everything a push may write, of the whole database. */
export async function stored({ kysely }: SmallClub) {
  return {
    tickets: await kysely.selectFrom('Tickets').selectAll().orderBy('id_ticket').execute(),
    details: await kysely.selectFrom('Ticket_Details').selectAll().orderBy('id_ticket_detail').execute(),
    receipts: await kysely.selectFrom('replication_tickets').selectAll().orderBy('ticket_id').execute(),
    visits: await kysely.selectFrom('Visits').select(['id_visit', 'visit_amount_consumed']).orderBy('id_visit').execute(),
    stock: await kysely
      .selectFrom('Products_Services')
      .select(['id_product_service', 'available'])
      .orderBy('id_product_service')
      .execute(),
  }
}

/** A visit's total as its column answers it. */
export async function consumedBy({ kysely }: SmallClub, id_visit: number): Promise<string | number | null> {
  const { visit_amount_consumed } = await kysely
    .selectFrom('Visits')
    .select('visit_amount_consumed')
    .where('id_visit', '=', id_visit)
    .executeTakeFirstOrThrow()
  return visit_amount_consumed
}

export async function ticketsOf({ kysely }: SmallClub, id_visit: number) {
  return kysely.selectFrom('Tickets').selectAll().where('id_visit', '=', id_visit).orderBy('id_ticket').execute()
}
