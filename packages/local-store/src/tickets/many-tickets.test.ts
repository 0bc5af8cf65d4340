// A terminal sells for years: what it sold long ago costs the night nothing.
import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, aTerminal, aVisit, isIdle, isPulled, sell } from '../testing/a-terminal.ts'
import { rewriteOnDisk } from '../testing/on-disk.ts'
import { countRowsRead } from '../testing/rows-read.ts'

const SOLD_LONG_AGO = 2_000
const FEW = 100
/** Of the questions about what a restored database still has. */
const BATCH_SIZE = 200

test('a start, a sale, a push and a restored database read as little after a year as on the first night', async () => {
  const name = `t-${newId()}`
  const databases = new RegExp(`^rxdb-dexie-${name}-tickets--\\d+--tickets$`)
  const { endpoint, store } = await anOpenNight({ name })
  await sell(store)
  await store.push.start()
  await store.close()
  const [stored] = endpoint.tickets.values()
  await rewriteOnDisk(databases, ([sold]) =>
    Array.from({ length: SOLD_LONG_AGO }, (_, i) => {
      const id = newId()
      endpoint.tickets.set(id, stored!)
      return { ...sold!, id, id_visit: 1_000 + i }
    }),
  )

  const read = countRowsRead(databases)
  const again = await aTerminal({ name })
  await isPulled(again)
  await sell(again)
  expect((await firstValueFrom(again.tickets.pending$)).count).toBe(1)
  expect(await again.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  expect(await firstValueFrom(again.tickets.newest$)).toMatchObject({ sync_status: 'SYNCED', id_visit: 90 })
  expect(read.rows).toBeLessThan(FEW)

  const before = { asked: endpoint.countRequests('tickets/_all_docs'), rows: read.rows }
  endpoint.restore('bbbbbbbbbbbb')
  endpoint.put('visits', '90', aVisit())
  again.pull.pullNow()
  const batches = Math.ceil((SOLD_LONG_AGO + 1) / BATCH_SIZE)
  await expect.poll(() => endpoint.countRequests('tickets/_all_docs') - before.asked, { timeout: 15_000 }).toBe(batches)
  await isIdle(again)
  // Each once, however many batches it takes to ask about them.
  expect(read.rows - before.rows).toBeLessThan(SOLD_LONG_AGO + FEW)
})
