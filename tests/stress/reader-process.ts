// A process that pulls like a terminal: pages of any size, from whichever endpoint process, wherever it is up.
import { setTimeout as sleep } from 'node:timers/promises'
import { paths, type ChangesPage } from '@barra/replication-protocol'
import { stressedTables } from './club-tables.ts'
import { FeedCopy, ToldChanges } from './feed-copy.ts'
import type { ReaderMessage, ReaderOrder, ReaderTally } from './messages.ts'
import { Random, seedOf } from './random.ts'

const REPORT_EVERY_MS = 200
const PAUSE_AFTER_FAULT_MS = 50
const REQUEST_LIMIT_MS = 15_000

const told = new ToldChanges()
const copies = new Map(stressedTables.map(({ collection }) => [collection as string, new FeedCopy(collection, told)]))
const tally: ReaderTally = { pages: 0, rows: 0, hops: 0, unanswered: 0 }
let urls: readonly string[] = []
let token = ''
let lastUrl = ''
let isFinishing = false

process.on('message', (order: ReaderOrder) => {
  if (order.kind === 'finish') isFinishing = true
  else urls = order.urls
  if (order.kind === 'start') {
    token = order.token
    void follow(new Random(seedOf(order.seed, order.name)))
  }
})
process.on('disconnect', () => process.exit(1))

async function follow(random: Random): Promise<void> {
  const reporting = setInterval(() => send({ kind: 'progress', tally }), REPORT_EVERY_MS)
  while (!isFinishing) {
    await readPage(random, random.pick([...copies.keys()]))
    if (random.chance(0.2)) await sleep(random.between(0, 200))
  }
  for (const collection of copies.keys()) while ((await readPage(random, collection)) !== 0);
  clearInterval(reporting)
  const documents = new Map([...copies].map(([collection, copy]) => [collection, copy.documents]))
  send({ kind: 'report', tally, copy: { documents, toldAt: told.hashes } }, () => process.exit(0))
}

/** Returns how many rows came, or null when nobody answered. */
async function readPage(random: Random, collection: string): Promise<number | null> {
  const copy = copies.get(collection)!
  const limit = random.chance(0.3) ? random.between(1, 5) : random.between(6, 500)
  const query = new URLSearchParams({ include_docs: 'true', limit: String(limit) })
  if (copy.since !== null) query.set('since', copy.since)
  if (!isFinishing && random.chance(0.1)) {
    query.set('feed', 'longpoll')
    query.set('timeout', '300')
  }
  const page = await ask(random, `${paths.changes(collection)}?${query}`)
  if (page === null) return null
  for (const text of copy.apply(page, limit)) send({ kind: 'violation', text })
  tally.pages++
  tally.rows += page.results.length
  return page.results.length
}

async function ask(random: Random, path: string): Promise<ChangesPage | null> {
  const url = random.pick(urls)
  if (url !== lastUrl) tally.hops++
  lastUrl = url
  try {
    const headers = { Authorization: `Bearer ${token}` }
    const response = await fetch(url + path, { headers, signal: AbortSignal.timeout(REQUEST_LIMIT_MS) })
    const body = await response.text()
    if (response.ok) return JSON.parse(body) as ChangesPage
    send({ kind: 'violation', text: `${path} was answered ${response.status}: ${body}` })
  } catch {
    tally.unanswered++
  }
  await sleep(PAUSE_AFTER_FAULT_MS)
  return null
}

function send(message: ReaderMessage, then?: () => void): void {
  process.send!(message, undefined, undefined, then)
}
