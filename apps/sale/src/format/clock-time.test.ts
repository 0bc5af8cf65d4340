import { expect, test } from 'vitest'
import { dateAndHourText, hourText, momentText } from './clock-time.ts'

const now = new Date('2026-11-25T03:06:00-03:00')
const moment = (iso: string) => momentText(new Date(iso), now, 'es-AR')

test('shows the club’s clock, whatever zone the terminal is set to', () => {
  expect(hourText(new Date('2026-11-25T06:06:00Z'), 'es-AR')).toBe('03:06')
  expect(hourText(new Date('2026-11-25T00:06:00-03:00'), 'en')).toBe('00:06')
})

test('a night is one day: at three in the morning, nine in the evening was not yesterday', () => {
  expect(moment('2026-11-24T21:02:00-03:00')).toBe('21:02')
  expect(moment('2026-11-23T21:02:00-03:00')).toBe('ayer 21:02')
  expect(moment('2026-11-25T21:00:00-03:00')).toBe('mañana 21:00')
})

test('names the day within a week and the date beyond', () => {
  expect(moment('2026-11-22T05:51:00-03:00')).toBe('domingo 05:51')
  expect(moment('2026-11-10T23:15:00-03:00')).toBe('10/11 23:15')
})

test('names the calendar’s day and the hour for paper', () => {
  expect(dateAndHourText(new Date('2026-11-25T03:06:00Z'), 'es-AR')).toBe('25/11/2026 00:06')
})
