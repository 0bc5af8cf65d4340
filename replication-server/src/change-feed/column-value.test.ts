import { describe, expect, it } from 'vitest'
import type { ColumnKind } from '../configuration/collections.ts'
import { columnValue } from './column-value.ts'

const read = (kind: ColumnKind, value: unknown) => columnValue(kind, value, (text) => `time ${text}`)

describe('a column value', () => {
  it.each([
    ['money', '1500.00', '1500.00'],
    ['money', 1500, '1500.00'],
    ['money', 0.1 + 0.2, '0.30'],
    ['money', -3.5, '-3.50'],
    ['boolean', 0, false],
    ['boolean', 1, true],
    ['boolean', '1', true],
    ['integer', '9007199254740991', 9007199254740991],
    ['integer', -3, -3],
    ['text', '0417', '0417'],
    ['text', 417, '417'],
    ['date', '2026-11-24', '2026-11-24'],
    ['date', '2026-11-24 00:00:00', '2026-11-24'],
    ['wall_clock', '2026-11-24 23:10:00', 'time 2026-11-24 23:10:00'],
  ] as const)('of kind %s reads %j as %j', (kind, value, expected) => {
    expect(read(kind, value)).toBe(expected)
  })

  it.each(['integer', 'text', 'money', 'boolean', 'date', 'wall_clock'] as const)('of kind %s keeps NULL', (kind) => {
    expect(read(kind, null)).toBeNull()
    expect(read(kind, undefined)).toBeNull()
  })

  it.each([
    ['money', 'free'],
    ['money', 1e12],
    ['integer', 'many'],
    ['integer', '9007199254740993'],
    ['date', '0000-00-00'],
    ['date', '2026-11-00'],
    ['date', 'today'],
  ] as const)('of kind %s is null when it reads %j', (kind, value) => {
    expect(read(kind, value)).toBeNull()
  })
})
