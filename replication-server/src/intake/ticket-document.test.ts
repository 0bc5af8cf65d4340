import { describe, expect, it } from 'vitest'
import { newId } from '@barra/domain'
import { readTicketDocument } from './ticket-document.ts'

const line = {
  id_product_service: 4,
  description: 'Fernet',
  quantity: 2,
  unit_price: '1500.00',
  payed: false,
  state: 'NO PAGADO',
}
const ticket = {
  _id: newId(),
  id_visit: 90,
  id_bracelet: '0417',
  ticket_date: '2026-11-25T01:12:31-03:00',
  ticket_amount: '3000.00',
  observations: '',
  created_offline: true,
  terminal: 'Barra 1',
  ticket_details: [line],
}

function without(field: string): object {
  return Object.fromEntries(Object.entries(ticket).filter(([name]) => name !== field))
}

describe('a pushed document', () => {
  it('is a ticket when its form is right, the same one whatever revision it carries', () => {
    const plain = readTicketDocument(ticket)
    expect(plain).toMatchObject({ kind: 'ticket', pushed: { id: ticket._id, rev: null, ticket: without('_id') } })
    const revised = readTicketDocument({ ...ticket, _rev: '1-00' })
    expect(revised).toEqual({ ...plain, pushed: { ...(plain.kind === 'ticket' && plain.pushed), rev: '1-00' } })
  })

  it.each([
    ['no object', 'ticket', /must be object/],
    ['nothing', null, /must be object/],
    ['a list', [ticket], /must be object/],
    ['no id', without('_id'), /_id/],
    ['an id that is no UUID', { ...ticket, _id: '17' }, /_id must be a UUID/],
    ['an id in capitals', { ...ticket, _id: ticket._id.toUpperCase() }, /_id must be a UUID/],
    ['a number for an id', { ...ticket, _id: 17 }, /_id must be a UUID/],
    ['no visit', without('id_visit'), /id_visit/],
    ['a visit that is text', { ...ticket, id_visit: '90' }, /id_visit must be integer/],
    ['a visit that is no whole number', { ...ticket, id_visit: 90.5 }, /id_visit must be integer/],
    ['a visit beyond what a number holds', { ...ticket, id_visit: 2 ** 60 }, /id_visit must be <=/],
    ['no bracelet', { ...ticket, id_bracelet: '' }, /id_bracelet must NOT have fewer/],
    ['a bracelet too long for its column', { ...ticket, id_bracelet: '7'.repeat(256) }, /id_bracelet must NOT have more/],
    ['a date without a time', { ...ticket, ticket_date: '2026-11-25' }, /ticket_date must be an ISO 8601/],
    ['a time without an offset', { ...ticket, ticket_date: '2026-11-25T01:12:31' }, /ticket_date must be an ISO 8601/],
    ['a day that does not exist', { ...ticket, ticket_date: '2026-02-30T01:12:31Z' }, /ticket_date must be an ISO 8601/],
    ['an offset that does not exist', { ...ticket, ticket_date: '2026-11-25T01:12:31+99:00' }, /ticket_date must be an ISO 8601/],
    ['a year before DATETIME begins', { ...ticket, ticket_date: '0999-11-25T01:12:31Z' }, /ticket_date must be an ISO 8601/],
    [
      'the last second that a zone could take past 9999',
      { ...ticket, ticket_date: '9999-12-31T23:59:59Z' },
      /ticket_date must be/,
    ],
    ['a date that is a number', { ...ticket, ticket_date: 1_795_000_000 }, /ticket_date must be string/],
    ['an amount that is a number', { ...ticket, ticket_amount: 3000 }, /ticket_amount must be string/],
    ['an amount with one decimal', { ...ticket, ticket_amount: '3000.0' }, /ticket_amount must match/],
    ['an amount in exponents', { ...ticket, ticket_amount: '3e3' }, /ticket_amount must match/],
    ['observations too long for their column', { ...ticket, observations: 'x'.repeat(256) }, /observations must NOT have more/],
    ['no lines', { ...ticket, ticket_details: [] }, /ticket_details must NOT have fewer/],
    ['too many lines', { ...ticket, ticket_details: Array(201).fill(line) }, /ticket_details must NOT have more/],
    ['a line of nothing', { ...ticket, ticket_details: [{ ...line, quantity: 0 }] }, /ticket_details.0.quantity must be >= 1/],
    ['half a drink', { ...ticket, ticket_details: [{ ...line, quantity: 0.5 }] }, /ticket_details.0.quantity must be integer/],
    ['a negative price', { ...ticket, ticket_details: [{ ...line, unit_price: '-1.00' }] }, /ticket_details.0.unit_price/],
    ['a line that is paid', { ...ticket, ticket_details: [{ ...line, payed: true }] }, /ticket_details.0.payed must be false/],
    ['a line in another state', { ...ticket, ticket_details: [{ ...line, state: 'NC' }] }, /state must be "NO PAGADO"/],
    ['a field of the terminal', { ...ticket, sync_status: 'PENDING' }, /the ticket has a field .*"sync_status"/],
    ['a deletion', { ...ticket, _deleted: true }, /not undone by deleting/],
    ['a prototype', JSON.parse(`{"__proto__":{},${JSON.stringify(ticket).slice(1)}`), /"__proto__"/],
  ])('is refused when it is %s', (_what, document, reason) => {
    expect(readTicketDocument(document)).toMatchObject({ kind: 'invalid', reason: expect.stringMatching(reason) })
  })

  it('is named in the answer by its id when there is one to be read', () => {
    expect(readTicketDocument({ _id: '17' })).toMatchObject({ id: '17' })
    expect(readTicketDocument({ _id: 17 })).toMatchObject({ id: null })
    expect(readTicketDocument({ _id: 'x'.repeat(10_000) })).toMatchObject({ id: null })
  })

  it('has the same hash whatever the order of its fields, and another one for other content', () => {
    const hashOf = (document: object) => {
      const reading = readTicketDocument(document)
      return reading.kind === 'ticket' ? reading.pushed.hash : reading.reason
    }
    const reversed = Object.fromEntries(
      Object.entries({ ...ticket, ticket_details: [Object.fromEntries(Object.entries(line).reverse())] }).reverse(),
    )
    expect(hashOf(reversed)).toBe(hashOf(ticket))
    expect(hashOf({ ...ticket, _id: newId() })).toBe(hashOf(ticket))
    expect(hashOf({ ...ticket, ticket_details: [{ ...line, quantity: 3 }] })).not.toBe(hashOf(ticket))
  })
})
