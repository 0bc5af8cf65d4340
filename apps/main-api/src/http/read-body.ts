// Reads fields of a request body that nobody has checked yet; each throws a Refusal with its message.
import { formatMoney, parseMoney, type MinorUnits } from '@barra/domain'
import { Refusal } from './refusal.ts'

export type Body = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function readText(body: Body, field: string, message: string): string {
  const value = body[field]
  if (typeof value !== 'string' || value.trim() === '') throw new Refusal(message)
  return value
}

/** Text or nothing: null, absent and '' are all null. */
export function readOptionalText(body: Body, field: string, maxLength = 255): string | null {
  const value = body[field] ?? null
  if (value === null || value === '') return null
  if (typeof value !== 'string' || value.length > maxLength) throw new Refusal(`El campo ${field} no es válido`)
  return value
}

/** A row's id or a count; text of digits is taken too. */
export function readInteger(body: Body, field: string): number {
  const value = readOptionalInteger(body, field)
  if (value === null) throw new Refusal(`El campo ${field} es obligatorio`)
  return value
}

export function readOptionalInteger(body: Body, field: string): number | null {
  const value = body[field] ?? null
  if (value === null) return null
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  if (!Number.isSafeInteger(number)) throw new Refusal(`El campo ${field} no es válido`)
  return number as number
}

/** An amount as text ("1500.00") or as a number (1500), in minor units. */
export function readMoney(body: Body, field: string): MinorUnits {
  const value = body[field]
  try {
    if (typeof value === 'number') return parseMoney(String(value))
    if (typeof value === 'string') return parseMoney(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new Refusal(`El campo ${field} no es válido`)
}

/** As a DECIMAL column takes it. */
export function readOptionalMoney(body: Body, field: string): string | null {
  return (body[field] ?? null) === null ? null : formatMoney(readMoney(body, field))
}
