import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, sell } from '../testing/a-terminal.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { copyFileName, headerLine, readCopy, stateSum, ticketLine } from './copy-format.ts'

const header = { terminal: 'Barra 1', server: 'https://club.test/replication', written_at: '2026-11-25T01:12:31-03:00' }

test('reads back what was written, in whatever order the disk gives the fields', async () => {
  const [first, second] = await soldTickets(2)
  const backwards = Object.fromEntries(Object.entries(second!).toReversed()) as unknown as typeof second
  expect(stateSum(backwards!)).toBe(stateSum(second!))
  const read = readCopy(headerLine(header) + ticketLine(first!) + ticketLine(backwards!))
  expect(read).toEqual({ headers: [header], tickets: [first, second], badLines: [], leftOut: 0, isNewer: false })
})

test('the last state of a ticket counts, and files put one after another are a file', async () => {
  const [first, second] = await soldTickets(2)
  const voided = { ...first!, sync_status: 'VOIDED' as const }
  const text = headerLine(header) + ticketLine(first!) + headerLine({ ...header, terminal: 'Barra 2' }) + ticketLine(second!)
  const read = readCopy(`${text}${ticketLine(voided)}`)
  expect(read.tickets).toEqual([voided, second])
  expect(read.headers.map(({ terminal }) => terminal)).toEqual(['Barra 1', 'Barra 2'])
})

test('a bad line costs that line alone: torn, changed, of another kind, or a ticket that nothing could show', async () => {
  const [first, second] = await soldTickets(2)
  const good = ticketLine(first!)
  const impossible = { ...first!, id: newId(), ticket_amount: 'a lot' }
  const { changes: _, ...withoutStory } = first!
  const bad = [
    good.slice(0, 200),
    good.replace('"6500.00"', '"9500.00"').trimEnd(),
    good.slice(1).trimEnd(),
    'not JSON',
    'null',
    '[]',
    '{"format":"something else","version":1}',
    ticketLine(impossible).trimEnd(),
    ticketLine({ ...first!, id: newId(), ticket_date: 'yesterday' }).trimEnd(),
    ticketLine({ ...first!, id: '../../etc' }).trimEnd(),
    ticketLine({ ...withoutStory, id: newId() } as StoredTicket).trimEnd(),
  ]
  const lines = [headerLine(header).trimEnd(), ...bad, good.trimEnd(), ticketLine(second!).trimEnd()]
  const read = readCopy(lines.join('\n'))
  expect(read.badLines).toEqual(bad.map((_, i) => i + 2))
  expect(read.tickets).toEqual([first, second])
})

test('what stands under a torn header is bad, too, up to the next one: it could be of a training; a server that is still there tells', async () => {
  const [first, second] = await soldTickets(2)
  const head = headerLine(header).trimEnd()
  const isTold = ({ server }: { readonly server: string }) => server === header.server
  const read = (torn: string) =>
    readCopy([torn, ticketLine(first!).trimEnd(), head, ticketLine(second!).trimEnd()].join('\n'), isTold)
  for (const torn of [head.slice(0, 30), head.slice(head.indexOf('club.test')), '{"for']) {
    expect(read(torn)).toMatchObject({ tickets: [second], badLines: [1, 2], leftOut: 0 })
  }
  const tail = head.slice(head.indexOf('"server"'))
  expect(read(tail)).toMatchObject({ tickets: [first, second], badLines: [1] })
  expect(read(tail.replace('club.test', 'training.invalid'))).toMatchObject({ tickets: [second], badLines: [1], leftOut: 1 })
})

test('finds its way through what mail programs and editors add', async () => {
  const [ticket] = await soldTickets(1)
  const read = readCopy(`\uFEFF${headerLine(header)}\r\n\r\n${ticketLine(ticket!).trimEnd()}\r\n\n`)
  expect(read).toMatchObject({ headers: [header], tickets: [ticket], badLines: [] })
})

test('says that a later version wrote it, and takes what it understands', async () => {
  const [ticket] = await soldTickets(1)
  const read = readCopy(`{"format":"barra-tickets","version":2}\n${ticketLine(ticket!)}`)
  expect(read).toMatchObject({ isNewer: true, tickets: [ticket] })
})

test('names files so that they sort by time and never meet', () => {
  expect(copyFileName({ ...header, terminal: 'Barra Ñandú / 2' }, 'copia')).toBe('barra-nandu-2-copia-20261125-011231.jsonl')
  expect(copyFileName({ ...header, terminal: '' }, 'pendientes')).toBe('barra-pendientes-20261125-011231.jsonl')
})

async function soldTickets(count: number) {
  const { store } = await anOpenNight()
  return sell(store, count)
}
