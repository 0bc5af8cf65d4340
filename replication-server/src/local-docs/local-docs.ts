// Documents that CouchDB-style clients keep on the server for themselves, as checkpoints of their replications. Nobody else sees them.
import type { Database } from '@barra/database'
import { deleteLocalDoc, dropOldest, readLocalDoc, writeLocalDoc } from './local-docs-database.ts'

/** Whose document it is, and what it is called. */
export interface LocalDocKey {
  readonly terminal: string
  readonly db: string
  /** Without `_local/`; 1 to 200 visible ASCII characters. */
  readonly id: string
}

interface LocalDoc {
  /** "0-<N>", N the number of times it was written. */
  readonly rev: string
  /** Without `_id` and `_rev`. */
  readonly body: Readonly<Record<string, unknown>>
}

/** A terminal that keeps more loses the one it wrote longest ago: that replication begins at 0 again. */
const MOST_LOCAL_DOCS = 200

export const LONGEST_LOCAL_DOC = 64 * 1024

export interface LocalDocs {
  /** Null when there is none. */
  read(key: LocalDocKey): Promise<LocalDoc | null>
  /**
   * Whatever was there before, and whichever revision the client takes it for: a client that is told of a conflict here asks for ever.
   * @param body at most `LONGEST_LOCAL_DOC` characters as JSON
   * @returns its revision
   */
  write(key: LocalDocKey, body: Readonly<Record<string, unknown>>): Promise<string>
  /** False when there was none. */
  delete(key: LocalDocKey): Promise<boolean>
}

export function createLocalDocs({ database, clock }: { database: Database; clock: () => Date }): LocalDocs {
  return {
    async read(key) {
      const row = await readLocalDoc(database.kysely, key)
      return row && { rev: `0-${row.version}`, body: JSON.parse(row.body) as Record<string, unknown> }
    },

    async write(key, body) {
      const version = await writeLocalDoc(database, key, JSON.stringify(body), clock().getTime())
      if (version === 1) await dropOldest(database.kysely, key, MOST_LOCAL_DOCS)
      return `0-${version}`
    },

    delete: (key) => deleteLocalDoc(database.kysely, key),
  }
}
