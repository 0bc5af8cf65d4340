import { isTimeZone } from '@barra/domain'
import type { Pairing } from '../configuration.ts'

/** The zone that a server named; nothing when it is from before there was one to name, or when this browser does not know it. */
export function readTimeZone(name: unknown): Pick<Pairing, 'timeZone'> {
  return typeof name === 'string' && isTimeZone(name) ? { timeZone: name } : {}
}
