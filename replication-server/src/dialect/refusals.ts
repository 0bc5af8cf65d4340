// What MySQL and MariaDB refuse an account, by their numbers.

const BINARY_LOG_NEEDS_TRUST = 1419
/** Of a database, a table, a column; and a privilege named in the message. */
const ACCESS_DENIED = [1044, 1142, 1143, 1227]
const NO_SUCH_TRIGGER = 1360

/** Creating a trigger needs SUPER, or log_bin_trust_function_creators=1. */
export function needsTrustedCreators(error: unknown): boolean {
  return errnoOf(error) === BINARY_LOG_NEEDS_TRUST
}

export function isAccessDenied(error: unknown): boolean {
  return ACCESS_DENIED.includes(errnoOf(error))
}

export function isNoSuchTrigger(error: unknown): boolean {
  return errnoOf(error) === NO_SUCH_TRIGGER
}

function errnoOf(error: unknown): number {
  const errno = (error as { errno?: unknown } | null | undefined)?.errno
  return typeof errno === 'number' ? errno : 0
}
