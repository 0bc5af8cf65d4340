// The pretend endpoint with faults on demand. Only the network is faked in these tests.
import { PretendEndpoint, PRETEND_BASE_PATH } from '../training/pretend-endpoint.ts'
import type { IntakeTicket, Refusal } from '../training/pretend-intake.ts'
import { jsonAnswer } from '../training/json-answer.ts'

/**
 * What becomes of one request: answered; never received; received but its answer lost or cut in the middle; never answered;
 * or answered by something else (a Response stands for itself).
 */
export type Fate = 'answer' | 'no_connection' | 'answer_lost' | 'half_answer' | 'silence' | 'html' | `http_${number}` | Response

export interface FakeRequest {
  readonly path: string
  readonly requestNumber: number
  readonly body: string
}

export class FakeEndpoint extends PretendEndpoint {
  isDown = false
  /** Whether it would stand by its checksums. */
  isSettled = true
  fate: (request: FakeRequest) => Fate | Promise<Fate> = () => 'answer'
  judge: (ticket: IntakeTicket) => Refusal | null = () => null
  readonly requests: string[] = []

  constructor() {
    super({
      epoch: 'aaaaaaaaaaaa',
      token: 'secret',
      rules: { judge: (ticket) => this.judge(ticket), store: () => undefined, now: () => '2026-11-25T02:00:00-03:00' },
    })
  }

  remove(db: string, id: string): void {
    this.database(db).remove(id)
    this.tellOf(db)
  }

  /** The database was restored: other history, no documents yet. What it had of `tickets` stays. */
  restore(epoch: string): void {
    this.forgetDocuments(epoch)
  }

  /** The endpoint forgets its tombstones: who has not read past the newest of them is told to pull from 0, under the same epoch. */
  purgeTombstones(db: string): void {
    this.database(db).purgeTombstones()
  }

  /** Every stream breaks and nothing answers until `isDown` is false again. */
  goDown(): void {
    this.isDown = true
    this.breakStreams()
  }

  countRequests(part: string): number {
    return this.requests.filter((request) => request.includes(part)).length
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    init?.signal?.throwIfAborted()
    const url = new URL(String(input))
    const path = url.pathname.slice(PRETEND_BASE_PATH.length) + url.search
    const requestNumber = this.requests.push(`${init?.method ?? 'GET'} ${path}`)
    const fate = this.isDown ? 'no_connection' : await this.fate({ path, requestNumber, body: String(init?.body ?? '') })
    if (fate instanceof Response) return fate
    if (fate === 'no_connection') throw new TypeError('Failed to fetch')
    if (fate === 'silence') return untilAborted(init?.signal)
    if (fate === 'html') return new Response('<html>Accept the terms</html>', { headers: { 'Content-Type': 'text/html' } })
    if (fate.startsWith('http_'))
      return jsonAnswer({ error: 'some_error', reason: 'it broke' }, Number(fate.slice('http_'.length)))
    const answer = await this.answer(url, init, this)
    if (fate === 'answer_lost') throw new TypeError('Failed to fetch')
    return fate === 'half_answer' ? cutInHalf(answer) : answer
  }
}

function untilAborted(signal?: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
}

async function cutInHalf(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.slice(0, bytes.length / 2)),
    pull: (controller) => controller.error(new TypeError('connection reset')),
  })
  return new Response(body, answer)
}
