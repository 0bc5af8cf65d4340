import { wallClockToIso } from '@barra/domain'
import { describe, expect, it } from 'vitest'
import { wallClockReader } from './wall-clock-reader.ts'

describe('reading wall-clock texts', () => {
  it('adds the offset of the zone at that time', () => {
    const read = wallClockReader('America/Argentina/Buenos_Aires')
    expect(read('2026-11-24 23:10:00')).toBe('2026-11-24T23:10:00-03:00')
    expect(read('2026-11-24 23:59:59')).toBe('2026-11-24T23:59:59-03:00')
  })

  it('agrees with the slow reading in every hour of a day on which clocks change', () => {
    for (const [zone, day] of [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
    ] as const) {
      const read = wallClockReader(zone)
      for (let minute = 0; minute < 24 * 60; minute += 7) {
        const text = `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:30`
        expect(read(text)).toBe(wallClockToIso(text, zone))
      }
    }
  })

  it.each(['0000-00-00 00:00:00', '2026-11-00 10:00:00', '2026-13-01 10:00:00', '2026-11-24 24:61:00', 'yesterday', ''])(
    'is null for %j',
    (text) => {
      expect(wallClockReader('America/Argentina/Buenos_Aires')(text)).toBeNull()
    },
  )

  it('reads fractions of a second away', () => {
    expect(wallClockReader('America/Argentina/Buenos_Aires')('2026-11-24 23:10:00.250')).toBe('2026-11-24T23:10:00-03:00')
  })
})
