import { expect, test } from 'vitest'
import { formatSeq, parseSeq } from './seq.ts'

test('a seq keeps its number and epoch on the wire', () => {
  expect(parseSeq(formatSeq({ n: 42, epoch: 'k3v9x2m7q1ab' }))).toEqual({ n: 42, epoch: 'k3v9x2m7q1ab' })
})

test('anything else is no seq', () => {
  for (const text of [
    '',
    '0',
    'now',
    '42',
    '-1-k3v9x2m7q1ab',
    '1.5-k3v9x2m7q1ab',
    '42-',
    '42-K3V9',
    '99999999999999999-k3v9x2m7q1ab',
    ' 42-k3v9x2m7q1ab',
  ]) {
    expect(parseSeq(text), text).toBeNull()
  }
})
