// One push cycle: the PENDING tickets go to the intake batch by batch, oldest first, and each verdict is on disk before the
// next batch goes. What is to be sent is read from the tickets themselves, not from a position (docs/decisions/0005).
import type { RxDocument } from 'rxdb'
import { isAccepted, type RefusedTicket, type Verdict } from '@barra/replication-protocol'
import { plain } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { isLostByServer } from '../restore/lost-by-server.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { describeFailure, EndpointError } from '../server/endpoint-error.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { applyVerdict, settledAs, withAttempt } from './apply-verdict.ts'
import { noteCharged, type ChargingVisit } from '../tickets/charged-after-all.ts'
import { findInStates, isUnsent, UNSENT } from '../tickets/ticket-states.ts'
import { pauseUnlessAborted } from './pause.ts'
import type { PushProgressCounter } from './push-progress.ts'
import { toWire } from './to-wire.ts'

export interface PushCycleOptions {
  readonly tickets: TicketsCollection
  readonly client: Pick<EndpointClient, 'pushTickets'>
  readonly batchSize: number
  readonly retryDelaysMs: readonly number[]
  readonly counter: PushProgressCounter
  /** Aborting it stops the cycle after the batch that is under way. */
  readonly stop: AbortSignal
  /** Sends these alone, where not everything is to be sent. */
  readonly only: ReadonlySet<string> | null
  /** The present moment, ISO 8601 with offset. */
  readonly now: () => string
  /** The visit whose total includes the ticket, as the server last said; null where none does. */
  readonly findCharging: (ticketId: string) => Promise<ChargingVisit | null>
  readonly onRefused: (ticket: StoredTicket, refusal: RefusedTicket) => void
  readonly onFailedAttempt: (failure: { code: string; message: string }) => void
}

export type PushCycleEnd = { kind: 'completed' } | { kind: 'cancelled' } | { kind: 'interrupted'; code: string; message: string }

type Batch = readonly RxDocument<StoredTicket>[]

/** The cycle was told to stop; the cause is what the last attempt ran into, if it did. */
class CycleStopped extends Error {}

/** Runs until nothing is PENDING, tickets sold meanwhile included. Never throws: what went wrong is how it ended. */
export async function runPushCycle(options: PushCycleOptions): Promise<PushCycleEnd> {
  const { tickets, batchSize, counter, only } = options
  const taken = new Set<string>()
  try {
    for (;;) {
      const untried = (await findInStates(tickets, UNSENT)).filter(({ id }) => !taken.has(id) && (only?.has(id) ?? true))
      if (untried.length === 0) return { kind: 'completed' }
      const ids = untried.map(({ id }) => id)
      ids.forEach((id) => taken.add(id))
      counter.include(ids)
      for (let i = 0; i < untried.length; i += batchSize) await pushBatch(untried.slice(i, i + batchSize), options)
    }
  } catch (error) {
    const isStopped = error instanceof CycleStopped
    const failure = describeFailure(isStopped ? error.cause : error)
    await noteFailure(options, counter.unanswered, failure)
    return isStopped ? { kind: 'cancelled' } : { kind: 'interrupted', ...failure }
  }
}

async function pushBatch(batch: Batch, options: PushCycleOptions): Promise<void> {
  const sent = batch.map(plain)
  const verdicts = await askIntake(sent, options)
  if (verdicts === 'too_large') {
    const half = Math.ceil(batch.length / 2)
    await pushBatch(batch.slice(0, half), options)
    return pushBatch(batch.slice(half), options)
  }
  const writes = await Promise.allSettled(batch.map((ticket, i) => settle(ticket, sent[i]!, verdicts[i]!, options)))
  // Only now, though the disk refused the first of them: what a cycle writes must not come after its end.
  for (const write of writes) if (write.status === 'rejected') throw write.reason
}

/** Sends a batch until there are verdicts. Sending it again is safe: the intake answers a known id with what it stored. */
async function askIntake(batch: readonly StoredTicket[], options: PushCycleOptions): Promise<readonly Verdict[] | 'too_large'> {
  const wire = batch.map(toWire)
  let failure: unknown
  for (let attempt = 0; ; attempt++) {
    if (options.stop.aborted) throw new CycleStopped('stopped', { cause: failure })
    try {
      return await options.client.pushTickets(wire)
    } catch (error) {
      const isEndpointError = error instanceof EndpointError
      // A proxy on the way may take less at once than the endpoint does.
      if (isEndpointError && error.code === 'http_413' && batch.length > 1) return 'too_large'
      failure = error
      options.counter.gotNoAnswer(batch.map(({ id }) => id))
      options.onFailedAttempt(describeFailure(error))
      const delayMs = options.retryDelaysMs[attempt]
      if (!isEndpointError || !error.isTransient || delayMs === undefined) throw error
      await pauseUnlessAborted(delayMs, options.stop)
    }
  }
}

/** Writes a verdict and counts it once it is on disk: a count must not promise what a crash would take back. */
async function settle(
  ticket: RxDocument<StoredTicket>,
  sent: StoredTicket,
  verdict: Verdict,
  { tickets, counter, now, findCharging, onRefused }: PushCycleOptions,
): Promise<void> {
  // Voided while it was on its way, it waits for the verdict about that.
  const isStillSame = (data: StoredTicket) => data.sync_status === sent.sync_status
  await ticket.incrementalModify((data) => (isStillSame(data) ? applyVerdict(data, verdict, now()) : data))
  if (sent.sync_status === 'VOIDING' && !isAccepted(verdict)) {
    // While this verdict was on its way a visit may have told that another terminal handed the sale over; it does not tell twice.
    const charging = await findCharging(ticket.id)
    if (charging) await noteCharged(tickets, [charging], now)
  }
  const settled = settledAs(sent, verdict)
  counter.gotVerdict(ticket.id, settled)
  if (settled === 'refused' && !isAccepted(verdict)) onRefused(sent, verdict)
}

/** Notes on tickets that were sent and got no verdict why they did not. The note is not worth failing for. */
async function noteFailure(
  { tickets, now }: PushCycleOptions,
  ids: readonly string[],
  failure: { code: string; message: string },
) {
  const { code: error_code, message: error_message } = failure
  try {
    const found = await tickets.findByIds([...ids]).exec()
    const note = (data: StoredTicket): StoredTicket => {
      if (!isUnsent(data)) return data
      const tried = withAttempt({ ...data, retry_count: data.retry_count + 1 }, { at: now(), outcome: 'no_answer', ...failure })
      // Why it is to be sent once more matters until it is stored again.
      return isLostByServer(data) ? tried : { ...tried, error_code, error_message }
    }
    await Promise.all([...found.values()].map((ticket) => ticket.incrementalModify(note)))
  } catch (error) {
    console.error('a failed push was not noted on its tickets', error)
  }
}
