// From a writer's commit to the moment a terminal has the document: 100 transactions a second, 1 in 20 held open for a while.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChangesPage } from '@barra/replication-protocol'
import { startServing } from '../tests/stress/serving-process.ts'
import { aBenchClub, TOKEN, withDurableMariadb, type BenchClub } from './bench-club.ts'
import { startDiskSampler } from './disk-sampler.ts'
import { percentile } from './percentile.ts'
import { printTable } from './print-table.ts'

const TRANSACTIONS_PER_SECOND = 100
const SECONDS = 20
const HELD_OPEN = 0.05

interface Case {
  readonly name: string
  readonly endpoints: number
  readonly isLongPoll: boolean
}

const CASES: readonly Case[] = [
  { name: 'one endpoint, asked again and again', endpoints: 1, isLongPoll: false },
  { name: 'one endpoint, long poll', endpoints: 1, isLongPoll: true },
  { name: 'three endpoints, long poll at one', endpoints: 3, isLongPoll: true },
]

await withDurableMariadb(async (mariadb) => {
  const rows = []
  for (const each of CASES) {
    const club = await aBenchClub(mariadb)
    const disk = await startDiskSampler(50)
    const latencies = await measure(club, each)
    const diskTimes = await disk.stop()
    const at = (part: number) => percentile(latencies, part)
    rows.push({
      case: each.name,
      changes: latencies.length,
      p50: ms(at(0.5)),
      p95: ms(at(0.95)),
      p99: ms(at(0.99)),
      max: ms(at(1)),
      'disk p50': ms(percentile(diskTimes, 0.5)),
      'disk p99': ms(percentile(diskTimes, 0.99)),
    })
  }
  printTable('commit → visible in _changes', rows, `p50 ${rows[0]!.p50} (target < 30 ms), p99 ${rows[0]!.p99} (target < 250 ms)`)
})

async function measure(club: BenchClub, { endpoints, isLongPoll }: Case): Promise<number[]> {
  const serving = await Promise.all(Array.from({ length: endpoints }, () => startServing(club.url)))
  const writers = [club.openAgain(), club.openAgain(), club.openAgain()]
  const committedAt = new Map<string, number>()
  const seenAt = new Map<string, number>()
  let isWriting = true
  const reading = read(
    serving[0]!.url,
    isLongPoll,
    (id) => seenAt.set(id, performance.now()),
    () => isWriting,
  )
  await sleep(1_000)

  const startedAt = performance.now()
  const open: Promise<void>[] = []
  for (let n = 0; n < TRANSACTIONS_PER_SECOND * SECONDS; n++) {
    const dueAt = startedAt + (n * 1000) / TRANSACTIONS_PER_SECOND
    await sleep(Math.max(0, dueAt - performance.now()))
    open.push(writeOne(writers[n % writers.length]!, n).then((id) => void committedAt.set(id, performance.now())))
  }
  await Promise.all(open)
  while (seenAt.size < committedAt.size) await sleep(10)
  isWriting = false
  await reading
  await Promise.all([...serving.map((process) => process.kill()), ...writers.map((writer) => writer.close())])
  // The commit may be seen before the writer hears of it.
  return [...committedAt].map(([id, at]) => Math.max(0, seenAt.get(id)! - at))
}

async function writeOne(database: ReturnType<BenchClub['openAgain']>, n: number): Promise<string> {
  const isHeld = Math.random() < HELD_OPEN
  return database.kysely
    .withTables<{ Products_Services: { description: string; price: string } }>()
    .transaction()
    .execute(async (transaction) => {
      const values = { description: `product ${n}`, price: '1500.00' }
      const { insertId } = await transaction.insertInto('Products_Services').values(values).executeTakeFirstOrThrow()
      if (isHeld) await sleep(50 + Math.random() * 200)
      return String(insertId)
    })
}

async function read(url: string, isLongPoll: boolean, onSeen: (id: string) => void, goesOn: () => boolean): Promise<void> {
  let since = '0'
  while (goesOn()) {
    const feed = isLongPoll ? '&feed=longpoll&timeout=500' : ''
    const query = `since=${since}&limit=1000&include_docs=true${feed}`
    const response = await fetch(`${url}/products/_changes?${query}`, { headers: { Authorization: `Bearer ${TOKEN}` } })
    const { results, last_seq } = (await response.json()) as ChangesPage
    for (const { id } of results) onSeen(id)
    since = last_seq
    if (!isLongPoll) await sleep(2)
  }
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}
