import { parseMoney, type MinorUnits } from '@barra/domain'

/** A DECIMAL as its driver gives it, text on MySQL and a number on SQLite; NULL, of an amount or a sum of nothing, is 0. */
export function toMinorUnits(value: string | number | null): MinorUnits {
  if (value === null) return 0
  return typeof value === 'number' ? Math.round(value * 100) : parseMoney(value)
}
