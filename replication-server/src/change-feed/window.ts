import { businessDay, daysBefore } from '@barra/domain'
import type { CollectionConfiguration } from '../configuration/collections.ts'

/** Tells each collection's window at this moment. */
export type WindowClock = (collection: CollectionConfiguration) => string | null

/**
 * The first day ('YYYY-MM-DD') that is still inside a collection's window, by the club's business day; null when it has no window.
 */
export function windowClock(clock: () => Date, timeZone: string): WindowClock {
  return ({ window }) => (window ? daysBefore(businessDay(clock(), timeZone), window.days) : null)
}
