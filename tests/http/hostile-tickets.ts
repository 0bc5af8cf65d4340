// Documents that no terminal sends, each as JSON text: what a parser makes of it is part of the trick. None may be stored.
import { newId } from '@barra/domain'
import { aTicket, NO_SUCH_PRODUCT } from '../intake/small-club.ts'

export interface HostileTicket {
  readonly name: string
  readonly json: string
}

const NO_SUCH_VISIT = 999_999

/** Values that are wrong for almost every field. */
const STRANGE_VALUES = [
  'null',
  'true',
  '-1',
  '0.5',
  '-0',
  '1e400',
  '-1e400',
  '9007199254740993',
  '123456789012345678901234567890',
  '[]',
  '[[[[]]]]',
  '["a"]',
  '{}',
  '{"length":1}',
  '{"$ne":null}',
  '{"__proto__":{"valid":true}}',
  '{"constructor":{"prototype":{"valid":true}}}',
  '{"toString":"1"}',
] as const

const STRANGE_TEXTS = ['', ' ', 'NaN', 'undefined', '[object Object]', "' OR 1=1 --", '\u0000', '😀', '\ud800', 'x'.repeat(300)]

/** Fields that take any text of their length. */
const TEXT_FIELDS = ['id_bracelet', 'observations', 'terminal', 'description']

const STRANGE_BY_FIELD: Readonly<Record<string, readonly unknown[]>> = {
  _id: [
    17,
    'a/b',
    '_design/tickets',
    '_local/1',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '..%2f..%2f',
    '00000000-0000-0000-0000-000000000000',
    newId().toUpperCase(),
    `{${newId()}}`,
    `${newId()} `,
    `${newId()}\n`,
    `${newId()}\u0000`,
    newId().replaceAll('-', ''),
    newId().replaceAll('-', '_'),
    newId().replace(/^./, '０'),
    `${newId()}'; DROP TABLE Tickets; --`,
    'x'.repeat(100_000),
  ],
  _rev: ['x'.repeat(101)],
  id_visit: [0, 1.5, 1e20, '1', '1 OR 1=1', NO_SUCH_VISIT, Number.MAX_SAFE_INTEGER, '1; DELETE FROM Visits'],
  id_bracelet: ['', 'x'.repeat(256), '😀'.repeat(256), 417],
  ticket_date: [
    '0000-01-01T00:00:00Z',
    '0000-00-00T00:00:00Z',
    '0999-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
    '9999-12-31T00:00:00-14:00',
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-02-30T01:12:31-03:00',
    '2026-13-01T01:12:31-03:00',
    '2026-11-25T25:00:00-03:00',
    '2026-11-25T01:12:60-03:00',
    '2026-11-25T01:12:31+24:00',
    '2026-11-25T01:12:31-03:00Z',
    '2026-11-25T01:12:31',
    '2026-11-25 01:12:31-03:00',
    '2026-11-25',
    '20261125T011231Z',
    '2026-W48-3T01:12:31Z',
    'now',
    1_764_043_951_000,
    "2026-11-25T01:12:31-03:00'--",
    '２０２６-11-25T01:12:31-03:00',
  ],
  ticket_amount: [
    5500.5,
    '-5500.50',
    '-0.00',
    '+5500.50',
    '5500.5',
    '5500,50',
    '5,500.50',
    '5500.505',
    ' 5500.50',
    '5500.50\n',
    '5.5e3',
    '0x157c',
    'Infinity',
    '٥٥٠٠.٥٠',
    '5500.51',
    '0.00',
    '99999999.99',
    '100000000.00',
    `${'9'.repeat(400)}.00`,
  ],
  observations: ['x'.repeat(256), 5],
  created_offline: ['true', 1, 0],
  terminal: ['x'.repeat(101), 5],
  ticket_details: ['none', 3],
  id_product_service: [0, NO_SUCH_PRODUCT, 2_147_483_647, 2_147_483_648, '1', '1 OR 1=1', '__proto__'],
  description: ['x'.repeat(256), 5],
  quantity: [0, 1.5, 3, 1_000, 2_147_483_648, '2', 'NaN'],
  unit_price: [1500, '-1500.00', '1500', '1500.000', '1500.01', '1e3', '999999999.00', 'NaN'],
  payed: ['false', 0, 1],
  state: ['PAGADO', 'no pagado', 'NO PAGADO ', 'NC', "NO PAGADO'--"],
}

/** @param visit an open one, so that nothing but the trick can be the reason to refuse */
export function hostileTickets(visit: number): HostileTicket[] {
  return [...strangeFields(visit), ...missingFields(visit), ...unknownFields(visit), ...strangeDocuments(visit)]
}

