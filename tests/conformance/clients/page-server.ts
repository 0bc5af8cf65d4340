// Another origin: a server that has one page with one script, and nothing of Barra.
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { onTestFinished } from 'vitest'
import { listenOnFreePort, stopListening } from '../../network/free-port.ts'

const ENTRY = fileURLToPath(new URL('./pouch-page.ts', import.meta.url))

/** Returns its origin; stopped with the test. */
export async function servePage(): Promise<string> {
  const script = await bundle()
  const server = createServer((req, res) => {
    const isScript = req.url === '/page.js'
    res.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    res.end(isScript ? script : '<!doctype html><meta charset="utf-8"><script src="/page.js"></script>')
  })
  const port = await listenOnFreePort(server)
  onTestFinished(() => stopListening(server))
  return `http://127.0.0.1:${port}`
}

async function bundle(): Promise<string> {
  const lib = { entry: ENTRY, formats: ['iife' as const], name: 'page' }
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    // PouchDB takes Node's events, which bundlers leave out of a page.
    resolve: { alias: { events: fileURLToPath(import.meta.resolve('events/events.js')) } },
    define: { global: 'globalThis' },
    build: { write: false, minify: false, lib },
  })
  const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput]
  return output[0].code
}
