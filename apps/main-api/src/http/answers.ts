import { tableDefinitions } from '../schema/table-definitions.ts'
import type { MainTables } from '../schema/main-tables.ts'

/** Decimals leave as text whichever database they come from, everything else as it is. */
export function toAnswer(table: keyof MainTables, row: object): Record<string, unknown> {
  const { columns } = tableDefinitions[table]
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, toAnswerValue(columns[column], value)]))
}

/** A list as the club's API answers it; `totalCount` counts what there is, not what this page holds. */
export function toListAnswer(table: keyof MainTables, rows: readonly object[], totalCount: number | bigint | string) {
  return { data: rows.map((row) => toAnswer(table, row)), totalCount: Number(totalCount) }
}

function toAnswerValue(type: string | undefined, value: unknown): unknown {
  const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(type ?? '')?.[1]
  return scale !== undefined && typeof value === 'number' ? value.toFixed(Number(scale)) : value
}
