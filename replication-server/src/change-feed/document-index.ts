// Documents by their ids, each answer of one moment of the database.
import { createHash } from 'node:crypto'
import { rangeText, type AllDocsRow, type RangeChecksum } from '@barra/replication-protocol'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { readSnapshot } from '../dialect/read-snapshot.ts'
import { countLive, findDocuments, listDocuments, readHashes, readStanding } from './document-index-database.ts'
import { documentOf } from './document.ts'
import type { IdRange } from './id-range.ts'
import { hasNotes } from './outbox-database.ts'
import { revisionOf } from './revision.ts'
import type { SequencingContext } from './sequencing-context.ts'
import type { ToldRow } from './told-rows-database.ts'
import { isBeforePurge, positionIn } from './wait-for-change.ts'
import { wireSeq } from './wire-seq.ts'

interface RowsRequest {
  readonly skip: number
  readonly limit: number
  readonly includeDocs: boolean
}

/** Rows of `_all_docs`, and where the collection's feed stood at their moment. */
export interface IndexedRows {
  readonly rows: readonly AllDocsRow[]
  /** Live documents in the collection, and those before the first row. */
  readonly total: number
  readonly offset: number
  readonly updateSeq: string
}

const EVERYTHING: IdRange = { startkey: '', endkey: null }

export class DocumentIndex {
  readonly #context: SequencingContext
  readonly #collections: ReadonlyMap<string, CollectionConfiguration>

  constructor(context: SequencingContext, collections: readonly CollectionConfiguration[]) {
    this.#context = context
    this.#collections = new Map(collections.map((collection) => [collection.name, collection]))
  }

  /** The live documents of a range, in the order of their ids' bytes. @throws SchemaChangedError */
  list(name: string, range: IdRange, request: RowsRequest): Promise<IndexedRows> {
    const collection = this.#collection(name)
    return readSnapshot(this.#context.database, async (transaction) => {
      const { newest, ...history } = await readStanding(transaction, name)
      const { all, before } = await countLive(transaction, name, range)
      const options = { ...request, withBodies: request.includeDocs }
      const documents = await listDocuments(transaction, this.#context, collection, range, options)
      const rows = documents.map((document) => this.#row(collection, history.epoch, document, request.includeDocs))
      const offset = Math.min(before + request.skip, all)
      return { rows, total: all, offset, updateSeq: wireSeq(newest, history) }
    })
  }

  /** A row for each key in their order: of a document that is gone its tombstone's revision, of none `not_found`. @throws SchemaChangedError */
  find(name: string, keys: readonly string[], { includeDocs }: Pick<RowsRequest, 'includeDocs'>): Promise<IndexedRows> {
    const collection = this.#collection(name)
    return readSnapshot(this.#context.database, async (transaction) => {
      const { newest, ...history } = await readStanding(transaction, name)
      const { all } = await countLive(transaction, name, EVERYTHING)
      const found = await findDocuments(transaction, this.#context, collection, keys, includeDocs)
      // Exactly: MySQL takes '17 ' for '17'.
      const byId = new Map(found.map((document) => [document.docId, document]))
      const rows = keys.map((key): AllDocsRow => {
        const document = byId.get(key)
        return document ? this.#row(collection, history.epoch, document, includeDocs) : { key, error: 'not_found' }
      })
      return { rows, total: all, offset: 0, updateSeq: wireSeq(newest, history) }
    })
  }

  /**
   * What a copy of the first documents of a range must add up to.
   * @param since how far the copy has read, a wire seq
   */
  checksum(
    name: string,
    { startkey, limit, since }: { startkey: string; limit: number; since: string | null },
  ): Promise<RangeChecksum> {
    this.#collection(name)
    return readSnapshot(this.#context.database, async (transaction) => {
      const { newest, ...history } = await readStanding(transaction, name)
      const documents = await readHashes(transaction, name, { startkey, endkey: null }, limit)
      const hashed = documents.flatMap(({ id, hash }) => (hash === null ? [] : [{ id, hash }]))
      const isUpToDate = since === null || (!isBeforePurge(history, since) && (positionIn(history, since) ?? -1) >= newest)
      const isTold = hashed.length === documents.length && !(await hasNotes(transaction, name))
      return {
        startkey,
        endkey: documents.length < limit ? null : documents.at(-1)!.id,
        count: documents.length,
        checksum: createHash('sha256').update(rangeText(hashed)).digest('hex'),
        update_seq: wireSeq(newest, history),
        settled: isUpToDate && isTold,
      }
    })
  }

  #row(
    collection: CollectionConfiguration,
    epoch: string,
    { docId, generation, row, appliedTickets }: ToldRow,
    includeDocs: boolean,
  ): AllDocsRow {
    const rev = revisionOf({ epoch, collection: collection.name, docId, generation })
    const identity = { id: docId, key: docId }
    if (row === null) return { ...identity, value: { rev, deleted: true }, ...(includeDocs && { doc: null }) }
    if (!includeDocs) return { ...identity, value: { rev } }
    const doc = documentOf(collection, docId, rev, row, appliedTickets, this.#context.readWallClock)
    return { ...identity, value: { rev }, doc }
  }

  #collection(name: string): CollectionConfiguration {
    const collection = this.#collections.get(name)
    if (!collection) throw new RangeError(`no collection is called ${JSON.stringify(name)}`)
    return collection
  }
}
