// What an error thrown by mysql2 or libsql means. Both put a code on it; MySQL's numbers are the same on MariaDB.
import { isLostRace } from './dialect/database-faults.ts'

const DUPLICATE_KEY = 1062
const NO_SUCH_TABLE = 1146
const NO_REFERENCED_ROW = [1216, 1452]
/** Data too long, out of range, incorrect string or date, truncated, check constraint violated (MySQL, MariaDB). */
const UNSTORABLE_VALUE = [1264, 1265, 1292, 1366, 1406, 3819, 4025]
/** Too many connections, shutting down, refused or unknown while the database is being restored, connection killed. */
const SERVER_AWAY = [1040, 1044, 1045, 1049, 1053, 1129, 1203, 1317, 1927]
const CONNECTION_LOST = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
]

/** A row with that key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return errnoOf(error) === DUPLICATE_KEY || ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE'].includes(codeOf(error))
}

/** A foreign key points at a row that is not there. */
export function isMissingReference(error: unknown): boolean {
  return NO_REFERENCED_ROW.includes(errnoOf(error)) || codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}

/** The database will never hold such a value, say an emoji in a latin1 column: no repetition changes that. */
export function isUnstorableValue(error: unknown): boolean {
  return UNSTORABLE_VALUE.includes(errnoOf(error))
}

/** A table of ours is not there: nothing was installed, or it was removed. */
export function isNotInstalled(error: unknown): boolean {
  const { message = '' } = (error ?? {}) as { message?: string }
  return (
    (errnoOf(error) === NO_SUCH_TABLE || codeOf(error) === 'SQLITE_ERROR') &&
    /no such table|exist/.test(message) &&
    /replication_/.test(message)
  )
}

/** The database is out of reach or too busy at the moment; nothing is wrong with the request. */
export function isUnavailable(error: unknown): boolean {
  return (
    isLostRace(error) ||
    CONNECTION_LOST.includes(codeOf(error)) ||
    SERVER_AWAY.includes(errnoOf(error)) ||
    (error instanceof Error && /pool is closed|driver has already been destroyed|closed state/i.test(error.message))
  )
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : ''
}

function errnoOf(error: unknown): number {
  const errno = (error as { errno?: unknown } | null | undefined)?.errno
  return typeof errno === 'number' ? errno : 0
}
