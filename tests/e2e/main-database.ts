// The main database as its owners would look at it: plain SQL on the real tables.
import { PARTNER_STATE } from '@barra/domain'
import { openDatabase, type Database } from '@barra/database'
import type { MainTables } from '@barra/main-api'
import { sql, type Kysely } from 'kysely'

export interface OpenVisit {
  readonly id_visit: number
  readonly bracelet: string
  readonly partner: string
  readonly consumed: number
}

export class MainDatabase {
  readonly #database: Database
  readonly #tables: Kysely<MainTables>

  constructor(url: string) {
    this.#database = openDatabase(url)
    this.#tables = this.#database.kysely.withTables<MainTables>()
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  /** Open visits of tonight whose bracelet nobody else wears and whose partner has a name and a good standing. */
  async openVisits(count: number): Promise<OpenVisit[]> {
    const { rows } = await sql<{ id_visit: number; bracelet: string; partner: string; consumed: number }>`
      select v.id_visit, v.id_bracelet_1 as bracelet, p.partner_name as partner, coalesce(v.visit_amount_consumed, 0) as consumed
      from Visits v join Partners p on p.id_partner = v.id_partner
      where v.hour_exit is null and p.partner_name is not null and p.id_state < 6
        and (select count(*) from Visits o where o.hour_exit is null
             and (o.id_bracelet_1 = v.id_bracelet_1 or o.id_bracelet_2 = v.id_bracelet_1)) = 1
      order by v.visit_date desc, v.id_visit desc limit ${count}`.execute(this.#tables)
    return rows
  }

  /** When the last visit with this bracelet ended, as the club's clock showed it: "2026-11-25 02:31:00". */
  async leftAt(bracelet: string): Promise<string> {
    const visit = await this.#tables
      .selectFrom('Visits')
      .select('hour_exit')
      .where('id_bracelet_1', '=', bracelet)
      .orderBy('id_visit', 'desc')
      .executeTakeFirstOrThrow()
    return visit.hour_exit!
  }

  async consumedBy(id_visit: number): Promise<number> {
    const row = await this.#tables
      .selectFrom('Visits')
      .select('visit_amount_consumed')
      .where('id_visit', '=', id_visit)
      .executeTakeFirstOrThrow()
    return Number(row.visit_amount_consumed)
  }

  async ticketsOf(id_visit: number) {
    return this.#tables.selectFrom('Tickets').selectAll().where('id_visit', '=', id_visit).orderBy('id_ticket').execute()
  }

  async countTickets(): Promise<number> {
    const { n } = await this.#tables
      .selectFrom('Tickets')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(n)
  }

  async detailsOf(id_ticket: number) {
    return this.#tables
      .selectFrom('Ticket_Details')
      .selectAll()
      .where('id_ticket', '=', id_ticket)
      .orderBy('id_ticket_detail')
      .execute()
  }

  async productNamed(description: string) {
    return this.#tables
      .selectFrom('Products_Services')
      .selectAll()
      .where('description', '=', description)
      .executeTakeFirstOrThrow()
  }

  /** Featured products on sale, in catalogue order as far as their names tell. */
  async featuredProducts() {
    return this.#tables
      .selectFrom('Products_Services')
      .selectAll()
      .where('featured', '=', 1)
      .where(sql<boolean>`(available is null or available <> 0)`)
      .orderBy('description')
      .execute()
  }

  /** Adds a featured product. */
  async addProduct(description: string, price: string): Promise<void> {
    await this.#tables.insertInto('Products_Services').values({ description, price, available: 50, featured: 1 }).execute()
  }

  async removeProduct(description: string): Promise<void> {
    await this.#tables.deleteFrom('Products_Services').where('description', '=', description).execute()
  }

  /** Copies the database, which is SQLite, as it is at this moment into a file. */
  async backUp(file: string): Promise<void> {
    await sql`vacuum into ${file}`.execute(this.#tables)
  }

  async setPrice(id_product_service: number, price: string): Promise<void> {
    await sql`update Products_Services set price = ${price} where id_product_service = ${id_product_service}`.execute(
      this.#tables,
    )
  }

  async setAvailable(description: string, available: number): Promise<void> {
    await this.#tables.updateTable('Products_Services').set({ available }).where('description', '=', description).execute()
  }

  /** Lets a new partner in with a companion, at the hour of whoever came last. */
  async letIn(partner: { name: string; bracelet: string }, affiliate: { name: string; bracelet: string }): Promise<void> {
    const { id_partner } = await this.#tables
      .insertInto('Partners')
      .values({ partner_name: partner.name, affiliate_name: affiliate.name, id_state: PARTNER_STATE.normal })
      .returning('id_partner')
      .executeTakeFirstOrThrow()
    await sql`insert into Visits (id_partner, visit_date, hour_entry, id_bracelet_1, id_bracelet_2)
      select ${id_partner}, visit_date, hour_entry, ${partner.bracelet}, ${affiliate.bracelet}
      from Visits where hour_exit is null order by visit_date desc, hour_entry desc limit 1`.execute(this.#tables)
  }

  async giveBracelet(id_visit: number, bracelet: string): Promise<void> {
    await sql`update Visits set id_bracelet_1 = ${bracelet} where id_visit = ${id_visit}`.execute(this.#tables)
  }

  async expel(partner_name: string, reason: string): Promise<void> {
    await this.#tables
      .updateTable('Partners')
      .set({ id_state: PARTNER_STATE.expelled, expultion_reason: reason })
      .where('partner_name', '=', partner_name)
      .execute()
  }

  /** Of the partner whose visit it is. */
  async setPhone(id_visit: number, phone: string | null): Promise<void> {
    await sql`update Partners set partner_phone = ${phone} where id_partner =
      (select id_partner from Visits where id_visit = ${id_visit})`.execute(this.#tables)
  }

  async closeVisit(id_visit: number, hour_exit: string): Promise<void> {
    await sql`update Visits set hour_exit = ${hour_exit} where id_visit = ${id_visit}`.execute(this.#tables)
  }
}
