import { parseMoney } from '@barra/domain'
import { isVoided, type StoredTicket } from '@barra/local-store'

type Sold = Pick<StoredTicket, 'ticket_date' | 'ticket_amount' | 'sync_status'>

/**
 * What was sold tonight and not voided. The amount is in minor units.
 * @param tickets newest first, so tonight's are the first ones: thousands of older tickets cost nothing
 */
export function tonightsSales(tickets: readonly Sold[], isOfTonight: (iso: string) => boolean) {
  const end = tickets.findIndex((ticket) => !isOfTonight(ticket.ticket_date))
  const sold = (end === -1 ? tickets : tickets.slice(0, end)).filter((ticket) => !isVoided(ticket))
  return { count: sold.length, amount: sold.reduce((sum, ticket) => sum + parseMoney(ticket.ticket_amount), 0) }
}
