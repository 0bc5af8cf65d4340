// How the feed is read: pages of replication_docs by seq, each joined with the live row in one statement.
import type { Database } from '@barra/database'
import { sql } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { documentKey } from '../dialect/document-key.ts'
import { jsonArrayOf, parseJsonArray } from '../dialect/json-array.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { Row } from './document.ts'
import { readSequence, type SequenceState } from './sequence-database.ts'

export interface FeedRow {
  /** Of the moment at which the row was read. */
  readonly epoch: string
  readonly docId: string
  readonly seq: number
  readonly generation: number
  /** Null when the document is a tombstone, or its row vanished without the sequencer having seen it yet. */
  readonly row: Row | null
  readonly appliedTickets: readonly string[]
}

/** Where the feed stands: the newest seq of each collection that has documents. */
export interface FeedPositions extends SequenceState {
  readonly byCollection: ReadonlyMap<string, number>
}

// Fields of documents never begin with '_', so these names cannot meet a column's.
interface PageRow extends Record<string, unknown> {
  _epoch: string
  _doc_id: string
  _seq: number
  _generation: number
  _key: number | null
  _applied_tickets?: unknown
}

export class FeedDatabase {
  readonly #database: Database
  readonly #collections: readonly string[]

  constructor(database: Database, collections: readonly string[]) {
    this.#database = database
    this.#collections = collections
  }

  readSequence(): Promise<SequenceState> {
    return readSequence(this.#kysely)
  }

  async readPositions(): Promise<FeedPositions> {
    const sequence = await this.readSequence()
    const newest = await Promise.all(this.#collections.map(async (name) => [name, await this.newestSeq(name)] as const))
    return { ...sequence, byCollection: new Map(newest.filter(([, seq]) => seq > 0)) }
  }

  async countLive(collection: string): Promise<number> {
    const { count } = await this.#kysely
      .selectFrom('replication_docs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('collection', '=', collection)
      .where('deleted', '=', 0)
      .executeTakeFirstOrThrow()
    return count
  }

  async newestSeq(collection: string): Promise<number> {
    const { seq } = await this.#kysely
      .selectFrom('replication_docs')
      .select(({ fn }) => fn.max<number | null>('seq').as('seq'))
      .where('collection', '=', collection)
      .executeTakeFirstOrThrow()
    return seq ?? 0
  }

  async countAfter(collection: string, seq: number): Promise<number> {
    const { count } = await this.#kysely
      .selectFrom('replication_docs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('collection', '=', collection)
      .where('seq', '>', seq)
      .executeTakeFirstOrThrow()
    return count
  }

  /** @param withBodies false leaves the columns out of `row`, which then only tells that the row is there. */
  async readPage(collection: CollectionConfiguration, after: number, limit: number, withBodies: boolean): Promise<FeedRow[]> {
    const { dialect } = this.#database
    const key = sql`t.${sql.id(collection.key)}`
    const columns = withBodies ? collection.columns.map(({ name }) => sql`t.${sql.id(name)}`) : []
    const applied =
      withBodies && collection.hasAppliedTickets
        ? [
            sql`(SELECT ${jsonArrayOf(dialect, sql<string>`r.ticket_id`)} FROM replication_tickets r
              WHERE r.id_visit = ${key}) AS _applied_tickets`,
          ]
        : []
    const { rows } = await sql<PageRow>`
      SELECT ${sql.join([
        sql`(SELECT s.epoch FROM replication_sequence s WHERE s.id = 1) AS _epoch`,
        sql`d.doc_id AS _doc_id, d.seq AS _seq, d.generation AS _generation, ${key} AS _key`,
        ...columns,
        ...applied,
      ])}
      FROM (
        SELECT doc_id, seq, generation, deleted FROM replication_docs
        WHERE collection = ${collection.name} AND seq > ${after}
        ORDER BY seq LIMIT ${sql.lit(limit)}
      ) d
      LEFT JOIN ${sql.table(collection.table)} t ON t.${sql.id(collection.key)} = ${documentKey(dialect, sql`d.doc_id`)}
        AND d.deleted = 0
      ORDER BY d.seq
    `.execute(this.#kysely)
    return rows.map((row) => ({
      epoch: row._epoch,
      docId: row._doc_id,
      seq: row._seq,
      generation: row._generation,
      row: row._key === null ? null : row,
      appliedTickets: parseJsonArray(row._applied_tickets),
    }))
  }

  get #kysely() {
    return this.#database.kysely.withTables<ReplicationTables>()
  }
}