function strangeFields(visit: number): HostileTicket[] {
  const { ticket_details, ...fields } = aTicket(visit)
  return [...Object.keys({ ...fields, ticket_details, _rev: '' }), ...Object.keys(ticket_details[0]!)].flatMap((field) => {
    const values = STRANGE_VALUES.filter((value) => !(field === 'created_offline' && value === 'true'))
    const texts = TEXT_FIELDS.includes(field) || field === '_rev' ? [] : STRANGE_TEXTS
    const own = STRANGE_BY_FIELD[field] ?? []
    return [...values, ...[...texts, ...own].map((value) => JSON.stringify(value))].map((value) => ({
      name: `${field} ${shorten(value)}`,
      json: withField(visit, field, value),
    }))
  })
}

function missingFields(visit: number): HostileTicket[] {
  const ticket = aTicket(visit)
  const [line, ...lines] = ticket.ticket_details
  const ofTicket = Object.keys(ticket).map((field) => ({ name: `no ${field}`, json: JSON.stringify(without(ticket, field)) }))
  const ofLine = Object.keys(line!).map((field) => ({
    name: `a line without ${field}`,
    json: JSON.stringify({ ...ticket, ticket_details: [without(line!, field), ...lines] }),
  }))
  return [...ofTicket, ...ofLine]
}

function unknownFields(visit: number): HostileTicket[] {
  const names = ['_deleted', '_attachments', 'id', 'id_ticket', 'sync_status', 'payed', '__proto__', 'constructor', '']
  const cancelling = STRANGE_VALUES.map((value) => ({ name: `cancels ${value}`, json: withField(visit, 'cancels', value) }))
  const unknown = names.flatMap((name) => [
    { name: `the unknown field ${JSON.stringify(name)}`, json: withField(visit, name, '{"id_visit":1}') },
    { name: `a line with the unknown field ${JSON.stringify(name)}x`, json: withLineField(visit, `${name}x`, '1') },
  ])
  return [...cancelling, ...unknown]
}

function strangeDocuments(visit: number): HostileTicket[] {
  const ticket = aTicket(visit)
  const json = JSON.stringify(ticket)
  const [line] = ticket.ticket_details
  const withLines = (lines: readonly unknown[]) => JSON.stringify({ ...ticket, ticket_details: lines })
  return [
    ...['null', 'true', '0', '""', '"ticket"', '[]', '[[]]', '{}', '{"_id":{}}', '{"_id":"17"}', `[${json}]`].map((document) => ({
      name: shorten(document),
      json: document,
    })),
    { name: 'a ticket as text', json: JSON.stringify(json) },
    { name: 'a ticket in a ticket', json: `{"docs":[${json}]}` },
    { name: 'an amount given twice', json: json.replace(/}$/, ',"ticket_amount":"1.00"}') },
    { name: 'a visit given twice', json: json.replace(/}$/, `,"id_visit":${NO_SUCH_VISIT}}`) },
    { name: 'no line', json: withLines([]) },
    { name: 'a line that is null', json: withLines([line, null]) },
    { name: 'a line that is a list', json: withLines([line, [line]]) },
    { name: '201 lines', json: withLines(Array(201).fill(line)) },
    {
      name: 'lines that add up past any number',
      json: withLines(Array(200).fill({ ...line, quantity: 999, unit_price: '99999999.99' })),
    },
    { name: 'lists in lists, 100,000 deep', json: `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
    { name: 'objects in objects, 20,000 deep', json: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` },
    { name: '100,000 fields', json: JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, i]))) },
    { name: 'a cart of a million lines', json: `{"_id":"${newId()}","ticket_details":[${'{},'.repeat(999_999)}{}]}` },
  ]
}

function withField(visit: number, field: string, value: string): string {
  const ticket = aTicket(visit)
  const isOfLine = field in ticket.ticket_details[0]! && !(field in ticket)
  if (isOfLine) return withLineField(visit, field, value)
  return insert(without(ticket, field), field, value)
}

function withLineField(visit: number, field: string, value: string): string {
  const { ticket_details, ...ticket } = aTicket(visit)
  const [line, ...lines] = ticket_details
  const odd = insert(without(line!, field), field, value)
  return insert(ticket, 'ticket_details', `[${[odd, ...lines.map((other) => JSON.stringify(other))].join()}]`)
}

/** As text, so that a value or a key may be what no object can hold. */
function insert(document: object, field: string, value: string): string {
  return JSON.stringify(document).replace(/}$/, () => `,${JSON.stringify(field)}:${value}}`)
}

function without(document: object, field: string): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== field))
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 50)}… (${text.length})` : text
}
