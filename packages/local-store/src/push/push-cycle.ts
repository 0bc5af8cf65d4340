// One push cycle: RxDB's push replication over the PENDING tickets, with a handler that asks the intake and writes each
// verdict back as the ticket's new state. The instance lives only as long as the cycle, so nothing is pushed without one.
import { firstValueFrom } from 'rxjs'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { isAccepted, type Verdict } from '@barra/replication-protocol'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { describeFailure, EndpointError } from '../server/endpoint-error.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { applyVerdict } from './apply-verdict.ts'
import type { PushProgressCounter } from './push-progress.ts'
import { pauseUnlessAborted } from './pause.ts'
import { toWire } from './to-wire.ts'

export interface PushCycleOptions {
  readonly tickets: TicketsCollection
  readonly client: Pick<EndpointClient, 'pushTickets'>
  readonly batchSize: number
  readonly retryDelaysMs: readonly number[]
  readonly counter: PushProgressCounter
  /** Aborting it stops the cycle after the batch that is under way. */
  readonly stop: AbortSignal
  readonly onRefused: (ticket: StoredTicket) => void
  readonly onFailedAttempt: (failure: { code: string; message: string }, ticketCount: number) => void
}

export type PushCycleEnd = { kind: 'completed' } | { kind: 'cancelled' } | { kind: 'interrupted'; code: string; message: string }

class CycleStopped extends Error {}

export async function runPushCycle(options: PushCycleOptions): Promise<PushCycleEnd> {
  let failure: unknown
  let sending: Promise<unknown> = Promise.resolve()

  const replication = replicateRxCollection<StoredTicket, never>({
    collection: options.tickets,
    replicationIdentifier: 'push-tickets',
    // A one-shot replication cannot be cancelled while its handler fails; the toggle would start one by itself.
    live: true,
    autoStart: false,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    push: {
      batchSize: options.batchSize,
      // RxDB takes null for "already replicated", so this may look at nothing but the ticket itself.
      modifier: (ticket: StoredTicket) => (ticket.sync_status === 'PENDING' ? ticket : null),
      handler: async (rows) => {
        const batch = rows.map(({ newDocumentState }) => newDocumentState)
        // RxDB may hand over several batches at once; one at a time makes "stop" mean the batch under way.
        const turn = sending.then(() => sendBatch(batch as never, options))
        sending = turn.catch(() => undefined)
        try {
          return (await turn) as never
        } catch (error) {
          failure ??= error
          throw error
        }
      },
    },
  })

  // Also what start() or a write to IndexedDB runs into shows here.
  const failed = firstValueFrom(replication.error$, { defaultValue: null })
  void replication.start().catch(() => undefined)
  const error = await Promise.race([replication.awaitInSync().then(() => null), failed])
  await replication.cancel()
  return toEnd(failure ?? error, options.stop)
}

function toEnd(error: unknown, stop: AbortSignal): PushCycleEnd {
  if (error instanceof CycleStopped || (error && stop.aborted)) return { kind: 'cancelled' }
  if (error) return { kind: 'interrupted', ...describeFailure(error) }
  return { kind: 'completed' }
}

async function sendBatch(
  batch: readonly (StoredTicket & { _deleted: boolean })[],
  options: PushCycleOptions,
): Promise<StoredTicket[]> {
  const ids = batch.map(({ id }) => id)
  options.counter.include(ids)
  const verdicts = await askIntake(batch, options)
  return batch.map((ticket, i) => {
    const verdict = verdicts[i]!
    const judged = applyVerdict(ticket, verdict)
    options.counter.gotVerdict(ticket.id, !isAccepted(verdict) ? 'refused' : verdict.duplicate ? 'duplicates' : 'sent')
    if (judged.sync_status === 'ERROR') options.onRefused(judged)
    return judged
  })
}

/** Sends a batch until there are verdicts. Sending it again is safe: the intake answers a known id with what it stored. */
async function askIntake(batch: readonly StoredTicket[], options: PushCycleOptions): Promise<readonly Verdict[]> {
  for (let attempt = 0; ; attempt++) {
    if (options.stop.aborted) throw new CycleStopped()
    try {
      return await options.client.pushTickets(batch.map(toWire))
    } catch (error) {
      options.counter.gotNoAnswer(batch.map(({ id }) => id))
      options.onFailedAttempt(describeFailure(error), batch.length)
      const delayMs = options.retryDelaysMs[attempt]
      const isWorthRepeating = error instanceof EndpointError && error.isTransient && delayMs !== undefined
      if (!isWorthRepeating) throw error
      await pauseUnlessAborted(delayMs, options.stop)
    }
  }
}
