// How the pulls stand after a start: what the notes of the last one say, and the copy itself where those did not reach the disk.
import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, aTerminal } from '../testing/a-terminal.ts'
import { rewriteOnDisk } from '../testing/on-disk.ts'

test('a copy that is on the disk is known there, and of when it is, though the power went before the statuses were written', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const before = await firstValueFrom(store.pull.statuses$)
  await store.close()
  await rewriteOnDisk(new RegExp(`^rxdb-dexie-${name}-terminal--\\d+--pull_statuses$`), () => [])

  endpoint.goDown()
  const again = await aTerminal({ name })
  const statuses = await firstValueFrom(again.pull.statuses$)
  for (const resource of ['partners', 'products', 'visits'] as const) {
    expect(Date.parse(statuses[resource].lastSuccessAt!)).toBeLessThanOrEqual(Date.parse(before[resource].lastSuccessAt!))
    expect(statuses[resource].documents).toBe(1)
  }
})

test('a pull that only the copy knows of is told by it, also over an older status', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await store.close()
  await rewriteOnDisk(new RegExp(`^rxdb-dexie-${name}-terminal--\\d+--pull_statuses$`), (statuses) =>
    statuses.map((status) => ({ ...status, lastSuccessAt: '2026-11-20T01:00:00-03:00', documents: 7 })),
  )
  endpoint.goDown()
  const again = await aTerminal({ name })
  const { products } = await firstValueFrom(again.pull.statuses$)
  expect(products.documents).toBe(1)
  expect(Date.parse(products.lastSuccessAt!)).toBeGreaterThan(Date.parse('2026-11-28T12:00:00-03:00'))
})
