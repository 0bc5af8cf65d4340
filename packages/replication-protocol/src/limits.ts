/** Rows in one page of `_changes` at most; a larger `limit` is refused. */
export const MAX_CHANGES_LIMIT = 10_000

/** Tickets in one `_bulk_docs` at most. */
export const MAX_BULK_DOCS = 500

/** Bytes of a request body at most, after decompression. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024

/** What a terminal's token allows. */
export const SCOPES = ['pull', 'push'] as const
export type Scope = (typeof SCOPES)[number]
