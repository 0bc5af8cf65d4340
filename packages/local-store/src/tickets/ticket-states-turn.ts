import type { Configuration } from '../configuration.ts'

/**
 * The turn to say what became of tickets on the server, for all tabs: a verdict that is on its way while others ask what the server
 * has would be missed by them.
 */
export function ticketStatesTurn({ name }: Pick<Configuration, 'name'>): string {
  return `${name}-ticket-states`
}
