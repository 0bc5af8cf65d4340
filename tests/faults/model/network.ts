// The network between the terminal and the endpoint, which also serves the terminal's page. It can be cut, and each push
// request can have a fate of its own.
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenOnFreePort, stopListening } from '../../network/free-port.ts'

type Passage = 'pass' | 'lose_request' | 'lose_answer' | 'deliver_twice' | 'deliver_late' | 'bad_gateway'

/** How one push request fares, and what happens at its moments. */
export interface Journey {
  readonly passage: Passage
  readonly onRequest?: () => Promise<unknown>
  /** The request is with the endpoint; nobody waits for this. */
  readonly duringRequest?: () => Promise<unknown>
  /** The endpoint has answered. */
  readonly onAnswer?: () => Promise<unknown>
  /** The answer is on its way to the page; nobody waits for this. */
  readonly afterAnswer?: () => Promise<unknown>
}

interface Sent {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}
interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export class Network {
  isCut = false
  /** Asked for each push request as it arrives from the terminal. */
  nextJourney: () => Journey = () => ({ passage: 'pass' })
  readonly #page: { readonly script: string }
  readonly #endpointPort: () => number
  readonly #server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing))
  readonly #late: Sent[] = []
  readonly #underWay = new Set<Promise<unknown>>()

  constructor(page: { readonly script: string }, endpointPort: () => number) {
    this.#page = page
    this.#endpointPort = endpointPort
  }

  /** Starts on a free port and answers its URL. */
  async start(): Promise<string> {
    return `http://127.0.0.1:${await listenOnFreePort(this.#server)}`
  }

  stop(): Promise<void> {
    return stopListening(this.#server)
  }

  /** A fresh start for the next night. */
  reset(): void {
    this.isCut = false
    this.nextJourney = () => ({ passage: 'pass' })
    this.#late.length = 0
    this.#server.closeAllConnections()
  }

  /** The requests that were held back reach the endpoint, long after the terminal gave them up. */
  async deliverLate(): Promise<void> {
    for (const sent of this.#late.splice(0)) await this.#deliver(sent)
  }

  /** Resolves when no push is with the endpoint any more. */
  async isQuiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method, url: path = '/' } = incoming
    if (path === '/') respond(outgoing, 'text/html', '<!doctype html><script type="module" src="/terminal.js"></script>')
    else if (path === '/terminal.js') respond(outgoing, 'text/javascript', this.#page.script)
    else if (path === '/favicon.ico') outgoing.writeHead(404).end()
    else if (this.isCut) incoming.destroy()
    else if (method === 'POST') {
      const travel = this.#travel(incoming, outgoing).catch(() => outgoing.destroy())
      this.#underWay.add(travel)
      await travel
      this.#underWay.delete(travel)
    } else this.#pipe(incoming, outgoing)
  }

  async #travel(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const journey = this.nextJourney()
    const sent: Sent = { path: incoming.url!, headers: incoming.headers, body: await readAll(incoming) }
    await journey.onRequest?.()
    switch (journey.passage) {
      case 'lose_request':
        outgoing.destroy()
        return
      case 'deliver_late':
        this.#late.push(sent)
        outgoing.destroy()
        return
      case 'bad_gateway':
        outgoing.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>')
        return
    }
    const delivered = [this.#deliver(sent), ...(journey.passage === 'deliver_twice' ? [this.#deliver(sent)] : [])]
    const during = journey.duringRequest?.()
    const [answer] = await Promise.all(delivered)
    await during
    await journey.onAnswer?.()
    if (!answer || journey.passage === 'lose_answer') {
      outgoing.destroy()
      return
    }
    outgoing.writeHead(answer.status, answer.headers).end(answer.body)
    await journey.afterAnswer?.()
  }

  /** The endpoint's answer; null when there is none. */
  #deliver({ path, headers, body }: Sent): Promise<Answer | null> {
    return new Promise((resolve) => {
      const onward = request({ host: '127.0.0.1', port: this.#endpointPort(), method: 'POST', path, headers }, (answer) =>
        readAll(answer).then(
          (all) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: all }),
          () => resolve(null),
        ),
      )
      onward.on('error', () => resolve(null))
      onward.end(body)
    })
  }

  #pipe(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url: path, headers } = incoming
    const onward = request({ host: '127.0.0.1', port: this.#endpointPort(), method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.on('error', () => outgoing.destroy())
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    onward.end()
  }
}

function respond(outgoing: ServerResponse, type: string, body: string): void {
  outgoing.writeHead(200, { 'Content-Type': type }).end(body)
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
