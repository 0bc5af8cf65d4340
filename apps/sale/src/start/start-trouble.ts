import { TicketsNotCarriedOver, type StorageTrouble } from '@barra/local-store'

/** Why the terminal could not open. Its words are `start.trouble.<it>`. */
export type StartTrouble =
  | StorageTrouble
  /** Over plain http, but for localhost, the browser withholds the service worker, locks and crypto. */
  | 'insecure'
  /** Tickets of an earlier version are still where it left them. */
  | 'not_carried_over'
  /** The code is used up and the pairing made, but the browser does not keep it: only this page has it. */
  | 'pairing_not_kept'
  /** The training is over, but not wiped yet: the next one does it. */
  | 'practice_not_closed'
  | 'unexpected'

/** What an error that the opening threw comes to. */
export function startTroubleOf(error: unknown): StartTrouble {
  return error instanceof TicketsNotCarriedOver ? 'not_carried_over' : 'unexpected'
}
