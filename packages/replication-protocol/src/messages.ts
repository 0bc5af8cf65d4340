// What travels between a terminal and the replication endpoint. Documents are opaque here: the wire knows no products.

export interface RequestErrorBody {
  readonly error: string
  readonly reason: string
}

/** `GET /replication/` */
export interface Welcome {
  readonly couchdb: 'Welcome'
  readonly uuid: string
  readonly version: string
  readonly vendor: { readonly name: 'Barra' }
}

/** `GET /replication/health` */
export interface Health {
  readonly status: 'ok'
  /** The server's clock when it answered, ISO 8601. */
  readonly time: string
  /** The IANA name of the zone whose time the club's clocks show. */
  readonly time_zone: string
}

/** `POST /replication/pair` */
export interface PairingRequest {
  /** Six digits, good for ten minutes. */
  readonly code: string
  /** Made up by the terminal, 256 random bits in base64url: its own from now on. */
  readonly token: string
}

/** The answer when the code was good; the same again when the same request is repeated. */
export interface PairingAnswer {
  readonly ok: true
  /** The terminal's name. */
  readonly terminal: string
  /** The IANA name of the zone whose time the club's clocks show. */
  readonly time_zone: string
}

/** `GET /replication/{db}` */
export interface DatabaseInfo {
  readonly db_name: string
  readonly doc_count: number
  readonly update_seq: string
  readonly instance_start_time: '0'
}

/** A replicated document: its columns beside CouchDB's own fields. */
export interface ReplicatedDocument {
  readonly _id: string
  readonly _rev: string
  readonly _deleted?: true
  readonly [field: string]: unknown
}

/** One row of `_changes`. `doc` is there when `include_docs=true`. */
export interface Change {
  readonly seq: string
  readonly id: string
  readonly changes: readonly { readonly rev: string }[]
  readonly deleted?: true
  readonly doc?: ReplicatedDocument
}

/** `GET /replication/{db}/_changes` */
export interface ChangesPage {
  readonly results: readonly Change[]
  readonly last_seq: string
  readonly pending: number
}

/** One row of `_all_docs`. `doc` is there when `include_docs=true`; null of a document that is gone, and of a ticket. */
export type AllDocsRow =
  | {
      readonly id: string
      readonly key: string
      readonly value: { readonly rev: string; readonly deleted?: true }
      readonly doc?: ReplicatedDocument | null
    }
  | { readonly key: string; readonly error: 'not_found' }

/** `GET|POST /replication/{db}/_all_docs` */
export interface AllDocs {
  readonly total_rows: number
  readonly offset: number
  readonly rows: readonly AllDocsRow[]
  /** With `update_seq=true`: where the feed stood at the moment of the rows. */
  readonly update_seq?: string
}

/** `GET /replication/{db}/_checksum`: what a client's copy of a range of documents must add up to. */
export interface RangeChecksum {
  readonly startkey: string
  /** The last document of the range; null when the range goes on to the end of the collection. Both keys belong to it. */
  readonly endkey: string | null
  readonly count: number
  /** SHA-256 in hex of the range's `rangeText`. */
  readonly checksum: string
  readonly update_seq: string
  /** Only then a copy at `since` that adds up to something else is wrong: everything is told, and nothing came after `since`. */
  readonly settled: boolean
}

/** One event of `GET /replication/_db_updates?feed=eventsource`: a hint that this database moved. */
export interface DatabaseUpdate {
  readonly db_name: string
  readonly type: 'updated'
  readonly seq: string
}

/** `POST /replication/tickets/_bulk_docs` and `_preflight` */
export interface BulkDocsRequest {
  readonly docs: readonly unknown[]
}

/** The intake's answer for a ticket it holds; `duplicate` when an earlier push had stored it. */
export interface AcceptedTicket {
  readonly ok: true
  readonly id: string
  readonly rev: string
  readonly remote_id_ticket: string
  /** ISO 8601 with offset. */
  readonly synced_at: string
  readonly duplicate?: true
}

/** The intake's answer for a ticket it will not hold. `id` is null when the document had none that could be read. */
export interface RefusedTicket {
  readonly id: string | null
  readonly error: 'forbidden'
  readonly reason: string
  readonly code: string
}

export type Verdict = AcceptedTicket | RefusedTicket

export function isAccepted(verdict: Verdict): verdict is AcceptedTicket
export function isAccepted(verdict: PreflightVerdict): verdict is AcceptableTicket
export function isAccepted(verdict: Verdict | PreflightVerdict): boolean {
  return 'ok' in verdict
}

/** `POST /replication/tickets/_preflight`: the intake would take this ticket; `duplicate` when it holds it already. */
export interface AcceptableTicket {
  readonly ok: true
  readonly id: string
  readonly duplicate?: true
}

/** What the intake would answer to a push at this moment, without storing anything. */
export type PreflightVerdict = AcceptableTicket | RefusedTicket
