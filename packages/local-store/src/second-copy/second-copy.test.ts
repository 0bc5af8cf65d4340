// The file lies in the browser's origin private file system: the same handles and writables as a file on a USB stick.
import { firstValueFrom, skip, Subject, take } from 'rxjs'
import type { RxDocument } from 'rxdb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import { openDatabases } from '../collections/open-databases.ts'
import type { ErrorLog } from '../error-log/error-log.ts'
import { anOpenNight, aTerminal, eventually, sell, ticketsOf, allTickets } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { readCopy, ticketLine } from './copy-format.ts'
import { SecondCopy, type SecondCopyDependencies } from './second-copy.ts'

test('writes what is pending to the chosen file, then every sale, and that it was sent', async () => {
  const { store } = await anOpenNight()
  await sell(store, 2)
  const handle = await aFile()
  await store.secondCopy.choose(handle)
  expect((await copyIn(handle)).tickets).toHaveLength(2)
  const [third] = await sell(store)
  await eventuallyHolds(handle, 3)
  expect((await copyIn(handle)).tickets.at(-1)).toEqual(third)
  await store.push.start()
  await expect
    .poll(async () => (await copyIn(handle)).tickets.map(({ sync_status }) => sync_status))
    .toEqual(['SYNCED', 'SYNCED', 'SYNCED'])
  const { headers, badLines } = await copyIn(handle)
  expect(headers).toEqual([{ terminal: 'Barra 1', server: 'http://club.test/replication', written_at: expect.any(String) }])
  expect(badLines).toEqual([])
  expect(await eventually(store.secondCopy.state$, ({ kind }) => kind === 'up_to_date')).toMatchObject({ fileName: handle.name })
})

test('goes on with the same file after a restart, and writes no state twice', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  const handle = await aFile()
  await store.secondCopy.choose(handle)
  await sell(store, 2)
  await eventuallyHolds(handle, 2)
  await store.close()
  const again = await aTerminal({ name })
  await eventually(again.secondCopy.state$, ({ kind }) => kind === 'up_to_date')
  await sell(again)
  await eventuallyHolds(handle, 3)
  expect(await ticketLines(handle)).toBe(3)
})

test('copies a sale that is told in the very moment in which another one’s copy is done', async () => {
  const { copy, told, tickets } = await aCopy()
  const handle = await aFile()
  await copy.choose(handle)
  copy.state$.pipe(skip(1), take(1)).subscribe(() => queueMicrotask(() => told.next(tickets)))
  told.next(tickets.slice(1))
  await eventuallyHolds(handle, 2)
})

test('never waits nor fails a sale when the file is gone, says so once, and makes it up when it can', async () => {
  const { store } = await anOpenNight()
  const handle = await aFile()
  await store.secondCopy.choose(handle)
  await sell(store)
  await eventuallyHolds(handle, 1)
  const stick = pullOut(handle)
  await sell(store, 2)
  expect(await ticketsOf(store)).toHaveLength(3)
  expect(await eventually(store.secondCopy.state$, ({ kind }) => kind === 'failing')).toMatchObject({
    code: 'copy_gone',
    message: 'the stick is out',
  })
  const log = await eventually(store.errors.log$, ({ length }) => length > 0)
  expect(log.map(({ kind }) => kind)).toEqual(['second_copy_failed'])
  stick.putBack()
  await sell(store)
  await eventuallyHolds(handle, 4)
  await eventually(store.secondCopy.state$, ({ kind }) => kind === 'up_to_date')
})

test('looks when asked whether the file is still there, though nothing was sold', async () => {
  const { store } = await anOpenNight()
  const handle = await aFile()
  await store.secondCopy.choose(handle)
  await eventually(store.secondCopy.state$, ({ kind }) => kind === 'up_to_date')
  const stick = pullOut(handle)
  await store.secondCopy.check()
  expect(await firstValueFrom(store.secondCopy.state$)).toMatchObject({ kind: 'failing', message: 'the stick is out' })
  stick.putBack()
  await store.secondCopy.check()
  expect(await firstValueFrom(store.secondCopy.state$)).toMatchObject({ kind: 'up_to_date', fileName: handle.name })
})

