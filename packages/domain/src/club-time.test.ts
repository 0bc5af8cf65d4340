import { expect, test } from 'vitest'
import {
  businessDay,
  daysBefore,
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

test('refuses what is no time, or has no offset', () => {
  expect(() => wallClockToIso('0000-00-00 00:00:00', zone)).toThrow(RangeError)
  for (const text of ['2026-11-25', '2026-11-25T01:12:31', '2026-13-01T00:00:00Z', 'ayer', '2026-11-25 01:12:31-03:00']) {
    expect(parseZonedIso(text), text).toBeNull()
  }
})
