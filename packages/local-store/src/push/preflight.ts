// What the next push cycle would bring, ticket by ticket, asked of the intake without anything being stored here or there.
import { isAccepted, type PreflightVerdict } from '@barra/replication-protocol'
import { plain } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { describeFailure } from '../server/endpoint-error.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { settledAs, type Settled } from './apply-verdict.ts'
import { findInStates, UNSENT } from '../tickets/ticket-states.ts'
import { toWire } from './to-wire.ts'

/** What a cycle would make of one ticket now. `code` and `message` say why it would be refused. */
export interface ForeseenTicket {
  readonly ticket: StoredTicket
  readonly would: Settled
  readonly code: string | null
  readonly message: string | null
}

export type PreflightOutcome =
  | { readonly kind: 'checked'; readonly tickets: readonly ForeseenTicket[] }
  | { readonly kind: 'nothing_pending' }
  | { readonly kind: 'server_unavailable' }
  /** What waits was sold for another server, and nobody has said yet that this one is the same club's. Nothing was asked. */
  | { readonly kind: 'other_server' }
  /** The server gave no answer to rely on; `code` as in LoggedError. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

export interface PreflightOptions {
  readonly tickets: TicketsCollection
  readonly client: Pick<EndpointClient, 'preflightTickets'>
  readonly batchSize: number
}

/** Never throws. */
export async function runPreflight({ tickets, client, batchSize }: PreflightOptions): Promise<PreflightOutcome> {
  try {
    const unsent = (await findInStates(tickets, UNSENT)).map(plain)
    if (unsent.length === 0) return { kind: 'nothing_pending' }
    const foreseen: ForeseenTicket[] = []
    for (let start = 0; start < unsent.length; start += batchSize) {
      const batch = unsent.slice(start, start + batchSize)
      const verdicts = await client.preflightTickets(batch.map(toWire))
      foreseen.push(...batch.map((ticket, i) => foresee(ticket, verdicts[i]!)))
    }
    return { kind: 'checked', tickets: foreseen }
  } catch (error) {
    return { kind: 'failed', ...describeFailure(error) }
  }
}

function foresee(ticket: StoredTicket, verdict: PreflightVerdict): ForeseenTicket {
  const [code, message] = isAccepted(verdict) ? [null, null] : [verdict.code, verdict.reason]
  return { ticket, would: settledAs(ticket, verdict), code, message }
}
