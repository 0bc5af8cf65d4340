import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, aTerminal, aVisit, eventually, isPulled, sell, statusesOf, theGuest } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { fillDisk } from '../testing/full-disk.ts'
import { aRefusedTicket, because, closed, theTicket } from '../testing/a-refused-ticket.ts'

test('moves a refused ticket to another open visit: the next push carries it under the same id, and the original stays readable', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  await store.tickets.move(ticket.id, await theGuest(store, '0533'), because)
  expect(await theTicket(store)).toMatchObject({
    id: ticket.id,
    ticket_number: ticket.ticket_number,
    ticket_date: ticket.ticket_date,
    sync_status: 'PENDING',
    error_code: null,
    id_visit: 91,
    id_bracelet: '0533',
    guest_name: 'Julieta Ferreyra',
    attempts: [{ outcome: 'refused', code: 'visit_closed' }],
    changes: [{ kind: 'moved', ...because, from: { id_visit: 90, id_bracelet: '0417', guest_name: 'Martín Sosa' } }],
  })
  expect((await firstValueFrom(store.guests.consumption$(91))).notIncluded).toEqual({ count: 1, amount: 6500_00 })
  expect((await firstValueFrom(store.guests.consumption$(90))).notIncluded.count).toBe(0)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  expect(endpoint.tickets.get(ticket.id)!.columns).toMatchObject({ id_visit: 91, id_bracelet: '0533' })
})

test('says so when the server holds the original of a moved ticket after all', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  await store.tickets.move(ticket.id, await theGuest(store, '0533'), because)
  endpoint.judge = () => ({ code: 'id_reused', reason: 'stored as ticket 9000' })
  await store.push.start()
  expect(await theTicket(store)).toMatchObject({ sync_status: 'ERROR', error_code: 'id_reused' })
})

test('retries a refused ticket as it is, with the reason kept', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  await store.tickets.retry(ticket.id, because)
  expect(await theTicket(store)).toMatchObject({ sync_status: 'PENDING', changes: [{ kind: 'retried', ...because }] })
  endpoint.judge = () => null
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  const { attempts, sync_status } = await theTicket(store)
  expect([sync_status, ...attempts.map(({ outcome }) => outcome)]).toEqual(['SYNCED', 'refused', 'stored'])
})

test('voids a refused ticket here alone: the server never had it', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  await store.tickets.void(ticket.id, because)
  expect(await theTicket(store)).toMatchObject({ sync_status: 'VOIDED', changes: [{ kind: 'voided', ...because }] })
  expect((await firstValueFrom(store.guests.consumption$(90))).total).toBe(1000_00)
  expect(await store.push.start()).toEqual({ kind: 'nothing_pending' })
  expect(endpoint.tickets.size).toBe(0)
})

test('voids a refused ticket that a second copy hands on only once the server was asked: another terminal may have had it stored', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  const folder = await navigator.storage.getDirectory()
  const file = await folder.getFileHandle(`copy-${newId()}.jsonl`, { create: true })
  onTestFinished(() => folder.removeEntry(file.name).catch(() => undefined))
  await store.secondCopy.choose(file)
  await store.tickets.void(ticket.id, because)
  expect((await theTicket(store)).sync_status).toBe('VOIDING')

  // Moved there, it is on another visit.
  endpoint.judge = () => ({ code: 'cancellation_mismatch', reason: 'ticket 9000 is of visit 91' })
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { refused: 1 } })
  const { sync_status, attempts } = await theTicket(store)
  expect(sync_status).not.toBe('VOIDED')
  expect(attempts.at(-1)).toMatchObject({ outcome: 'void_refused', code: 'cancellation_mismatch' })

  endpoint.judge = () => null
  await store.tickets.void(ticket.id, because)
  await store.push.start()
  expect((await theTicket(store)).attempts.at(-1)).toMatchObject({ outcome: 'never_stored' })
  expect((await theTicket(store)).sync_status).toBe('VOIDED')
})

