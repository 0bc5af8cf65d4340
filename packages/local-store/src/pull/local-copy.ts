// This terminal's copy of one pulled collection, and how far it goes. Only a pull writes it, and only a full disk drops it.
import { normalizeMangoQuery, prepareQuery } from 'rxdb/plugins/core'
import { getLocalDocStateByParent } from 'rxdb/plugins/local-documents'
import type { RxCollection, RxDocumentData } from 'rxdb'
import type { PulledDatabase } from '@barra/replication-protocol'
import type { CheckNote } from '../check/copy-corrections.ts'
import { dexieTableOf } from '../collections/dexie-table.ts'
import type { HeldDocument, PulledCollections, PulledFields, ReceivedDocument } from '../collections/pulled-collections.ts'
import { inTurn } from '../tabs/in-turn.ts'
import { PAGE_SIZE } from './fetch-page.ts'
import type { PullCheckpoint } from './pull-checkpoint.ts'

/** Before there were rounds, documents were marked with the epoch. */
type KeptCheckpoint = Omit<PullCheckpoint, 'round'> & { readonly round?: string }

/** Every method rejects when IndexedDB refuses; what was not written is fetched again, since the checkpoint is written last. */
export class LocalCopy {
  readonly #collection: RxCollection<PulledFields>
  readonly #checkpointId: string
  readonly #checkNoteId: string
  readonly #turn: string

  constructor(pulled: PulledCollections, db: PulledDatabase) {
    this.#collection = pulled[db] as unknown as RxCollection<PulledFields>
    this.#checkpointId = `pull-${db}`
    this.#checkNoteId = `check-${db}`
    this.#turn = `${this.#collection.database.name}-${db}`
  }

  /** Documents held. Reads the whole index: seconds for a large collection, so not to be asked often. */
  async count(): Promise<number> {
    const { schema, storageInstance } = this.#collection
    const selector = { id: { $gte: '' }, _deleted: { $eq: false } }
    const query = normalizeMangoQuery(schema.jsonSchema, { selector })
    return (await storageInstance.count(prepareQuery(schema.jsonSchema, query))).count
  }

  /** Null before anything was pulled, and after it was given up. */
  async checkpoint(): Promise<PullCheckpoint | null> {
    const notes = await this.#notes()
    const [kept] = await notes.findDocumentsById([this.#checkpointId], false)
    if (!kept) return null
    const checkpoint = kept.data as KeptCheckpoint
    return { ...checkpoint, round: checkpoint.round ?? checkpoint.epoch }
  }

  /** Keeps it in the copy's own database: whoever drops the copy drops this too. */
  async keepCheckpoint(checkpoint: PullCheckpoint): Promise<void> {
    await this.#collection.database.upsertLocal(this.#checkpointId, checkpoint)
  }

  /** Null before anything was checked. */
  async checkNote(): Promise<CheckNote | null> {
    const kept = await this.#collection.database.getLocal<CheckNote>(this.#checkNoteId)
    return kept ? kept.toJSON().data : null
  }

  async keepCheckNote(note: CheckNote): Promise<void> {
    await this.#collection.database.upsertLocal(this.#checkNoteId, note)
  }

  /**
   * The first documents of a range, both ends included, in the order of their ids: from the disk, whatever RxDB remembers of them.
   * @param endkey null for the end of the collection
   */
  async readRange(
    { startkey, endkey }: { readonly startkey: string; readonly endkey: string | null },
    limit: number,
  ): Promise<readonly HeldDocument[]> {
    const { schema, storageInstance } = this.#collection
    const id = endkey === null ? { $gte: startkey } : { $gte: startkey, $lte: endkey }
    const selector = { id, _deleted: { $eq: false } }
    const query = normalizeMangoQuery(schema.jsonSchema, { selector, sort: [{ id: 'asc' }], limit })
    const { documents } = await storageInstance.query(prepareQuery(schema.jsonSchema, query))
    return documents as unknown as HeldDocument[]
  }

  /** Those of the documents that are held, by id. */
  async find(ids: readonly string[]): Promise<ReadonlyMap<string, HeldDocument>> {
    const found = (await this.#collection.storageInstance.findDocumentsById([...ids], false)) as unknown as HeldDocument[]
    return new Map(found.map((document) => [document.id, document]))
  }

  async isEmpty(): Promise<boolean> {
    return (await this.readRange({ startkey: '', endkey: null }, 1)).length === 0
  }

  /** Runs work during which no tab gives the copy up. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTurn(this.#turn, work)
  }

  /**
   * Frees the room that the documents take; they are pulled from the beginning the next time. A full disk takes no write, not even
   * that a document is deleted: they go below RxDB, which shows what it has in memory until the page is loaded again.
   * @returns whether that was any
   */
  giveUp(): Promise<boolean> {
    return this.inTurn(async () => {
      const [notes, documents] = await Promise.all([this.#notes(), this.#collection.storageInstance].map(dexieTableOf))
      const isAny = (await documents!.count()) > 0
      await notes!.delete(this.#checkpointId)
      await documents!.clear()
      return isAny
    })
  }

  /** Takes over what a page brought, all of it or nothing. @returns by how many documents the copy grew */
  async write(documents: readonly ReceivedDocument[]): Promise<number> {
    const { storageInstance } = this.#collection
    const ids = documents.map(({ id }) => id)
    const held = new Map((await storageInstance.findDocumentsById(ids, true)).map((document) => [document.id, document]))
    const rows = documents
      .map((document) => ({ previous: held.get(document.id), document: toWrite(document) }))
      .filter(({ previous, document }) => previous || !document._deleted)
    if (rows.length === 0) return 0
    // Below RxCollection's methods, because only this writes changed, new and deleted documents in one transaction.
    const { error } = await storageInstance.bulkWrite(rows, 'pull')
    if (error[0]) throw new Error(`${error.length} documents were not stored, the first is ${error[0].documentId}`)
    return rows.reduce((growth, { previous, document }) => growth + presence(document) - presence(previous), 0)
  }

  /** Drops everything that came in another round. @returns how many documents that were */
  async sweep(round: string): Promise<number> {
    for (let swept = 0; ;) {
      const ids = await this.#findOtherThan(round, PAGE_SIZE)
      if (ids.length === 0) return swept
      const { error } = await this.#collection.bulkRemove(ids)
      if (error[0]) throw new Error(`${error.length} documents were not dropped, the first is ${error[0].documentId}`)
      swept += ids.length
    }
  }

  async #notes() {
    return (await getLocalDocStateByParent(this.#collection.database)).storageInstance
  }

  async #findOtherThan(round: string, limit: number): Promise<string[]> {
    const found = await this.#collection.find({ selector: { epoch: { $ne: round } }, limit }).exec()
    return found.map(({ id }) => id)
  }
}

/** RxDB's storage sets `_meta` and `_rev` itself. */
function toWrite(document: ReceivedDocument): RxDocumentData<PulledFields> {
  return { ...document, _attachments: {}, _meta: { lwt: 0 }, _rev: '' }
}

function presence(document: { readonly _deleted: boolean } | undefined): number {
  return document && !document._deleted ? 1 : 0
}
