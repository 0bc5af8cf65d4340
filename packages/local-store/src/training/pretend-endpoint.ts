// The endpoint as seen from the terminal, inside the page: the same wire, answered from memory. No request leaves.
import { HintStreams } from './hint-streams.ts'
import { jsonAnswer } from './json-answer.ts'
import { PretendDatabase, type Columns } from './pretend-database.ts'
import { PretendIntake, type IntakeRules, type IntakeTicket } from './pretend-intake.ts'

/** The base path that requests to it begin with. */
export const PRETEND_BASE_PATH = '/replication'

export class PretendEndpoint {
  epoch: string
  readonly #token: string
  readonly #intake: PretendIntake
  readonly #streams = new HintStreams()
  readonly #databases = new Map<string, PretendDatabase>()

  constructor({ epoch, token, rules }: { epoch: string; token: string; rules: IntakeRules }) {
    this.epoch = epoch
    this.#token = token
    this.#intake = new PretendIntake(rules)
  }

  /** What it has stored, by id. */
  get tickets(): PretendIntake['receipts'] {
    return this.#intake.receipts
  }

  /** Ids of the tickets that were taken back. */
  get cancelled(): PretendIntake['cancelled'] {
    return this.#intake.cancelled
  }

  document(db: string, id: string): Columns | undefined {
    return this.database(db).columns(id)
  }

  put(db: string, id: string, columns: Columns): void {
    this.database(db).put(id, columns)
    this.tellOf(db)
  }

  /** Has the ticket stored without judging it. */
  keepTicket(ticket: IntakeTicket): void {
    this.#intake.keep(ticket)
  }

  /** Every stream breaks. */
  breakStreams(): void {
    this.#streams.break()
  }

  /** Answers a request to any of its routes. */
  answer(url: URL, init?: RequestInit, { isSettled = true } = {}): Response | Promise<Response> {
    const path = url.pathname.slice(PRETEND_BASE_PATH.length)
    if (path === '/health') return jsonAnswer({ status: 'ok', time: new Date().toISOString() })
    if (new Headers(init?.headers).get('Authorization') !== `Bearer ${this.#token}`)
      return jsonAnswer({ error: 'unauthorized', reason: 'no' }, 401)
    if (path === '/_db_updates') return this.#streams.open(init?.signal)
    if (path === '/tickets/_all_docs') return this.#intake.find(String(init?.body), this.epoch)
    if (path === '/tickets/_bulk_docs') return this.#intake.take(String(init?.body))
    if (path === '/tickets/_preflight') return this.#intake.tryOut(String(init?.body))
    const [, db = '', route = ''] = /^\/(\w+)\/(_\w+)$/.exec(path) ?? []
    if (route === '_changes') return this.database(db).changes(url.searchParams)
    if (route === '_checksum') return this.database(db).checksum(url.searchParams, isSettled)
    if (route === '_all_docs') return this.database(db).allDocs(url.searchParams)
    return jsonAnswer({ error: 'not_found', reason: path }, 404)
  }

  protected database(db: string): PretendDatabase {
    const database = this.#databases.get(db) ?? new PretendDatabase(this.epoch)
    this.#databases.set(db, database)
    return database
  }

  protected tellOf(db: string): void {
    this.#streams.tell(db, this.database(db).seq)
  }

  /** Other history, no documents yet. What it had of tickets stays. */
  protected forgetDocuments(epoch: string): void {
    this.epoch = epoch
    this.#databases.clear()
  }
}
