// A terminal's first pull: how fast the whole of a collection goes out, at 1,000 documents a page.
import type { ChangesPage } from '@barra/replication-protocol'
import { startServing } from '../tests/stress/serving-process.ts'
import { defaultCollections } from '@barra/replication-server'
import { openChangeFeed } from '../replication-server/src/change-feed/open-change-feed.ts'
import { aBenchClub, insertPartners, outboxDrained, TOKEN, withDurableMariadb } from './bench-club.ts'
import { percentile } from './percentile.ts'
import { printTable } from './print-table.ts'

const PARTNERS = 100_000
const PAGE = 1_000
const ROUNDS = 3

type ReadPage = (since: string | null) => Promise<{ readonly rows: number; readonly lastSeq: string }>

await withDurableMariadb(async (mariadb) => {
  const club = await aBenchClub(mariadb)
  await insertPartners(club, PARTNERS)
  const feed = openChangeFeed(club.openAgain(), defaultCollections)
  feed.start()
  await outboxDrained(club)
  const serving = await startServing(club.url)

  const ways: readonly (readonly [name: string, readPage: ReadPage])[] = [
    ['in the process', inProcess],
    ['over HTTP, zipped', (since) => overHttp(since, 'gzip')],
    ['over HTTP, not zipped', (since) => overHttp(since, 'identity')],
  ]
  const rows = []
  for (const [name, readPage] of ways) {
    const rates: number[] = []
    for (let round = 0; round < ROUNDS; round++) rates.push(await readAll(readPage))
    rows.push({ way: name, documents: PARTNERS, 'docs/s': Math.round(percentile(rates, 0.5)) })
  }
  printTable(`reading the feed, ${PAGE} documents a page`, rows, `${rows[1]!['docs/s']} docs/s as a terminal reads`)
  await Promise.all([feed.stop(), serving.kill()])

  async function inProcess(since: string | null) {
    const answer = await feed.changes('partners', { since, limit: PAGE, includeDocs: true })
    if (answer.kind !== 'page') throw new Error('the epoch changed')
    return { rows: answer.page.results.length, lastSeq: answer.page.lastSeq }
  }

  async function overHttp(since: string | null, encoding: string) {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Accept-Encoding': encoding }
    const query = `since=${since ?? '0'}&limit=${PAGE}&include_docs=true`
    const response = await fetch(`${serving.url}/partners/_changes?${query}`, { headers })
    const page = (await response.json()) as ChangesPage
    return { rows: page.results.length, lastSeq: page.last_seq }
  }
})

async function readAll(readPage: ReadPage): Promise<number> {
  const startedAt = performance.now()
  let since: string | null = null
  let documents = 0
  for (;;) {
    const { rows, lastSeq } = await readPage(since)
    documents += rows
    since = lastSeq
    if (rows < PAGE) return (documents / (performance.now() - startedAt)) * 1000
  }
}
