import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import { anEndpoint, anOpenNight, aTerminal, eventually, isPulled, sell, allTickets } from './testing/a-terminal.ts'
import { anotherTab } from './testing/another-tab.ts'
import { fillDisk } from './testing/full-disk.ts'

test('can be opened again after the disk refused the first time', async () => {
  anEndpoint()
  const name = `t-${newId()}`
  const disk = fillDisk(new RegExp(`${name}-tickets`))
  for (let i = 0; i < 3; i++) await expect(aTerminal({ name })).rejects.toThrow('the disk is full')
  disk.free()
  await isPulled(await aTerminal({ name }))
})

test('opens in two tabs at once on a new machine, both know how the pulls stand, and either closes without the other', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  const [here, there] = await Promise.all([aTerminal({ name }), anotherTab(endpoint, { name })])
  await Promise.all([isPulled(here), isPulled(there.store)])
  await there.store.close()
  await isPulled(here)
})

test('shows in every tab what one of them sold and pulled', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const { store: other } = await anotherTab(endpoint, { name })
  await sell(store, 2)
  expect((await eventually(allTickets(other), (tickets) => tickets.length === 2)).map(({ sync_status }) => sync_status)).toEqual([
    'PENDING',
    'PENDING',
  ])
  await eventually(other.guests.consumption$(90), ({ notIncluded }) => notIncluded.count === 2)
  const [third] = await sell(other)
  await eventually(store.tickets.pending$, ({ count }) => count === 3)
  expect(third!.ticket_number).toBe('1-0003')
  await other.push.start()
  await eventually(store.tickets.pending$, ({ count }) => count === 0)
  const shown = await firstValueFrom(other.pull.statuses$)
  expect(shown).toEqual(await firstValueFrom(store.pull.statuses$))
  expect(shown.visits).toMatchObject({ documents: 1, isRunning: false, lastError: null })
})

test('leaves nothing behind when it is closed: no lock, no request, no open database', async () => {
  const name = `t-${newId()}`
  const opened = vi.spyOn(IDBFactory.prototype, 'open')
  onTestFinished(() => opened.mockRestore())
  const { endpoint, store } = await anOpenNight({ name })
  await sell(store)
  await store.push.start()
  await store.close()
  const asked = endpoint.requests.length

  const databases = opened.mock.results.map(({ value }) => (value as IDBOpenDBRequest).result)
  expect(databases.length).toBeGreaterThan(7)
  const isClosed = (database: IDBDatabase) => {
    try {
      database.transaction([...database.objectStoreNames]).abort()
      return false
    } catch (error) {
      return (error as DOMException).name === 'InvalidStateError'
    }
  }
  expect(databases.filter((database) => !isClosed(database)).map((database) => database.name)).toEqual([])
  const { held = [], pending = [] } = await navigator.locks.query()
  expect([...held, ...pending].filter((lock) => lock.name?.startsWith(name))).toEqual([])
  expect(endpoint.requests).toHaveLength(asked)
})
