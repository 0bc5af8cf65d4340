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
import { toPurgeState } from './purge-state-database.ts'
import type { SequenceState } from './sequence-database.ts'
import { toldColumns, toToldRow, type SelectedRow, type ToldRow } from './told-rows-database.ts'

export interface FeedRow extends ToldRow {
  readonly seq: number
}

export interface FeedRows {
  readonly rows: readonly FeedRow[]
  /** As it stood when the rows were read; null when there are none. */
  readonly history: CollectionHistory | null
}

/** Where the feed stands: the newest seq of each collection that has documents. */
export interface FeedPositions extends SequenceState {
  readonly byCollection: ReadonlyMap<string, number>
  /** How often tombstones were purged, of each collection where they were. */
  readonly purges: ReadonlyMap<string, number>
}

interface PageRow extends SelectedRow {
  _sequence: number
  _epoch: string
  _purges: number | null
  _purged_seq: number | null
  _first_generation: number | null
  _seq: number
}

const historyColumns = sql`s.seq AS _sequence, s.epoch AS _epoch,
  p.purges AS _purges, p.purged_seq AS _purged_seq, p.first_generation AS _first_generation, d.seq AS _seq`

function placesWithHistory({ name }: CollectionConfiguration, places: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`replication_sequence s
    LEFT JOIN replication_purges p ON p.collection = ${name}
    CROSS JOIN (
      SELECT doc_id, seq, generation, deleted FROM replication_docs WHERE collection = ${name} AND ${places}
    ) d`
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
    return this.noteHistory(await readCollectionHistory(this.#kysely, collection))
  }

  /** The history as it was read, or a new one if the database was found restored. */
  async noteHistory({ seq, epoch, ...purgeState }: CollectionHistory): Promise<CollectionHistory> {
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
   * @param withBodies false tells places only: `row` says by an empty object that the document is none that was deleted
   * @throws SchemaChangedError with bodies, when the table is not what it was at the install
   */
  readPage(collection: CollectionConfiguration, after: number, limit: number, withBodies: boolean): Promise<FeedRows> {
    const page = sql`seq > ${after} ORDER BY seq LIMIT ${sql.lit(limit)}`
    return this.#readRows(collection, page, sql`ORDER BY d.seq`, withBodies)
  }

  /** What the feed last told of each of these documents, in no order that matters; nothing of those it never told of. */
  async readByIds(collection: CollectionConfiguration, docIds: readonly string[], withBodies: boolean): Promise<FeedRows> {
    if (docIds.length === 0) return { rows: [], history: null }
    // Without an order: SQLite would walk the whole feed to spare itself the sorting.
    return this.#readRows(collection, sql`doc_id IN (${sql.join(docIds)})`, sql``, withBodies)
  }

  async #readRows(
    collection: CollectionConfiguration,
    places: RawBuilder<unknown>,
    order: RawBuilder<unknown>,
    withBodies: boolean,
  ): Promise<FeedRows> {
    const rows = await (withBodies ? this.#readTold(collection, places, order) : this.#readPlaces(collection, places, order))
    const [first] = rows
    return {
      rows: rows.map((row) => ({ ...toToldRow(row), seq: row._seq })),
      history: first ? historyOf(first) : null,
    }
  }

  #readTold(collection: CollectionConfiguration, places: RawBuilder<unknown>, order: RawBuilder<unknown>) {
    const { dialect } = this.#database
    return this.#schema.read(this.#kysely, collection, async (asRecorded) => {
      const { rows } = await sql<PageRow>`
        SELECT ${historyColumns}, ${sql.join(toldColumns(dialect, collection, asRecorded, true))}
        FROM ${placesWithHistory(collection, places)}
        LEFT JOIN ${sql.table(collection.table)} t ON t.${sql.id(collection.key)} = ${documentKey(dialect, sql`d.doc_id`)}
          AND d.deleted = 0
        WHERE s.id = 1
        ${order}
      `.execute(this.#kysely)
      return rows
    })
  }

  /** Without a look at the club's table: what the feed says of a document is told by its place alone. */
  async #readPlaces(collection: CollectionConfiguration, places: RawBuilder<unknown>, order: RawBuilder<unknown>) {
    const { rows } = await sql<PageRow>`
      SELECT ${historyColumns}, d.doc_id AS _doc_id, d.generation AS _generation,
        CASE d.deleted WHEN 0 THEN d.seq END AS _key
      FROM ${placesWithHistory(collection, places)}
      WHERE s.id = 1
      ${order}
    `.execute(this.#kysely)
    return rows
  }

  get #kysely() {
    return this.#database.kysely.withTables<ReplicationTables>()
  }
}

function historyOf({ _sequence, _epoch, _purges, _purged_seq, _first_generation }: PageRow): CollectionHistory {
  const purgeState = toPurgeState({ purges: _purges, purged_seq: _purged_seq, first_generation: _first_generation })
  return { seq: _sequence, epoch: _epoch, ...purgeState }
}
