/** What staff call the ticket after `previous`: the terminal's number and a running one, "1-0265". Not an identity: that is the id. */
export function nextTicketNumber(previous: string | undefined, terminal: string): string {
  const last = Number(previous?.split('-').at(-1) ?? 0)
  const prefix = /\d+/.exec(terminal)?.[0] ?? terminal
  return `${prefix}-${String(last + 1).padStart(4, '0')}`
}
