// Servers of the tests' own, each on a port of this machine that nobody else has.
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Below those that a system gives to connections (from 32,768 on Linux): one of them takes such a port while its server is down. */
const [FIRST_PORT, LAST_PORT] = [20_000, 32_000]

/** Resolves to its port, once it listens. */
export function listenOnFreePort(server: Server): Promise<number> {
  return listen(server, 0)
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Cuts off whoever is connected. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

/** A port for a process that has to be told one, which also finds it free when it is started again. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = randomInt(FIRST_PORT, LAST_PORT)
  try {
    await listen(server, port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return freePort()
    throw error
  }
  await stopListening(server)
  return port
}
