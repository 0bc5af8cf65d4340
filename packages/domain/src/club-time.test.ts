import { expect, test } from 'vitest'
import {
  businessDay,
  businessDayStart,
  daysBefore,
  isTimeZone,
  DEFAULT_CLUB_TIME_ZONE as zone,
  parseZonedIso,
  toWallClock,
  toZonedIso,
  wallClockToIso,
} from './club-time.ts'

const atOne = new Date('2026-11-25T04:12:31Z')

test('club wall-clock time and ISO with offset tell the same moment', () => {
  expect(toWallClock(atOne, zone)).toBe('2026-11-25 01:12:31')
  expect(toZonedIso(atOne, zone)).toBe('2026-11-25T01:12:31-03:00')
  expect(wallClockToIso('2026-11-25 01:12:31', zone)).toBe('2026-11-25T01:12:31-03:00')
  expect(parseZonedIso('2026-11-25T01:12:31-03:00')).toEqual(atOne)
})

test('a zone with daylight saving gives each moment its own offset', () => {
  expect(toZonedIso(new Date('2026-07-01T12:00:00Z'), 'Europe/Madrid')).toBe('2026-07-01T14:00:00+02:00')
  expect(toZonedIso(new Date('2026-12-01T12:00:00Z'), 'Europe/Madrid')).toBe('2026-12-01T13:00:00+01:00')
})

test('a night belongs to the day it started on, until 08:00', () => {
  expect(businessDay(atOne, zone)).toBe('2026-11-24')
  expect(businessDay(new Date('2026-11-25T10:59:59Z'), zone)).toBe('2026-11-24')
  expect(businessDay(new Date('2026-11-25T11:00:00Z'), zone)).toBe('2026-11-25')
  expect(daysBefore('2026-03-01', 3)).toBe('2026-02-26')
})

test('a night in which the clocks are changed ends when they show 08:00, too', () => {
  const days = (...instants: string[]) => instants.map((iso) => businessDay(new Date(iso), 'Europe/Madrid'))
  // From 02:00 to 03:00 in spring, from 03:00 back to 02:00 in autumn.
  const spring = [
    '2026-03-29T00:30:00+01:00',
    '2026-03-29T03:30:00+02:00',
    '2026-03-29T07:59:59+02:00',
    '2026-03-29T08:00:00+02:00',
  ]
  expect(days(...spring)).toEqual(['2026-03-28', '2026-03-28', '2026-03-28', '2026-03-29'])
  const autumn = [
    '2026-10-25T02:30:00+02:00',
    '2026-10-25T02:30:00+01:00',
    '2026-10-25T07:59:59+01:00',
    '2026-10-25T08:00:00+01:00',
  ]
  expect(days(...autumn)).toEqual(['2026-10-24', '2026-10-24', '2026-10-24', '2026-10-25'])
})

test('a night begins when the clocks show 08:00, also on the day on which they are changed', () => {
  const start = (day: string) => toZonedIso(businessDayStart(day, 'Europe/Madrid'), 'Europe/Madrid')
  expect(['2026-11-24', '2026-03-29', '2026-10-25'].map(start)).toEqual([
    '2026-11-24T08:00:00+01:00',
    '2026-03-29T08:00:00+02:00',
    '2026-10-25T08:00:00+01:00',
  ])
})

test('knows a zone by its name', () => {
  expect(['America/Argentina/Buenos_Aires', 'Europe/Madrid', 'Marte/Olympus', ''].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('refuses what is no time, or has no offset', () => {
  expect(() => wallClockToIso('0000-00-00 00:00:00', zone)).toThrow(RangeError)
  for (const text of ['2026-11-25', '2026-11-25T01:12:31', '2026-13-01T00:00:00Z', 'ayer', '2026-11-25 01:12:31-03:00']) {
    expect(parseZonedIso(text), text).toBeNull()
  }
})
