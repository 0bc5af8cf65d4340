import type { Request } from 'express'
import { Refusal } from './refusal.ts'

const MOST_ROWS = 100_000

export interface Page {
  readonly limit: number
  readonly offset: number
}

/** `?limit=…&offset=…`; a list that was not asked for a number of rows gives its usual one. */
export function readPage(request: Request, usualLimit = MOST_ROWS): Page {
  return { limit: readCount(request, 'limit', usualLimit), offset: readCount(request, 'offset', 0) }
}

function readCount(request: Request, name: string, usual: number): number {
  const text = request.query[name]
  if (text === undefined) return usual
  if (typeof text !== 'string' || !/^\d{1,6}$/.test(text)) throw new Refusal(`El parámetro ${name} no es válido`)
  return Math.min(Number(text), MOST_ROWS)
}
