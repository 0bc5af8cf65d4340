// A MariaDB server of one test run's own: private directory and port, binary log on as a default MySQL 8 has it.
// It survives SIGKILL like a real one and leaves nothing behind.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../network/free-port.ts'
import { dyingWithUs } from '../processes/dying-with-us.ts'
import { createDatabaseOn } from './create-database.ts'

const MARIADBD = process.env.MARIADBD_PATH ?? '/usr/sbin/mariadbd'
const INSTALL_DB = process.env.MARIADB_INSTALL_DB_PATH ?? '/usr/bin/mariadb-install-db'
const START_LIMIT_MS = 120_000

export interface ThrowAwayMariadb {
  /** `mysql://root@127.0.0.1:<port>/<databaseName>`; root may create databases and triggers. */
  url(databaseName: string): string
  /** Makes an empty database with a name of its own; returns its URL. */
  createDatabase(): Promise<string>
  /** Ends the server like a power cut (SIGKILL); its data stays for `restart()`. */
  kill(): Promise<void>
  /** Starts the server again on the same port and data, after ending it cleanly if it still runs. */
  restart(): Promise<void>
  /** Ends the server and removes its directory. */
  stop(): Promise<void>
}

interface ThrowAwayMariadbOptions {
  /** Further words for mariadbd's command line; the last one of a kind counts. */
  readonly serverArguments?: readonly string[]
}

/**
 * Starts a server and waits until it answers (about a second and a half).
 * @throws Error with the server's own log when it does not come up.
 */
export async function startThrowAwayMariadb({ serverArguments = [] }: ThrowAwayMariadbOptions = {}): Promise<ThrowAwayMariadb> {
  const directory = mkdtempSync(join(tmpdir(), 'barra-mariadb-'))
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true })
  mkdirSync(join(directory, 'tmp'))
  installSystemTables(directory)
  const port = await freePort()
  const url = (databaseName: string) => `mysql://root@127.0.0.1:${port}/${databaseName}`
  const start = () => launch(directory, port, url(''), serverArguments)
  let server = await start()

  // Should the test run end without a teardown, the server must not outlive it.
  const onExit = () => {
    server.kill('SIGKILL')
    removeDirectory()
  }
  process.once('exit', onExit)

  return {
    url,
    createDatabase: () => createDatabaseOn(url('')),
    kill: () => end(server, 'SIGKILL'),
    restart: async () => {
      await end(server, 'SIGTERM')
      server = await start()
    },
    stop: async () => {
      process.off('exit', onExit)
      await end(server, 'SIGKILL')
      removeDirectory()
    },
  }
}

function installSystemTables(directory: string): void {
  const { status, error, stdout, stderr } = spawnSync(
    INSTALL_DB,
    [
      '--no-defaults',
      `--datadir=${join(directory, 'data')}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--user=root',
      '--skip-name-resolve',
    ],
    { encoding: 'utf8' },
  )
  if (error || status !== 0) throw new Error(`${INSTALL_DB} failed: ${stdout}${stderr}`, { cause: error })
}

async function launch(directory: string, port: number, url: string, serverArguments: readonly string[]): Promise<ChildProcess> {
  const server = spawn(
    ...dyingWithUs(MARIADBD, [
      '--no-defaults',
      `--datadir=${join(directory, 'data')}`,
      `--socket=${join(directory, 'socket')}`,
      `--pid-file=${join(directory, 'pid')}`,
      // A server that starts sweeps its tmpdir, other servers' temporary tables included.
      `--tmpdir=${join(directory, 'tmp')}`,
      '--user=root',
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--log-bin=binlog',
      '--binlog-format=ROW',
      '--server-id=1',
      '--log-bin-trust-function-creators=1',
      '--max-connections=500',
      // Written at each commit, flushed each second: a killed server loses nothing, and the tests are not slowed by the disk.
      '--innodb-flush-log-at-trx-commit=2',
      ...serverArguments,
    ]),
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let log = ''
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-10_000)))
  const giveUpAt = Date.now() + START_LIMIT_MS
  while (!(await answers(url))) {
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > giveUpAt) {
      server.kill('SIGKILL')
      throw new Error(`MariaDB did not start: ${log}`)
    }
    await sleep(50)
  }
  return server
}

async function answers(url: string): Promise<boolean> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 1000 })
    await connection.end()
    return true
  } catch {
    return false
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exited = once(server, 'exit')
  server.kill(signal)
  await exited
}