test('a file that takes nothing is told at once, a new one when it is chosen, another when it is looked at', async () => {
  const { store } = await anOpenNight()
  const handle = await aFile()
  const disk = vi.spyOn(FileSystemFileHandle.prototype, 'createWritable')
  onTestFinished(() => disk.mockRestore())
  disk.mockRejectedValue(new DOMException('read only', 'NoModificationAllowedError'))
  await store.secondCopy.choose(handle)
  expect(await firstValueFrom(store.secondCopy.state$)).toMatchObject({ kind: 'failing', code: 'copy_refused' })
  disk.mockRestore()
  await store.secondCopy.check()
  await eventually(store.secondCopy.state$, ({ kind }) => kind === 'up_to_date')
  const written = await textIn(handle)
  expect(readCopy(written).headers).toHaveLength(1)
  await store.secondCopy.check()
  expect(await textIn(handle)).toBe(written)
  const full = vi.spyOn(FileSystemFileHandle.prototype, 'createWritable')
  onTestFinished(() => full.mockRestore())
  full.mockRejectedValue(new DOMException('the stick is full', 'QuotaExceededError'))
  await store.secondCopy.check()
  expect(await firstValueFrom(store.secondCopy.state$)).toMatchObject({ kind: 'failing', code: 'disk_full' })
})

test('a disk that answers no more is a failing one, holds nothing up, and what it opens late is not written', async () => {
  const { copy, told, tickets } = await aCopy()
  const handle = await aFile()
  await copy.choose(handle)
  const before = await textIn(handle)
  const limit = new AbortController()
  const limits = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => limit.signal)
  onTestFinished(() => limits.mockRestore())
  const { createWritable } = FileSystemFileHandle.prototype
  const late = Promise.withResolvers<null>()
  const hung = vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockImplementation(async function (
    this: FileSystemFileHandle,
    options,
  ) {
    await late.promise
    return createWritable.call(this, options)
  })
  onTestFinished(() => hung.mockRestore())
  told.next(tickets)
  await expect.poll(() => hung.mock.calls.length).toBe(1)
  limit.abort(new DOMException('its time is over', 'TimeoutError'))
  expect(await eventually(copy.state$, ({ kind }) => kind === 'failing')).toMatchObject({ code: 'timeout' })
  await copy.stop()
  hung.mockRestore()
  late.resolve(null)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await textIn(handle)).toBe(before)
})

test('says that the file of an earlier start cannot be recalled, and sells on', async () => {
  const { open } = IDBFactory.prototype
  const broken = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, name, version) {
    if (name.endsWith('-second-copy')) throw new DOMException('Internal error opening backing store.', 'UnknownError')
    return open.call(this, name, version)
  })
  onTestFinished(() => broken.mockRestore())
  const { store } = await anOpenNight()
  const [failure] = await eventually(store.errors.log$, ({ length }) => length > 0)
  expect(failure).toMatchObject({ kind: 'second_copy_failed', message: 'Internal error opening backing store.' })
  await sell(store)
  expect(await ticketsOf(store)).toHaveLength(1)
})

test('waits for a person’s word where the browser wants one, and then writes what was sold meanwhile', async () => {
  const { store } = await anOpenNight()
  const handle = await aFile()
  let permission: PermissionState = 'prompt'
  Object.assign(FileSystemFileHandle.prototype, {
    queryPermission: async () => permission,
    requestPermission: async () => (permission = 'granted'),
  })
  onTestFinished(() => {
    for (const name of ['queryPermission', 'requestPermission']) Reflect.deleteProperty(FileSystemFileHandle.prototype, name)
  })
  await store.secondCopy.choose(handle)
  await sell(store, 2)
  expect(await eventually(store.secondCopy.state$, ({ kind }) => kind === 'not_permitted')).toMatchObject({
    fileName: handle.name,
  })
  expect(await textIn(handle)).toBe('')
  await store.secondCopy.permit()
  await eventuallyHolds(handle, 2)
})

test('adds to what the file holds of a terminal that lost its data, and begins a new line after a torn one', async () => {
  const { store: lost } = await anOpenNight()
  await sell(lost, 2)
  const { text } = await lost.ticketFiles.exportPending()
  await lost.close()
  const handle = await aFile(text + '{"sum":"0123')
  const { store } = await anOpenNight()
  await sell(store)
  await store.secondCopy.choose(handle)
  const copy = await copyIn(handle)
  expect(copy.tickets).toHaveLength(3)
  expect(copy.badLines).toEqual([4])
})

test('two tabs keep one file in order', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const handle = await aFile()
  await store.secondCopy.choose(handle)
  const other = await anotherTab(endpoint, { name })
  await Promise.all([sell(store, 5), eventually(allTickets(other.store), ({ length }) => length === 5)])
  await eventuallyHolds(handle, 5)
  await eventually(other.store.secondCopy.state$, ({ kind }) => kind === 'up_to_date')
  expect(await ticketLines(handle)).toBe(5)
  expect((await copyIn(handle)).badLines).toEqual([])
})

