// express-pouchdb, which is what CouchDB's protocol on Node was until now, in a process of its own.
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const SERVER = fileURLToPath(new URL('./express-pouchdb/server.mjs', import.meta.url))
const DIRECTORY = dirname(SERVER)

export interface ExpressPouchdb {
  /** Of the server, without a slash at its end. */
  readonly url: string
  stop(): void
}

/** Installs it beside this file at the first time. */
export async function startExpressPouchdb(): Promise<ExpressPouchdb> {
  if (!existsSync(join(DIRECTORY, 'node_modules'))) {
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--workspaces=false'], { cwd: DIRECTORY })
  }
  const child = spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const listening = /Listening on (\S+?)\/\s/.exec(text)
      if (listening) resolve(listening[1]!)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`express-pouchdb ended with ${code}`)))
  })
  return { url, stop: () => child.stdin.end() }
}