test('asks the server about the voiding of a refused ticket that came from another terminal, which still has it', async () => {
  const { endpoint, store } = await aRefusedTicket()
  const { text } = await store.ticketFiles.exportPending()
  const other = await anotherTab(endpoint, { name: `t-${newId()}`, terminal: 'Barra 2' })
  await other.store.ticketFiles.import(other.store.ticketFiles.read(text))
  const imported = await theTicket(other.store)
  expect(imported).toMatchObject({ sync_status: 'ERROR', terminal: 'Barra 1' })
  endpoint.judge = () => null
  await other.store.tickets.void(imported.id, because)
  expect(await other.store.push.start()).toMatchObject({ kind: 'completed', progress: { refused: 0 } })
  const { sync_status, attempts } = await theTicket(other.store)
  expect([sync_status, attempts.at(-1)!.outcome]).toEqual(['VOIDED', 'never_stored'])
})

test('takes a stored ticket back by a second one of negative quantities that points at it, once, though answers are lost', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name, pushRetryDelaysMs: [] })
  const [ticket] = await sell(store)
  await store.push.start()
  endpoint.put('visits', '90', aVisit({ visit_amount_consumed: '7500.00', applied_tickets: [ticket!.id] }))
  await eventually(store.guests.consumption$(90), ({ total, notIncluded }) => total === 7500_00 && notIncluded.count === 0)

  await store.tickets.void(ticket!.id, because)
  await eventually(store.guests.consumption$(90), ({ total }) => total === 1000_00)
  expect(await firstValueFrom(store.tickets.pending$)).toMatchObject({ count: 1, amount: 0, voids: 1 })
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') ? 'answer_lost' : 'answer')
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted' })
  expect((await theTicket(store)).sync_status).toBe('VOIDING')
  await store.close()

  endpoint.fate = () => 'answer'
  const again = await aTerminal({ name })
  expect(await again.push.start()).toMatchObject({ kind: 'completed', progress: { duplicates: 1, refused: 0 } })
  expect(endpoint.tickets.size).toBe(2)
  const [cancellation] = [...endpoint.tickets].filter(([id]) => id !== ticket!.id)
  expect(cancellation![1].columns).toMatchObject({
    cancels: ticket!.id,
    id_visit: 90,
    id_bracelet: '0417',
    ticket_amount: '-6500.00',
    observations: because.reason,
    ticket_details: [{ id_product_service: 4, quantity: -1, unit_price: '6500.00', state: 'NC' }],
  })
  expect(await theTicket(again)).toMatchObject({ sync_status: 'VOIDED', remote_id_ticket: '9000' })
  expect(await again.push.start()).toEqual({ kind: 'nothing_pending' })
  // The visit travels, and the strip counts neither of them twice nor forgets one.
  endpoint.put('visits', '90', aVisit({ applied_tickets: [ticket!.id, cancellation![0]] }))
  await isPulled(again)
  await eventually(again.guests.consumption$(90), ({ total, notIncluded }) => total === 1000_00 && notIncluded.count === 0)
})

test.each([
  ['had stored it', 'answer_lost', 2, ['no_answer', 'taken_back']],
  ['had not', 'no_connection', 0, ['no_answer', 'never_stored']],
] as const)('voids a pending ticket whose answer was lost: the server is asked, and %s', async (_, fate, stored, outcomes) => {
  const { endpoint, store } = await anOpenNight({ pushRetryDelaysMs: [] })
  const [ticket] = await sell(store)
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') ? fate : 'answer')
  await store.push.start()
  endpoint.fate = () => 'answer'
  await store.tickets.void(ticket!.id, because)
  expect((await theTicket(store)).sync_status).toBe('VOIDING')
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1, refused: 0 } })
  const { sync_status, attempts } = await theTicket(store)
  expect(sync_status).toBe('VOIDED')
  expect(attempts.map(({ outcome }) => outcome)).toEqual(outcomes)
  expect(endpoint.tickets.size).toBe(stored)
})

