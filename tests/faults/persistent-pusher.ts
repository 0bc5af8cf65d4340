import { setTimeout as sleep } from 'node:timers/promises'
import { isAccepted, type AcceptedTicket, type Verdict } from '@barra/replication-protocol'
import type { TicketDocument } from '../intake/small-club.ts'
import { post } from '../http/running-endpoint.ts'

export interface PusherOptions {
  /** Asked for each request: the endpoint's mount point. */
  readonly base: () => Promise<string>
  readonly token: string
  readonly batchSize: number
  readonly onRequest?: () => void
  /** How long an answered request took. */
  readonly onAnswer?: (milliseconds: number) => void
}

export interface PushResult {
  readonly accepted: readonly AcceptedTicket[]
  readonly requests: number
}

const RETRY_DELAY_MS = 20
const REQUEST_LIMIT_MS = 10_000

/** Repeats each batch until it has verdicts, as a terminal does whose cashier does not give up. @throws Error when one is a refusal */
export async function pushUntilAnswered(tickets: readonly TicketDocument[], options: PusherOptions): Promise<PushResult> {
  const accepted: AcceptedTicket[] = []
  let requests = 0
  for (let start = 0; start < tickets.length; start += options.batchSize) {
    const batch = tickets.slice(start, start + options.batchSize)
    for (let verdicts: readonly Verdict[] | null = null; !verdicts;) {
      requests += 1
      verdicts = await ask(batch, options)
      if (!verdicts) await sleep(RETRY_DELAY_MS)
      else accepted.push(...verdicts.map(mustBeAccepted))
    }
  }
  return { accepted, requests }
}

async function ask(batch: readonly TicketDocument[], options: PusherOptions): Promise<readonly Verdict[] | null> {
  const { method, headers, body } = post(batch)
  const base = await options.base()
  options.onRequest?.()
  const sentAt = performance.now()
  // Held by its timer: fetch holds the signal of AbortSignal.timeout() so weakly that it can be collected and never fire.
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new DOMException('no answer', 'TimeoutError')), REQUEST_LIMIT_MS)
  try {
    const answer = await fetch(`${base}/tickets/_bulk_docs`, {
      method: method!,
      body: body!,
      headers: { ...(headers as Record<string, string>), Authorization: `Bearer ${options.token}` },
      signal: limit.signal,
    })
    const answered = (await answer.json()) as readonly Verdict[]
    options.onAnswer?.(performance.now() - sentAt)
    if (answer.status === 201) return answered
    if (answer.status === 503) return null
    throw new Error(`a push was answered ${answer.status}: ${JSON.stringify(answered)}`)
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return null
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function mustBeAccepted(verdict: Verdict): AcceptedTicket {
  if (!isAccepted(verdict)) throw new Error(`a ticket was refused: ${JSON.stringify(verdict)}`)
  return verdict
}
