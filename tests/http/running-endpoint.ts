// The endpoint as a terminal meets it: listening on a port, in front of a small club's database.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Database } from '@barra/database'
import type { Scope } from '@barra/replication-protocol'
import { openReplicationEndpoint, type ReplicationEndpoint, type ReplicationEndpointOptions } from '@barra/replication-server'
import { createStandaloneApp } from '../../replication-server/src/http/standalone-app.ts'
import type { OpenFresh } from '../each-database.ts'
import { aSmallClub, NOW, TIME_ZONE, type SmallClub } from '../intake/small-club.ts'
import { listenOnFreePort } from '../network/free-port.ts'
import { pino } from 'pino'

export interface RunningEndpoint {
  readonly club: SmallClub
  readonly endpoint: ReplicationEndpoint
  /** What the endpoint serves from, by an account that may do no more. */
  readonly served: Database
  readonly server: Server
  /** Of the mount point, without a slash at its end. */
  readonly url: string
  /** Asks as the terminal that may pull and push, unless the headers say otherwise. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Registers another terminal; returns its token. */
  addTerminal(name: string, ...scopes: Scope[]): Promise<string>
  /** Ends the endpoint, then the server, as a process does that was told to stop. */
  stop(): Promise<void>
}

export async function aRunningEndpoint(
  openFresh: OpenFresh,
  options: Partial<ReplicationEndpointOptions> = {},
): Promise<RunningEndpoint> {
  const club = await aSmallClub(openFresh)
  const database = club.openServing()
  await club.grantServing(options)
  const endpoint = openReplicationEndpoint({ database, timeZone: TIME_ZONE, clock: () => NOW, ...options })
  const server = createServer(createStandaloneApp(endpoint.router, options.logger ?? pino({ level: 'silent' })))
  const port = await listenOnFreePort(server)
  endpoint.start()

  const addTerminal = async (name: string, ...scopes: Scope[]) => (await endpoint.terminals.add({ name, scopes })).token
  const token = await addTerminal('Barra 1', 'pull', 'push')
  const url = `http://127.0.0.1:${port}/replication`
  return {
    club,
    endpoint,
    served: database,
    server,
    url,
    addTerminal,
    ask: (path, init = {}) => fetch(url + path, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } }),
    stop: async () => {
      await endpoint.stop()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

export function post(docs: readonly unknown[]): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ docs }) }
}
