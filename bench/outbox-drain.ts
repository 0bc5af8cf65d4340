// How fast one sequencer takes noted changes out of the outbox when there are many.
import { setTimeout as sleep } from 'node:timers/promises'
import { defaultCollections } from '@barra/replication-server'
import { sql } from 'kysely'
import { openChangeFeed } from '../replication-server/src/change-feed/open-change-feed.ts'
import { aBenchClub, withDurableMariadb, type BenchClub } from './bench-club.ts'
import { printTable } from './print-table.ts'

const DOCUMENTS = 50_000
const ROWS_PER_INSERT = 1_000

await withDurableMariadb(async (mariadb) => {
  const club = await aBenchClub(mariadb)
  const rows = [
    { case: 'documents seen for the first time', ...(await drain(club, () => insertProducts(club))) },
    { case: 'documents changed again', ...(await drain(club, () => touch(club, DOCUMENTS))) },
    { case: 'the same 500 documents, 100 times each', ...(await drain(club, () => touchOften(club))) },
  ]
  const slowest = Math.min(...rows.map((row) => row['rows/s']))
  printTable('outbox rows drained by one sequencer', rows, `${slowest} rows/s at worst (target ≥ 10000)`)
})

async function drain(club: BenchClub, write: () => Promise<void>) {
  await write()
  const [noted] = await club.kysely
    .selectFrom('replication_outbox')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .execute()
  const feed = openChangeFeed(club.openAgain(), defaultCollections, { onFault: (fault) => console.error(fault) })
  const startedAt = performance.now()
  feed.start()
  while ((await club.kysely.selectFrom('replication_outbox').select('id').limit(1).execute()).length > 0) await sleep(5)
  const seconds = (performance.now() - startedAt) / 1000
  await feed.stop()
  return { rows: noted!.rows, seconds: seconds.toFixed(2), 'rows/s': Math.round(noted!.rows / seconds) }
}

async function insertProducts({ kysely }: BenchClub): Promise<void> {
  for (let from = 1; from <= DOCUMENTS; from += ROWS_PER_INSERT) {
    const products = Array.from({ length: ROWS_PER_INSERT }, (_, i) => ({ description: `product ${from + i}`, price: '1500.00' }))
    await kysely.insertInto('Products_Services').values(products).execute()
  }
}

async function touch({ kysely }: BenchClub, count: number): Promise<void> {
  await sql`UPDATE Products_Services SET price = price + 1 WHERE id_product_service <= ${count}`.execute(kysely)
}

async function touchOften(club: BenchClub): Promise<void> {
  for (let time = 0; time < 100; time++) await touch(club, 500)
}
