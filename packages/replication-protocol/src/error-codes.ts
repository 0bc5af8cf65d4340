/** The `error` words of refused requests, with the HTTP status each comes with. Every answer is `{error, reason}`. */
export const REQUEST_ERRORS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  epoch_changed: 410,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
  schema_changed: 503,
} as const

export type RequestErrorCode = keyof typeof REQUEST_ERRORS

/** Why the intake refused a ticket. A refusal is a decision for a person, not a fault: repeating the push changes nothing. */
export const REFUSAL_CODES = [
  'visit_not_found',
  'visit_closed',
  'product_not_found',
  'amount_mismatch',
  'invalid_ticket',
  'id_reused',
  'possible_duplicate',
  'original_not_found',
  'already_cancelled',
  'cancellation_mismatch',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]
