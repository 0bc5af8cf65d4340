// A real HTTP proxy between terminal and server that can lose a request before it arrives, or an answer after the server acted.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenOnFreePort, stopListening } from './free-port.ts'

/** What happens to one request on its way. */
export type Passage = 'pass' | 'lose_request' | 'lose_answer'

export class CuttingProxy {
  /** Decides for each request; everything passes until a test says otherwise. */
  passage: (method: string, path: string) => Passage = () => 'pass'
  readonly #targetPort: () => number
  readonly #server = createServer((incoming, outgoing) => this.#forward(incoming, outgoing))

  constructor(targetPort: () => number) {
    this.#targetPort = targetPort
  }

  /** Starts on a free port and answers its URL. */
  async start(): Promise<string> {
    return `http://127.0.0.1:${await listenOnFreePort(this.#server)}`
  }

  stop(): Promise<void> {
    return stopListening(this.#server)
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const passage = this.passage(incoming.method ?? 'GET', incoming.url ?? '/')
    if (passage === 'lose_request') {
      incoming.destroy()
      return
    }
    const { method, url: path, headers } = incoming
    const onward = request({ host: '127.0.0.1', port: this.#targetPort(), method, path, headers }, (answer) => {
      if (passage === 'lose_answer') {
        answer.resume().on('end', () => outgoing.destroy())
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.on('error', () => outgoing.destroy())
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  }
}
