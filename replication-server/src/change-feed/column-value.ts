import { formatMoney, parseMoney } from '@barra/domain'
import type { ColumnKind } from '../configuration/collections.ts'

/**
 * A column's value as a document holds it. What cannot be read as its kind is null: one odd row must not end the page for every
 * terminal.
 */
export function columnValue(kind: ColumnKind, value: unknown, readWallClock: (text: string) => string | null): unknown {
  if (value === null || value === undefined) return null
  switch (kind) {
    case 'integer':
      return toInteger(value)
    case 'text':
      return String(value)
    case 'money':
      return toMoney(value)
    case 'boolean':
      return Number(value) !== 0
    case 'date':
      return toDate(String(value))
    case 'wall_clock':
      return readWallClock(String(value))
  }
}

function toInteger(value: unknown): number | null {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : null
}

/** SQLite holds DECIMAL as a number, MySQL gives it as text. */
function toMoney(value: unknown): string | null {
  try {
    return formatMoney(parseMoney(typeof value === 'number' ? value.toFixed(2) : String(value)))
  } catch {
    return null
  }
}

function toDate(text: string): string | null {
  const match = /^(?!0000)\d{4}-(?!00)\d{2}-(?!00)\d{2}/.exec(text)
  return match ? match[0] : null
}
