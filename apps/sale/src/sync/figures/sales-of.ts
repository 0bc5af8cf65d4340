import { parseMoney } from '@barra/domain'
import { isVoided, type StoredTicket } from '@barra/local-store'

type Sold = Pick<StoredTicket, 'ticket_amount' | 'sync_status'>

/** What was sold and not voided. The amount is in minor units. */
export function salesOf(tickets: readonly Sold[]) {
  const sold = tickets.filter((ticket) => !isVoided(ticket))
  return { count: sold.length, amount: sold.reduce((sum, ticket) => sum + parseMoney(ticket.ticket_amount), 0) }
}
