import type { DatabaseDialect } from '@barra/database'
import type { ColumnKind } from '../configuration/collections.ts'

const MYSQL_FITTING: Readonly<Record<ColumnKind, RegExp>> = {
  integer: /^(tiny|small|medium|big)?int(eger)?\b|^decimal\(\d+,0\)/,
  // Not what would be read as bytes, and no time, which has no meaning without a zone.
  text: /^(var)?char\b|text\b|^(enum|set|uuid|json)\b|^(tiny|small|medium|big)?int\b|^decimal\b/,
  money: /^decimal\(\d+,[0-2]\)/,
  boolean: /^(tiny|small|medium|big)?int\b/,
  date: /^date(time)?\b/,
  // A TIMESTAMP is printed in the zone of the connection, which is not the club's.
  wall_clock: /^datetime\b/,
}

/** SQLite keeps what it is given, whatever a column was declared as: these are declarations that mean the kind. */
const SQLITE_FITTING: Readonly<Record<ColumnKind, RegExp>> = {
  integer: /int|^numeric|^decimal/,
  text: /char|text|clob|int|^json|^enum|^numeric|^decimal/,
  money: /^numeric|^decimal|^real/,
  boolean: /int|bool/,
  date: /^date|char|text/,
  wall_clock: /^datetime|char|text/,
}

/** @param type as the database prints it, in lower case */
export function fitsKind(dialect: DatabaseDialect, kind: ColumnKind, type: string): boolean {
  return (dialect === 'mysql' ? MYSQL_FITTING : SQLITE_FITTING)[kind].test(type)
}