test('every tab follows what one of them is told about the file', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const { store: other } = await anotherTab(endpoint, { name })
  for (const handle of [await aFile(), await aFile()]) {
    await store.secondCopy.choose(handle)
    await eventually(other.secondCopy.state$, (state) => state.kind === 'up_to_date' && state.fileName === handle.name)
  }
  await store.secondCopy.forget()
  await eventually(other.secondCopy.state$, ({ kind }) => kind === 'none')
})

test('a file that has grown large loses what this terminal knows to be sent, and nothing else', async () => {
  const { store } = await anOpenNight()
  const [sent] = await sell(store)
  await store.push.start()
  const foreign = { ...sent!, id: newId(), terminal: 'Barra 2' }
  const handle = await aFile(ticketLine(sent!).repeat(3000) + ticketLine(foreign))
  const [pending] = await sell(store)
  await store.secondCopy.choose(handle)
  const { tickets } = await copyIn(handle)
  expect(tickets.map(({ id }) => id).sort()).toEqual([foreign.id, pending!.id].sort())
  expect(tickets.some(({ id }) => id === sent!.id)).toBe(false)
})

test('copies no more when told so', async () => {
  const { store } = await anOpenNight()
  const handle = await aFile()
  await store.secondCopy.choose(handle)
  const before = await textIn(handle)
  await store.secondCopy.forget()
  await sell(store)
  expect(await eventually(store.secondCopy.state$, ({ kind }) => kind === 'none')).toEqual({ kind: 'none' })
  expect(await textIn(handle)).toBe(before)
  expect(readCopy(before).tickets).toEqual([])
})

/** The copy alone, of two tickets that it is told of when the test wants. */
async function aCopy() {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  await sell(store, 2)
  await store.close()
  const databases = await openDatabases({ name, isDiskFull: () => false })
  onTestFinished(() => databases.close())
  const tickets = await databases.tickets.find({ sort: [{ id: 'desc' }] }).exec()
  const told = new Subject<typeof tickets>()
  const copy = new SecondCopy({
    name,
    tickets: onlyTold(told) as unknown as SecondCopyDependencies['tickets'],
    header: () => ({ terminal: 'Barra 1', server: '', written_at: '2026-11-25T01:12:31-03:00' }),
    errorLog: { add: () => undefined } as unknown as ErrorLog,
  })
  await copy.start()
  onTestFinished(() => copy.stop())
  return { copy, told, tickets }
}

/** A collection that holds what was told last, and tells of it at the moment that a test chooses. */
function onlyTold(told: Subject<RxDocument<StoredTicket>[]>) {
  let held: RxDocument<StoredTicket>[] = []
  told.subscribe((tickets) => (held = tickets))
  const inState = (state: string) => held.filter(({ sync_status }) => sync_status === state)
  return {
    $: told,
    find: ({ selector }: { selector: { sync_status: { $eq: string } } }) => ({
      exec: () => Promise.resolve(inState(selector.sync_status.$eq)),
    }),
    findByIds: () => ({ exec: () => Promise.resolve(new Map()) }),
  }
}

async function aFile(text = ''): Promise<FileSystemFileHandle> {
  const folder = await navigator.storage.getDirectory()
  const handle = await folder.getFileHandle(`copy-${newId()}.jsonl`, { create: true })
  const writable = await handle.createWritable()
  await writable.write(text)
  await writable.close()
  onTestFinished(() => folder.removeEntry(handle.name).catch(() => undefined))
  return handle
}

async function textIn(handle: FileSystemFileHandle): Promise<string> {
  return (await handle.getFile()).text()
}

async function copyIn(handle: FileSystemFileHandle) {
  return readCopy(await textIn(handle))
}

async function ticketLines(handle: FileSystemFileHandle): Promise<number> {
  return (await textIn(handle)).split('\n').filter((line) => line.includes('"ticket":')).length
}

async function eventuallyHolds(handle: FileSystemFileHandle, count: number): Promise<void> {
  await expect.poll(async () => (await copyIn(handle)).tickets.length).toBe(count)
}

/** Takes the file away as a USB stick goes: every handle to it fails, the remembered ones too. */
function pullOut({ name }: FileSystemFileHandle): { putBack(): void } {
  const { getFile } = FileSystemFileHandle.prototype
  FileSystemFileHandle.prototype.getFile = function () {
    return this.name === name ? Promise.reject(new DOMException('the stick is out', 'NotFoundError')) : getFile.call(this)
  }
  const putBack = () => void (FileSystemFileHandle.prototype.getFile = getFile)
  onTestFinished(putBack)
  return { putBack }
}
