/** The open streams over which a pretend endpoint hints that a database moved. */
export class HintStreams {
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>()

  open(signal?: AbortSignal | null): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#open.add(controller)
        signal?.addEventListener('abort', () => this.#open.delete(controller))
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  tell(db: string, seq: string): void {
    const hint = `data: ${JSON.stringify({ db_name: db, type: 'updated', seq })}\n\n`
    for (const stream of this.#open) stream.enqueue(new TextEncoder().encode(hint))
  }

  /** Breaks every one of them, as a server does that dies. */
  break(): void {
    for (const stream of this.#open) stream.error(new TypeError('connection reset'))
    this.#open.clear()
  }
}
