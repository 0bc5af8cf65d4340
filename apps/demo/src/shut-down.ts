import { once } from 'node:events'
import type { Server } from 'node:http'

const REQUESTS_MAY_TAKE_MS = 1000
const ALL_OF_IT_MAY_TAKE_MS = 1800

/** Resolves at the first Ctrl-C or SIGTERM; the second one ends the process as it stands. */
export function signalToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Takes no more requests, ends the open streams, and leaves within two seconds even if something hangs. */
export async function shutDown(server: Server, endStreams: () => Promise<void>): Promise<void> {
  setTimeout(() => process.exit(1), ALL_OF_IT_MAY_TAKE_MS).unref()
  const closed = once(server, 'close')
  server.close()
  await endStreams()
  // A connection falls idle when the answer under way is out, and would be kept alive for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const limit = setTimeout(() => server.closeAllConnections(), REQUESTS_MAY_TAKE_MS)
  await closed
  clearInterval(idle)
  clearTimeout(limit)
}
