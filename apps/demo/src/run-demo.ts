import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createMainApi } from '@barra/main-api'
import { openReplicationEndpoint } from '@barra/replication-server'
import { pino } from 'pino'
import { announce } from './announce.ts'
import { braceletsToTry } from './bracelets-to-try.ts'
import { createDemoApp } from './demo-app.ts'
import type { DemoEnvironment } from './demo-environment.ts'
import { giveDemoPassword } from './demo-login.ts'
import { demoTerminalToken, ensureDemoTerminal } from './demo-terminal.ts'
import { listen } from './listen.ts'
import { openMainDatabase } from './main-database.ts'
import { progress } from './progress.ts'
import { shutDown, signalToStop } from './shut-down.ts'
import { StartUpError } from './start-up-error.ts'

/**
 * Sets the demo up, serves it until Ctrl-C or SIGTERM, and takes it down.
 * @throws StartUpError, ConfigurationError or TerminalError with a sentence for the person who started it
 */
export async function runDemo(environment: DemoEnvironment): Promise<void> {
  const { databaseUrl, collections, dataDir, saleAppDir, timeZone, stock, corsOrigins, logLevel, host, port } = environment
  if (!existsSync(join(saleAppDir, 'index.html'))) {
    throw new StartUpError(`The sale app is not built in ${saleAppDir}: npm start builds it.`)
  }
  await mkdir(dataDir, { recursive: true }).catch((cause: Error) => {
    throw new StartUpError(`DATA_DIR cannot be used: ${cause.message}`, { cause })
  })

  // One handle for all: SQLite has one writer at a time.
  const database = await openMainDatabase({ databaseUrl, timeZone, now: new Date() })
  try {
    const logger = pino({ level: logLevel, redact: ['req.headers.authorization'] })
    const endpoint = openReplicationEndpoint({ database, collections, timeZone, stock, corsOrigins, logger })
    progress('Attaching the replication endpoint')
    await endpoint.install().catch((cause: Error) => {
      throw new StartUpError(`The replication endpoint cannot be attached: ${cause.message}`, { cause })
    })

    const { token, isNew } = await demoTerminalToken(dataDir, environment.terminalToken)
    await ensureDemoTerminal(endpoint.terminals, token)
    const login = await giveDemoPassword(database, environment.mainApiPassword)

    const mainApi = createMainApi({ database, timeZone })
    const app = createDemoApp({
      mainApi,
      replication: endpoint.router,
      saleAppDir,
      terminalToken: token,
      timeZone,
      endpointOrigins: environment.endpointOrigins,
    })
    const server = await listen(app, port, host)
    endpoint.start()
    const stopping = signalToStop()

    const text = announce({
      address: server.address() as AddressInfo,
      bracelets: await braceletsToTry(database, timeZone),
      login,
      newToken: isNew ? token : null,
      dataDir: database.dialect === 'sqlite' ? dataDir : null,
    })
    process.stdout.write(`${text}\n`)
    await stopping
    await shutDown(server, () => endpoint.stop())
  } finally {
    await database.close()
  }
  process.stdout.write('Stopped.\n')
}
