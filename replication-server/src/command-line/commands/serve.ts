import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { REPLICATION_MOUNT } from '@barra/replication-protocol'
import { createStandaloneApp } from '../../http/standalone-app.ts'
import { CommandError, type Command } from '../command.ts'
import { assertServable } from './check.ts'

const SHUTDOWN_LIMIT_MS = 5_000

export const serve: Command = async (context) => {
  const { endpoint, environment, logger, print } = context
  await assertServable(context)
  const server = createServer(createStandaloneApp(endpoint.router, logger))
  server.listen(environment.port, environment.host)
  await once(server, 'listening').catch((cause: unknown) => {
    throw new CommandError(`cannot listen: ${(cause as Error).message}`, { cause })
  })
  endpoint.start()
  print(`Listening on http://${addressOf(server)}${REPLICATION_MOUNT}/`)

  await signalToStop()
  await endpoint.stop()
  await close(server)
}

function signalToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Requests under way are finished, unless they take too long. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const limit = setTimeout(() => server.closeAllConnections(), SHUTDOWN_LIMIT_MS)
  await closed
  clearTimeout(limit)
}

function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  return `${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
