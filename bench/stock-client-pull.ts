// PouchDB pulls a collection into memory: from the endpoint on each database, and the same documents from express-pouchdb's memory.
import type { ChangesPage, ReplicatedDocument } from '@barra/replication-protocol'
import { mkdtemp, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'
import { startServing } from '../tests/stress/serving-process.ts'
import { aBenchClub, insertPartners, outboxDrained, TOKEN, withDurableMariadb } from './bench-club.ts'
import { startExpressPouchdb } from './express-pouchdb-process.ts'
import { percentile } from './percentile.ts'
import { printTable } from './print-table.ts'

PouchDB.plugin(http).plugin(memory).plugin(replication)

const DOCUMENTS = Number(process.env.DOCUMENTS ?? 20_000)
const BATCHES = [100, 1_000]
const ROUNDS = 3

interface Source {
  readonly name: string
  readonly url: string
  readonly auth?: { readonly username: string; readonly password: string }
}

await withDurableMariadb(async (mariadb) => {
  const directory = await mkdtemp(join(tmpdir(), 'barra-bench-'))
  const sqlite = { createDatabase: async () => `sqlite:${join(directory, 'main.db')}` }
  const auth = { username: 'Bench', password: TOKEN }
  const sources: Source[] = []
  const servers: { kill(): Promise<void> }[] = []
  for (const [name, server] of [
    ['endpoint on MariaDB', mariadb],
    ['endpoint on SQLite', sqlite],
  ] as const) {
    const club = await aBenchClub(server)
    await insertPartners(club, DOCUMENTS)
    const serving = await startServing(club.url)
    await outboxDrained(club)
    servers.push(serving)
    sources.push({ name, url: `${serving.url}/partners`, auth })
  }
  const peer = await startExpressPouchdb()
  await copyDocuments(sources[0]!.url, `${peer.url}/partners`)
  sources.push({ name: 'express-pouchdb in memory', url: `${peer.url}/partners` })

  const rows = []
  for (const batch of BATCHES) {
    // In turns, so that what else the machine does meets all of them.
    const rates = new Map(sources.map((source) => [source, [] as number[]]))
    for (let round = 0; round < ROUNDS; round++) for (const source of sources) rates.get(source)!.push(await pull(source, batch))
    const theirs = percentile(rates.get(sources.at(-1)!)!, 0.5)
    for (const [{ name }, measured] of rates) {
      const rate = percentile(measured, 0.5)
      rows.push({ source: name, batch, 'docs/s': Math.round(rate), 'to express-pouchdb': (rate / theirs).toFixed(2) })
    }
  }
  const worst = Math.min(
    ...rows.filter(({ source }) => source.startsWith('endpoint')).map((row) => Number(row['to express-pouchdb'])),
  )
  printTable(`PouchDB pulls ${DOCUMENTS} documents into memory`, rows, `at least ${worst} times as fast as express-pouchdb`)
  peer.stop()
  await Promise.all(servers.map((server) => server.kill()))
  await rm(directory, { recursive: true })
})

/** Documents in a second. */
async function pull({ url, auth }: Source, batch_size: number): Promise<number> {
  const keepAlive = (address: string, init?: RequestInit) => fetch(address, init)
  const remote = new PouchDB(url, { auth, fetch: keepAlive })
  const local = new PouchDB(randomUUID(), { adapter: 'memory' })
  const startedAt = performance.now()
  const { docs_written } = await local.replicate.from(remote, { batch_size })
  const tookMs = performance.now() - startedAt
  if (docs_written !== DOCUMENTS) throw new Error(`${docs_written} documents came from ${url}`)
  await local.destroy()
  return (DOCUMENTS / tookMs) * 1000
}

async function copyDocuments(from: string, to: string): Promise<void> {
  const headers = { Authorization: `Bearer ${TOKEN}` }
  const { results } = (await (await fetch(`${from}/_changes?include_docs=true`, { headers })).json()) as ChangesPage
  await fetch(to, { method: 'PUT' })
  for (let start = 0; start < results.length; start += 1_000) {
    const docs = results.slice(start, start + 1_000).map(({ doc }) => withoutRevision(doc!))
    const json = { 'Content-Type': 'application/json' }
    const { ok } = await fetch(`${to}/_bulk_docs`, { method: 'POST', headers: json, body: JSON.stringify({ docs }) })
    if (!ok) throw new Error('express-pouchdb did not take the documents')
  }
}

function withoutRevision({ _rev, ...document }: ReplicatedDocument): object {
  return document
}
