// What replication costs the club's own writers: the same statements on the same server with and without it, in turns.
import { openReplicationEndpoint } from '@barra/replication-server'
import { sql } from 'kysely'
import { startServing } from '../tests/stress/serving-process.ts'
import { aBenchClub, withDurableMariadb, type BenchClub } from './bench-club.ts'
import { percentile } from './percentile.ts'
import { printTable } from './print-table.ts'

const VISITS = 400
const ROUNDS = 15
const ROUND_MS = 1_000
const WRITERS = [1, 8]

await withDurableMariadb(async (mariadb) => {
  const rows: Record<string, number | string>[] = []
  const worst = { triggers: 0, endpoint: 0 }
  for (const writers of WRITERS) {
    const [bare, noted, served] = [await aClubWithVisits(), await aClubWithVisits(), await aClubWithVisits()]
    await openReplicationEndpoint({ database: noted.database }).install()
    await openReplicationEndpoint({ database: served.database }).install()
    const serving = await startServing(served.url)
    const rates = { bare: [] as number[], noted: [] as number[], served: [] as number[] }
    await write(bare, writers, 500)
    for (let round = 0; round < ROUNDS; round++) {
      rates.bare.push(await write(bare, writers, ROUND_MS))
      rates.noted.push(await write(noted, writers, ROUND_MS))
      rates.served.push(await write(served, writers, ROUND_MS))
    }
    await serving.kill()
    const [without, triggers, sequencer] = [rates.bare, rates.noted, rates.served].map((each) => percentile(each, 0.5))
    // Of neighbours in time: what else the machine does meanwhile slows both.
    const ratio = (slower: readonly number[]) =>
      percentile(
        slower.map((rate, round) => rates.bare[round]! / rate),
        0.5,
      )!
    const [triggersRatio, endpointRatio] = [ratio(rates.noted), ratio(rates.served)]
    worst.triggers = Math.max(worst.triggers, triggersRatio)
    worst.endpoint = Math.max(worst.endpoint, endpointRatio)
    rows.push({
      writers,
      'sales/s without': Math.round(without!),
      'with triggers': Math.round(triggers!),
      'and an endpoint': Math.round(sequencer!),
      'ratio (triggers)': triggersRatio.toFixed(2),
      'ratio (endpoint)': endpointRatio.toFixed(2),
    })
  }
  printTable(
    'what the club’s writers pay, every commit on disk',
    rows,
    `at worst ${worst.triggers.toFixed(2)} × slower with triggers (target ≤ 1.3), ${worst.endpoint.toFixed(2)} × beside a busy endpoint`,
  )

  async function aClubWithVisits(): Promise<BenchClub> {
    const club = await aBenchClub(mariadb, { isReplicated: false })
    const today = new Date().toISOString().slice(0, 10)
    const visits = Array.from({ length: VISITS }, () => ({ visit_date: today, visit_amount_consumed: '0.00' }))
    await club.kysely.insertInto('Visits').values(visits).execute()
    return club
  }
})

/** As the club's API sells: a statement after another, each its own transaction. Returns sales per second. */
async function write({ kysely }: BenchClub, writers: number, forMs: number): Promise<number> {
  const endAt = performance.now() + forMs
  let sales = 0
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < endAt) {
        const id_visit = 1 + Math.floor(Math.random() * VISITS)
        await kysely.insertInto('Tickets').values({ id_visit, id_bracelet: '0417', ticket_amount: '1500.00' }).execute()
        await sql`UPDATE Visits SET visit_amount_consumed = visit_amount_consumed + 1500 WHERE id_visit = ${id_visit}`.execute(
          kysely,
        )
        sales++
      }
    }),
  )
  return (sales / forMs) * 1000
}
