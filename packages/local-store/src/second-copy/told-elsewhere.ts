import { notYetPushed } from '@barra/domain'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

/**
 * The ticket here as it becomes when a file tells more of it: a decision that a person made at another terminal. Null when the file
 * tells nothing new. What the server said to this terminal is never taken back.
 */
export function toldElsewhere(here: StoredTicket, told: StoredTicket): StoredTicket | null {
  if (told.changes.length <= here.changes.length) return null
  const isVoid = told.sync_status === 'VOIDED' || told.sync_status === 'VOIDING'
  if (isVoid) {
    if (here.sync_status === 'VOIDED') return null
    // The other terminal could not know that this one had handed it over.
    const mayBeStored = here.sync_status === 'SYNCED' || here.attempts.length > 0
    return { ...here, changes: told.changes, sync_status: mayBeStored ? 'VOIDING' : told.sync_status }
  }
  if (here.sync_status !== 'PENDING' && here.sync_status !== 'ERROR') return null
  // That it is stored, only the server can say: asked again it answers "already there".
  const sync = told.sync_status === 'SYNCED' ? notYetPushed : null
  return { ...told, ...sync, attempts: attemptsOfBoth(here, told) }
}

/** Oldest first. Any of them may have stored the ticket, which whoever voids it later must know. */
function attemptsOfBoth(here: StoredTicket, told: StoredTicket): StoredTicket['attempts'] {
  const byMoment = new Map([...here.attempts, ...told.attempts].map((attempt) => [Date.parse(attempt.at), attempt]))
  return [...byMoment].toSorted(([one], [other]) => one - other).map(([, attempt]) => attempt)
}