test('a stored ticket that the server does not take back stays charged, with the reason', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket] = await sell(store)
  await store.push.start()
  await store.tickets.void(ticket!.id, because)
  endpoint.judge = () => closed
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { refused: 1 } })
  const after = await theTicket(store)
  expect(after).toMatchObject({ sync_status: 'SYNCED', remote_id_ticket: '9000' })
  expect(after.attempts.at(-1)).toMatchObject({ outcome: 'void_refused', code: 'visit_closed' })
  expect((await firstValueFrom(store.guests.consumption$(90))).total).toBe(7500_00)
})

test('a ticket that another terminal took back is voided here too', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket] = await sell(store)
  await store.push.start()
  endpoint.cancelled.add(ticket!.id)
  await store.tickets.void(ticket!.id, because)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1, refused: 0 } })
  expect((await theTicket(store)).attempts.at(-1)).toMatchObject({ outcome: 'taken_back', code: 'already_cancelled' })
})

test('a ticket voided while it is on its way is taken back after it arrived', async () => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 1 })
  const [ticket] = await sell(store)
  let isFirst = true
  endpoint.fate = async ({ path }) => {
    if (path.includes('_bulk_docs') && isFirst) {
      isFirst = false
      await store.tickets.void(ticket!.id, because)
    }
    return 'answer' as const
  }
  await store.push.start()
  await store.push.start()
  expect(await statusesOf(store)).toEqual({ VOIDED: 1 })
  expect(endpoint.cancelled.has(ticket!.id)).toBe(true)
})

test('decides nothing without a reason, about a ticket that moved on, or on a visit that is closed', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  const guest = await theGuest(store, '0533')
  for (const reason of ['', '   ']) {
    const empty = { reason, by: null }
    await expect(store.tickets.retry(ticket.id, empty).catch((error: Error) => error)).resolves.toMatchObject({
      code: 'no_reason',
    })
  }
  endpoint.put(
    'visits',
    '91',
    aVisit({ id_visit: 91, id_partner: 18, id_bracelet_1: '0533', hour_exit: '2026-11-25T02:00:00-03:00' }),
  )
  store.pull.pullNow()
  await eventually(store.guests.guest$(91, '0533'), (found) => found?.visit.hour_exit !== null)
  await expect(store.tickets.move(ticket.id, guest, because)).rejects.toMatchObject({ code: 'visit_closed' })
  expect(await theTicket(store)).toEqual(ticket)
  await store.tickets.retry(ticket.id, because)
  await expect(store.tickets.retry(ticket.id, because)).rejects.toMatchObject({ code: 'not_possible_now' })
  await store.tickets.void(ticket.id, because)
  await expect(store.tickets.void(ticket.id, because)).rejects.toMatchObject({ code: 'not_possible_now' })
  await expect(store.tickets.void(newId(), because)).rejects.toMatchObject({ code: 'ticket_not_found' })
})

test('a decision that the disk refuses leaves the ticket as it was', async () => {
  const name = `t-${newId()}`
  const { store, ticket } = await aRefusedTicket({ name })
  const disk = fillDisk(new RegExp(`${name}-tickets`))
  await expect(store.tickets.void(ticket.id, because)).rejects.toMatchObject({ code: 'storage' })
  disk.free()
  expect(await theTicket(store)).toEqual(ticket)
})

test('a ticket whose bracelet was handed to somebody else is charged to the visit it was sold on', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket] = await sell(store)
  endpoint.put('visits', '90', aVisit({ id_bracelet_1: '0999' }))
  endpoint.put('visits', '92', aVisit({ id_visit: 92, id_bracelet_1: '0417', id_bracelet_2: null }))
  store.pull.pullNow()
  await eventually(store.guests.guest$(92, '0417'), (guest) => guest !== null)
  await store.push.start()
  expect(endpoint.tickets.get(ticket!.id)!.columns).toMatchObject({ id_visit: 90, id_bracelet: '0417' })
})
