// The replication endpoint as a process of its own, to be killed: it serves whichever database its parent names.
import { createServer, type Server } from 'node:http'
import { openDatabase, type Database } from '@barra/database'
import { openReplicationEndpoint, type ReplicationEndpoint } from '@barra/replication-server'
import { pino } from 'pino'
import { createStandaloneApp } from '../../../replication-server/src/http/standalone-app.ts'
import { listenOnFreePort, stopListening } from '../../network/free-port.ts'

let serving: { database: Database; endpoint: ReplicationEndpoint; server: Server } | undefined

async function serve(databaseUrl: string): Promise<number> {
  await stop()
  const database = openDatabase(databaseUrl)
  const endpoint = openReplicationEndpoint({ database })
  const server = createServer(createStandaloneApp(endpoint.router, pino({ level: 'silent' })))
  const port = await listenOnFreePort(server)
  endpoint.start()
  serving = { database, endpoint, server }
  return port
}

async function stop(): Promise<void> {
  if (!serving) return
  const { database, endpoint, server } = serving
  serving = undefined
  await endpoint.stop()
  await stopListening(server)
  await database.close()
}

process.on('message', ({ databaseUrl }: { databaseUrl: string | null }) => {
  const done = databaseUrl === null ? stop().then(() => null) : serve(databaseUrl)
  done.then(
    (port) => process.send!({ port }),
    (error: unknown) => process.send!({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send!('ready')
