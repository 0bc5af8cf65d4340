import { expect, test } from 'vitest'
import { toGuest } from './guest.ts'
import type { Partner } from './partner.ts'
import type { Visit } from './visit.ts'

const visit: Visit = {
  id_visit: 90,
  id_partner: 17,
  visit_date: '2026-11-24',
  id_state: 2,
  id_visit_type: 2,
  hour_entry: null,
  hour_exit: null,
  id_bracelet_1: '0417',
  id_bracelet_2: 'AB2 ',
  visit_amount_consumed: null,
  applied_tickets: [],
}
const partner: Partner = {
  id_partner: 17,
  alias: 'Tincho',
  partner_name: 'Martín Sosa',
  partner_dni: null,
  affiliate_name: 'Lucía Acuña',
  affiliate_dni: null,
  id_state: 2,
  suspension_reason: 'Deuda de 2024',
  expultion_reason: null,
}

test('bracelet 1 is the partner, bracelet 2 the one who came along', () => {
  expect(toGuest(visit, partner, '0417')).toMatchObject({ holder: 'partner', name: 'Martín Sosa' })
  expect(toGuest(visit, partner, 'ab2')).toMatchObject({ holder: 'affiliate', name: 'Lucía Acuña' })
})

test('a guest who entered fast has no name yet, or goes by an alias', () => {
  expect(toGuest(visit, null, '0417').name).toBe('')
  expect(toGuest(visit, { ...partner, partner_name: null }, '0417').name).toBe('Tincho')
})

test('the state decides about a suspension, not a reason left over from the past', () => {
  expect(toGuest(visit, partner, '0417').standing).toEqual({ kind: 'good' })
  expect(toGuest(visit, { ...partner, id_state: 7 }, '0417').standing).toEqual({ kind: 'suspended', reason: 'Deuda de 2024' })
  expect(toGuest(visit, { ...partner, id_state: 6 }, '0417').standing).toEqual({ kind: 'expelled', reason: null })
})

test('a guest has a phone only where the club lets phones travel', () => {
  expect(toGuest(visit, partner, '0417').phone).toBeNull()
  const withPhones = { ...partner, partner_phone: '11 5550-1234', affiliate_phone: ' ' }
  expect(toGuest(visit, withPhones, '0417').phone).toBe('11 5550-1234')
  expect(toGuest(visit, withPhones, 'ab2').phone).toBeNull()
})
