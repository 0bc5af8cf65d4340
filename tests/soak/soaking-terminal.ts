// A terminal as the endpoint meets one for a whole night: a stream of hints, and pulls of what they hint at.
import { setTimeout as sleep } from 'node:timers/promises'
import { PULLED_DATABASES, type ChangesPage, type DatabaseUpdate } from '@barra/replication-protocol'
import { EventSource } from 'eventsource'
import { FeedCopy, type ToldChanges } from '../stress/feed-copy.ts'

const PAGE_SIZE = 1_000
const RETRY_DELAY_MS = 500

export interface TerminalCounts {
  hints: number
  pulls: number
  rows: number
  failures: number
}

export class SoakingTerminal {
  readonly name: string
  readonly token: string
  readonly counts: TerminalCounts = { hints: 0, pulls: 0, rows: 0, failures: 0 }
  /** What was told against the protocol. */
  readonly wrong: string[] = []
  readonly #url: string
  readonly #copies: ReadonlyMap<string, FeedCopy>
  readonly #moved = new Set<string>()
  readonly #stopping = new AbortController()
  #stream: EventSource | undefined
  #pulling: Promise<void> | undefined

  constructor(url: string, { name, token }: { name: string; token: string }, told: ReadonlyMap<string, ToldChanges>) {
    this.#url = url
    this.name = name
    this.token = token
    this.#copies = new Map(PULLED_DATABASES.map((db) => [db, new FeedCopy(db, told.get(db)!)]))
  }

  /** Resolves when the stream of hints is open. */
  start(): Promise<void> {
    const stream = new EventSource(`${this.#url}/_db_updates?feed=eventsource`, {
      fetch: (url, init) => this.#fetch(String(url), init as RequestInit),
    })
    this.#stream = stream
    stream.addEventListener('message', ({ data }) => {
      this.counts.hints++
      this.#pull((JSON.parse(data as string) as DatabaseUpdate).db_name)
    })
    return new Promise((resolve) =>
      stream.addEventListener('open', () => {
        for (const db of PULLED_DATABASES) this.#pull(db)
        resolve()
      }),
    )
  }

  /** Resolves when nothing is asked any more. */
  async stop(): Promise<void> {
    this.#stream?.close()
    this.#stopping.abort()
    await this.#pulling
  }

  get documents(): ReadonlyMap<string, FeedCopy['documents']> {
    return new Map([...this.#copies].map(([db, { documents }]) => [db, documents]))
  }

  #pull(db: string): void {
    this.#moved.add(db)
    this.#pulling ??= this.#pullWhatMoved().finally(() => (this.#pulling = undefined))
  }

  async #pullWhatMoved(): Promise<void> {
    while (this.#moved.size > 0 && !this.#stopping.signal.aborted) {
      const [db] = this.#moved as unknown as [string]
      this.#moved.delete(db)
      try {
        await this.#pullToTheEnd(db, this.#copies.get(db)!)
      } catch {
        if (this.#stopping.signal.aborted) return
        this.counts.failures++
        this.#moved.add(db)
        await sleep(RETRY_DELAY_MS)
      }
    }
  }

  async #pullToTheEnd(db: string, copy: FeedCopy): Promise<void> {
    for (let rows = PAGE_SIZE; rows === PAGE_SIZE;) {
      const query = new URLSearchParams({ include_docs: 'true', limit: String(PAGE_SIZE), since: copy.since ?? '0' })
      const answer = await this.#fetch(`${this.#url}/${db}/_changes?${query}`)
      if (answer.status !== 200) throw new Error(`a pull was answered ${answer.status}: ${await answer.text()}`)
      const page = (await answer.json()) as ChangesPage
      this.wrong.push(...copy.apply(page, PAGE_SIZE))
      rows = page.results.length
      this.counts.pulls++
      this.counts.rows += rows
    }
  }

  #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${this.token}` }
    return fetch(url, { ...init, headers, signal: init.signal ?? this.#stopping.signal })
  }
}
