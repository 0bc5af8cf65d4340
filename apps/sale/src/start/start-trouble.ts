import { TicketsNotCarriedOver, type StorageTrouble } from '@barra/local-store'

/** Why the terminal could not open. Its words are `start.trouble.<it>`. */
export type StartTrouble =
  | StorageTrouble
  /** Over plain http the browser withholds what a sale needs. */
  | 'insecure'
  /** Tickets of an earlier version are still where it left them. */
  | 'not_carried_over'
  | 'unexpected'

export function startTroubleOf(error: unknown): StartTrouble {
  if (error instanceof TicketsNotCarriedOver) return 'not_carried_over'
  return window.isSecureContext ? 'unexpected' : 'insecure'
}
