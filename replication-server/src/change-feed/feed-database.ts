// How the feed is read: pages of replication_docs by seq, each joined with the live row in one statement.
import type { Database } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { documentKey } from '../dialect/document-key.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { HistoryGuard } from './history-guard.ts'
import type { SchemaGuard } from './schema-guard-database.ts'
import type { CollectionSize } from './collection-sizes.ts'
import { readCollectionHistory, type CollectionHistory } from './collection-history-database.ts'
import type { SequenceState } from './sequence-database.ts'
import { toldColumns, toToldRow, type SelectedRow, type ToldRow } from './told-rows-database.ts'

export interface FeedRow extends ToldRow {
  /** Of the moment at which the row was read, as `purges` is. */
  readonly epoch: string
  readonly purges: number
  readonly seq: number
}

/** Where the feed stands: the newest seq of each collection that has documents. */
export interface FeedPositions extends SequenceState {
  readonly byCollection: ReadonlyMap<string, number>
  /** How often tombstones were purged, of each collection where they were. */
  readonly purges: ReadonlyMap<string, number>
}

interface PageRow extends SelectedRow {
  _epoch: string
  _purges: number
  _seq: number
}

export class FeedDatabase {
  readonly #database: Database
  readonly #collections: readonly string[]
  readonly #guard: HistoryGuard
  readonly #schema: SchemaGuard

  constructor(database: Database, collections: readonly string[], guard: HistoryGuard, schema: SchemaGuard) {
    this.#database = database
    this.#collections = collections
    this.#guard = guard
    this.#schema = schema
  }

  readSequence(): Promise<SequenceState> {
    return this.#guard.readSequence()
  }

  async readHistory(collection: string): Promise<CollectionHistory> {
    const { seq, epoch, ...purgeState } = await readCollectionHistory(this.#kysely, collection)
    return { ...(await this.#guard.note({ seq, epoch })), ...purgeState }
  }

  async readPositions(): Promise<FeedPositions> {
    const sequence = await this.readSequence()
    const newest = await Promise.all(this.#collections.map(async (name) => [name, await this.#newestSeq(name)] as const))
    const purges = await this.#kysely.selectFrom('replication_purges').select(['collection', 'purges']).execute()
    return {
      ...sequence,
      byCollection: new Map(newest.filter(([, seq]) => seq > 0)),
      purges: new Map(purges.map((row) => [row.collection, row.purges])),
    }
  }

  async measure(collection: string): Promise<CollectionSize> {
    const [{ live }, newest] = await Promise.all([
      this.#kysely
        .selectFrom('replication_docs')
        .select(({ fn }) => fn.countAll<number>().as('live'))
        .where('collection', '=', collection)
        .where('deleted', '=', 0)
        .executeTakeFirstOrThrow(),
      this.#newestSeq(collection),
    ])
    return { live, newest }
  }

  async #newestSeq(collection: string): Promise<number> {
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

  /**
   * @param withBodies false leaves the columns out of `row`, which then only tells that the row is there.
   * @throws SchemaChangedError when the table is not what it was at the install
   */
  readPage(collection: CollectionConfiguration, after: number, limit: number, withBodies: boolean): Promise<FeedRow[]> {
    const page = sql`seq > ${after} ORDER BY seq LIMIT ${sql.lit(limit)}`
    return this.#readRows(collection, page, sql`ORDER BY d.seq`, withBodies)
  }

  /** What the feed last told of each of these documents, in no order that matters; nothing of those it never told of. */
  readByIds(collection: CollectionConfiguration, docIds: readonly string[], withBodies: boolean): Promise<FeedRow[]> {
    if (docIds.length === 0) return Promise.resolve([])
    // Without an order: SQLite would walk the whole feed to spare itself the sorting.
    return this.#readRows(collection, sql`doc_id IN (${sql.join(docIds)})`, sql``, withBodies)
  }

  async #readRows(
    collection: CollectionConfiguration,
    places: RawBuilder<unknown>,
    order: RawBuilder<unknown>,
    withBodies: boolean,
  ): Promise<FeedRow[]> {
    const { dialect } = this.#database
    const query = (asRecorded: RawBuilder<number>) => sql<PageRow>`
      SELECT ${sql.join([
        sql`(SELECT s.epoch FROM replication_sequence s WHERE s.id = 1) AS _epoch`,
        sql`COALESCE((SELECT p.purges FROM replication_purges p WHERE p.collection = ${collection.name}), 0) AS _purges`,
        sql`d.seq AS _seq`,
        ...toldColumns(dialect, collection, asRecorded, withBodies),
      ])}
      FROM (
        SELECT doc_id, seq, generation, deleted FROM replication_docs
        WHERE collection = ${collection.name} AND ${places}
      ) d
      LEFT JOIN ${sql.table(collection.table)} t ON t.${sql.id(collection.key)} = ${documentKey(dialect, sql`d.doc_id`)}
        AND d.deleted = 0
      ${order}
    `
    const rows = await this.#schema.read(this.#kysely, collection, async (asRecorded) => {
      return (await query(asRecorded).execute(this.#kysely)).rows
    })
    return rows.map((row) => ({ ...toToldRow(row), epoch: row._epoch, purges: row._purges, seq: row._seq }))
  }

  get #kysely() {
    return this.#database.kysely.withTables<ReplicationTables>()
  }
}
