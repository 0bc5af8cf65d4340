// Documents by id instead of by place in the feed: what CouchDB-style clients ask for after they read `_changes`.
import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { DocumentAnswer, DocumentRequest, UnknownRevisions } from './change-feed.ts'
import { documentOf, tombstoneOf } from './document.ts'
import type { FeedDatabase, FeedRow } from './feed-database.ts'
import { ancestryOf, generationOf, revisionOf, type RevisionsOf } from './revision.ts'

/**
 * Revisions told of a document that is there. A client that missed more changes of it keeps its old revision as a conflict, until
 * the tombstone, which tells them all.
 */
const DEEPEST_ANCESTRY = 20_000

export class DocumentReader {
  readonly #database: FeedDatabase
  readonly #readWallClock: (text: string) => string | null

  constructor(database: FeedDatabase, readWallClock: (text: string) => string | null) {
    this.#database = database
    this.#readWallClock = readWallClock
  }

  async read(
    collection: CollectionConfiguration,
    requests: readonly DocumentRequest[],
    withAncestry: boolean,
  ): Promise<readonly DocumentAnswer[]> {
    const { rows, epoch } = await this.#look(collection, unique(requests.map(({ id }) => id)), true)
    return requests.map(({ id, rev }) => {
      const row = rows.get(id)
      const of = { epoch, collection: collection.name, docId: id }
      const document = row && this.#present(collection, of, row, withAncestry)
      if (rev !== undefined && rev !== document?._rev) {
        const asked = generationOf(rev, of)
        if (asked === null) return { kind: 'missing' }
        // The feed once told this revision and no longer knows it, so it was of a tombstone that was purged.
        if (!row) return { kind: 'found', document: gone(collection, of, asked, withAncestry) }
        if (asked > row.generation) return { kind: 'not_yet' }
      }
      return document ? { kind: 'found', document } : { kind: 'missing' }
    })
  }

  async unknownRevisions(
    collection: CollectionConfiguration,
    revisions: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, UnknownRevisions>> {
    const { rows, epoch } = await this.#look(collection, [...revisions.keys()], false)
    const unknown = new Map<string, UnknownRevisions>()
    for (const [docId, revs] of revisions) {
      const of = { epoch, collection: collection.name, docId }
      const newest = rows.get(docId)?.generation
      const missing = revs.filter((rev) => {
        const generation = generationOf(rev, of)
        return generation === null || (newest !== undefined && generation > newest)
      })
      const ancestor = newest === undefined ? null : revisionOf({ ...of, generation: newest })
      if (missing.length > 0) unknown.set(docId, { missing, ancestor })
    }
    return unknown
  }

  /** By id, exactly: MySQL takes '17 ' for '17'. */
  async #look(
    collection: CollectionConfiguration,
    docIds: readonly string[],
    withBodies: boolean,
  ): Promise<{ rows: ReadonlyMap<string, FeedRow>; epoch: string }> {
    const { rows, history } = await this.#database.readByIds(collection, docIds, withBodies)
    const { epoch } = history ?? (await this.#database.readSequence())
    return { rows: new Map(rows.map((row) => [row.docId, row])), epoch }
  }

  #present(
    collection: CollectionConfiguration,
    of: RevisionsOf,
    { generation, row, appliedTickets }: FeedRow,
    withAncestry: boolean,
  ): ReplicatedDocument {
    if (row === null) return gone(collection, of, generation, withAncestry)
    const ancestry = ancestryOf({ ...of, generation }, withAncestry ? DEEPEST_ANCESTRY : 1)
    const rev = `${ancestry.start}-${ancestry.ids[0]}`
    const document = documentOf(collection, of.docId, rev, row, appliedTickets, this.#readWallClock)
    return withAncestry ? { ...document, _revisions: ancestry } : document
  }
}

function gone(
  collection: CollectionConfiguration,
  of: RevisionsOf,
  generation: number,
  withAncestry: boolean,
): ReplicatedDocument {
  const tombstone = tombstoneOf(collection, of.docId, revisionOf({ ...of, generation }))
  return withAncestry ? { ...tombstone, _revisions: ancestryOf({ ...of, generation }) } : tombstone
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
