import type { Shift, StoredTicket } from '@barra/local-store'

/** Each ticket stands in one of them, oldest first. */
export interface TicketsByShift {
  /** By the shift's id. */
  readonly ofShift: ReadonlyMap<string, readonly StoredTicket[]>
  /** Of no shift of this terminal, by the terminal that sold them: imported, written by an earlier version, or sold when none could begin. */
  readonly ofNone: ReadonlyMap<string, readonly StoredTicket[]>
}

/** @param tickets newest first */
export function ticketsByShift(tickets: readonly StoredTicket[], shifts: readonly Shift[]): TicketsByShift {
  const listed = new Set(shifts.map(({ id }) => id))
  const ofShift = new Map<string, StoredTicket[]>()
  const ofNone = new Map<string, StoredTicket[]>()
  for (const ticket of [...tickets].reverse()) {
    const { shift_id, terminal } = ticket
    const [groups, key] = shift_id !== null && listed.has(shift_id) ? [ofShift, shift_id] : [ofNone, terminal]
    const group = groups.get(key)
    if (group) group.push(ticket)
    else groups.set(key, [ticket])
  }
  return { ofShift, ofNone: new Map([...ofNone].sort(([a], [b]) => a.localeCompare(b, 'es', { numeric: true }))) }
}
