/** Rows in one page of `_changes` at most; a larger `limit` is refused. */
export const MAX_CHANGES_LIMIT = 10_000

/** Tickets in one `_bulk_docs` at most. */
export const MAX_BULK_DOCS = 500

/** Keys in one `_all_docs` at most; without keys it gives as many rows as a page of `_changes`. */
export const MAX_ALL_DOCS_KEYS = 500

/** Documents in one `_checksum`: the next range begins with the last document of this one, so one alone would not get on. */
export const CHECKSUM_LIMITS = { least: 2, most: 1_000 } as const

/** Bytes of a request body at most, after decompression. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024

/** What a terminal's token allows. */
export const SCOPES = ['pull', 'push'] as const
export type Scope = (typeof SCOPES)[number]
