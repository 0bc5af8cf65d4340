import type { Database } from '@barra/database'
import { demoBracelets, type DemoBracelets } from '@barra/main-api'
import { defaultCollections, windowClock } from '@barra/replication-server'

/** Bracelets of visits that a terminal knows: the others left the window, however open they are. */
export function braceletsToTry(database: Database, timeZone: string): Promise<DemoBracelets> {
  const visits = defaultCollections.find(({ name }) => name === 'visits')!
  const firstDay = windowClock(() => new Date(), timeZone)(visits)!
  return demoBracelets(database, firstDay)
}
