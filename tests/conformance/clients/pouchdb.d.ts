// As much of PouchDB 9, which has no types of its own, as the tests use.

declare module 'pouchdb-core' {
  interface Document {
    readonly _id: string
    readonly _rev?: string
    readonly [field: string]: unknown
  }

  interface ReplicationError {
    readonly status: number
    readonly name: string
    readonly message: string
    readonly reason?: string
    readonly id?: string
    readonly code?: string
  }

  interface ReplicationResult {
    readonly ok: boolean
    readonly docs_read: number
    readonly docs_written: number
    readonly doc_write_failures: number
    readonly last_seq: unknown
  }

  interface Replication extends Promise<ReplicationResult> {
    on(event: 'denied' | 'error', listener: (error: ReplicationError) => void): this
    on(event: 'paused' | 'active', listener: (error?: unknown) => void): this
    on(event: 'change', listener: (result: ReplicationResult) => void): this
    cancel(): void
  }

  interface ReplicationOptions {
    readonly live?: boolean
    readonly retry?: boolean
    readonly batch_size?: number | undefined
    readonly back_off_function?: (delay: number) => number
  }

  interface ReadOptions {
    readonly rev?: string
    readonly revs?: boolean
    readonly latest?: boolean
    readonly conflicts?: boolean
    readonly open_revs?: 'all' | readonly string[]
  }

  interface AllDocs {
    readonly rows: readonly { readonly id: string; readonly doc?: Document }[]
  }

  interface WriteResult {
    readonly ok: boolean
    readonly id: string
    readonly rev: string
  }

  interface Database {
    readonly replicate: {
      from(source: Database, options?: ReplicationOptions): Replication
      to(target: Database, options?: ReplicationOptions): Replication
    }
    sync(other: Database, options?: ReplicationOptions): Promise<{ pull: ReplicationResult; push: ReplicationResult }>
    info: () => Promise<{ doc_count: number; update_seq: unknown }>
    get(id: string, options?: ReadOptions): Promise<Document>
    bulkGet: (options: unknown) => Promise<unknown>
    allDocs(options: { include_docs?: boolean; conflicts?: boolean; keys?: readonly string[] }): Promise<AllDocs>
    put(document: Document): Promise<WriteResult>
    remove(document: Document): Promise<WriteResult>
    destroy(): Promise<unknown>
  }

  interface DatabaseOptions {
    readonly adapter?: string
    readonly auth?: { readonly username: string; readonly password: string }
    readonly fetch?: (url: string, init?: RequestInit) => Promise<Response>
    readonly skip_setup?: boolean
  }

  interface Constructor {
    new (name: string, options?: DatabaseOptions): Database
    plugin(plugin: unknown): Constructor
  }

  const PouchDB: Constructor
  export default PouchDB
  export type { Constructor, Database, Document, Replication, ReplicationError, ReplicationResult }
}

declare module 'pouchdb-adapter-http' {
  const plugin: unknown
  export default plugin
}

declare module 'pouchdb-adapter-idb' {
  const plugin: unknown
  export default plugin
}

declare module 'pouchdb-adapter-memory' {
  const plugin: unknown
  export default plugin
}

declare module 'pouchdb-replication' {
  const plugin: unknown
  export default plugin
}
