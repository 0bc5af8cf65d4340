import { TicketsNotCarriedOver, type StorageTrouble } from '@barra/local-store'

/** Why the terminal could not open. Its words are `start.trouble.<it>`. */
export type StartTrouble =
  | StorageTrouble
  /** Over plain http, but for localhost, the browser withholds the service worker, locks and crypto. */
  | 'insecure'
  /** Tickets of an earlier version are still where it left them. */
  | 'not_carried_over'
  | 'unexpected'

/** What an error that the opening threw comes to. */
export function startTroubleOf(error: unknown): StartTrouble {
  return error instanceof TicketsNotCarriedOver ? 'not_carried_over' : 'unexpected'
}
