import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'

/** Aggregates strings into a JSON array: NULL or '[]' of no rows, in no order. Read it with `parseJsonArray`. */
export function jsonArrayOf(dialect: DatabaseDialect, value: RawBuilder<string>): RawBuilder<unknown> {
  return dialect === 'mysql' ? sql`JSON_ARRAYAGG(${value})` : sql`json_group_array(${value})`
}

/** MySQL's driver gives JSON read already; MariaDB's and SQLite's give text. */
export function parseJsonArray(value: unknown): readonly string[] {
  if (value === null || value === undefined) return []
  return typeof value === 'string' ? (JSON.parse(value) as string[]) : (value as string[])
}
