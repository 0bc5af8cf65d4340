import type { StoredTicket } from './stored-ticket.ts'

/** For sorting: ids stand in the order in which the tickets were sold. */
export function oldestFirst(one: Pick<StoredTicket, 'id'>, other: Pick<StoredTicket, 'id'>): number {
  return one.id < other.id ? -1 : 1
}
