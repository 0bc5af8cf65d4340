import { expect, test } from 'vitest'
import type { PullStatus, StorageState } from '@barra/local-store'
import { judgeReadiness } from './judge-readiness.ts'
import type { ReadyFacts } from './ready-facts.ts'
import { readyAnswer, type ReadyItemName } from './ready-item.ts'

const now = new Date('2026-11-24T21:14:00-03:00')
const MINUTE_MS = 60_000

function aPull(change: Partial<PullStatus> = {}): PullStatus {
  const corrections = { documents: 0, ranges: 0 }
  const lastSuccessAt = new Date(now.getTime() - MINUTE_MS).toISOString()
  return {
    lastSuccessAt,
    lastError: null,
    failuresInARow: 0,
    documents: 46,
    corrections,
    nextRunAt: null,
    isRunning: false,
    ...change,
  }
}

const diskFull = { at: now.toISOString(), code: 'disk_full', message: '' }
const pulls = { products: aPull(), visits: aPull(), partners: aPull() }

const storage: StorageState = { isPersisted: true, usedBytes: 1e9, quotaBytes: 11e9, isFull: false, hasRoom: true }

const inOrder: ReadyFacts = {
  now,
  server: { kind: 'online', since: now.toISOString() },
  answer: { respondedInMs: 84, clockAheadMs: 400 },
  clock: { aheadMs: 400, certainty: 'measured' },
  pulls,
  storage,
  pending: { count: 0, amount: 0, oldestAt: null, lostByServer: 0, voids: 0 },
  hasOldPending: false,
  isTraining: false,
  secondCopy: { kind: 'up_to_date', fileName: 'copia.jsonl', writtenAt: null },
  canPickFiles: true,
  isAppCached: true,
  scan: { kind: 'read', code: '0417' },
  hasUpdate: false,
  updateWait: null,
}

function judged(name: ReadyItemName, change: Partial<ReadyFacts>) {
  const items = judgeReadiness({ ...inOrder, ...change })
  const { name: _, ...item } = items.find((each) => each.name === name)!
  return { ...item, answer: readyAnswer(items) }
}

test('with everything in order the answer is yes', () => {
  expect(readyAnswer(judgeReadiness(inOrder))).toEqual({ kind: 'ready', count: 0 })
})

test.each<[ReadyItemName, Partial<ReadyFacts>, string, string | undefined]>([
  ['server', { server: { kind: 'offline', since: now.toISOString(), cause: 'captive_portal' } }, 'captive_portal', 'checkServer'],
  ['partners', { pulls: { ...pulls, partners: aPull({ lastSuccessAt: null }) } }, 'never', 'pull'],
  ['partners', { pulls: { ...pulls, partners: aPull({ documents: 0, lastError: diskFull }) } }, 'never', 'pull'],
  ['visits', { pulls: { ...pulls, visits: aPull({ lastSuccessAt: '2026-11-24T20:13:59-03:00' }) } }, 'late', 'pull'],
  ['products', { pulls: { ...pulls, products: aPull({ failuresInARow: 3 }) } }, 'failing', 'pull'],
  ['storage', { storage: { ...storage, isPersisted: false } }, 'transient', 'persist'],
  ['storage', { storage: { ...storage, hasRoom: false, isPersisted: false } }, 'tight', undefined],
  ['storage', { storage: { ...storage, isFull: true } }, 'full', 'pull'],
  ['secondCopy', { secondCopy: { kind: 'none' } }, 'none', 'secondCopy'],
  ['secondCopy', { secondCopy: { kind: 'not_permitted', fileName: 'copia.jsonl' } }, 'not_permitted', 'secondCopy'],
  [
    'secondCopy',
    { secondCopy: { kind: 'failing', fileName: 'copia.jsonl', code: 'copy_gone', message: '' } },
    'failing',
    'secondCopy',
  ],
  ['pending', { hasOldPending: true }, 'old', 'tickets'],
  ['clock', { clock: { aheadMs: 120 * MINUTE_MS, certainty: 'measured' } }, 'ahead', undefined],
  ['clock', { clock: { aheadMs: -120 * MINUTE_MS, certainty: 'measured' } }, 'behind', undefined],
  ['clock', { answer: null, clock: { aheadMs: 120 * MINUTE_MS, certainty: 'remembered' } }, 'ahead', undefined],
  ['clock', { answer: null, clock: { aheadMs: 120 * MINUTE_MS, certainty: 'doubtful' } }, 'wasAhead', undefined],
  ['clock', { answer: null, clock: { aheadMs: -120 * MINUTE_MS, certainty: 'doubtful' } }, 'wasBehind', undefined],
  ['clock', { answer: null, clock: null }, 'unknown', undefined],
  ['products', { pulls: { ...pulls, products: aPull({ lastSuccessAt: '2026-11-24T23:14:00-03:00' }) } }, 'late', 'pull'],
  ['offline', { isAppCached: false }, 'notCached', 'reload'],
  ['scanner', { scan: { kind: 'untested' } }, 'untested', undefined],
  ['scanner', { scan: { kind: 'noPrefix', code: '0417' } }, 'noPrefix', 'settings'],
  ['update', { hasUpdate: true }, 'ready', 'update'],
  ['update', { hasUpdate: true, updateWait: { kind: 'order' } }, 'waits', undefined],
])('%s is a warning when %o', (name, change, state, action) => {
  const answer = { kind: 'warnings', count: 1 }
  expect(judged(name, change)).toEqual({ level: 'warn', state, answer, ...(action && { action }) })
})

test.each<[ReadyItemName, Partial<ReadyFacts>, string]>([
  ['products', { pulls: { ...pulls, products: aPull({ lastSuccessAt: null }) } }, 'never'],
  ['products', { pulls: { ...pulls, products: aPull({ documents: 0 }) } }, 'empty'],
  ['visits', { pulls: { ...pulls, visits: aPull({ lastSuccessAt: null }) } }, 'never'],
])('without %s nothing can be sold: %o', (name, change, state) => {
  expect(judged(name, change)).toMatchObject({ level: 'bad', state, action: 'pull', answer: { kind: 'notReady', count: 1 } })
})

test.each(['products', 'visits', 'partners'] as const)(
  'old %s are neither in order nor missing while they are pulled',
  (name) => {
    const old = aPull({ lastSuccessAt: '2026-11-23T20:13:59-03:00', isRunning: true, failuresInARow: 2 })
    expect(judged(name, { pulls: { ...pulls, [name]: old } })).toMatchObject({ level: 'checking', answer: { kind: 'checking' } })
  },
)

test('a pull that failed once or twice is told, and is no worry while the data is fresh', () => {
  const failed = { pulls: { ...pulls, visits: aPull({ failuresInARow: 2 }) } }
  expect(judged('visits', failed)).toEqual({ level: 'ok', state: 'retrying', answer: { kind: 'ready', count: 0 } })
})

test('a browser that writes no file by itself wants none chosen', () => {
  const change = { secondCopy: { kind: 'none' }, canPickFiles: false } as const
  expect(judged('secondCopy', change)).toEqual({ level: 'ok', state: 'byHand', answer: { kind: 'ready', count: 0 } })
})

test('a training has no second copy to choose', () => {
  const items = judgeReadiness({ ...inOrder, isTraining: true, secondCopy: { kind: 'none' } })
  expect(items.map(({ name }) => name)).not.toContain('secondCopy')
  expect(readyAnswer(items).kind).toBe('ready')
})

test('what is not known yet is neither yes nor no', () => {
  expect(judged('server', { server: { kind: 'checking' } }).answer.kind).toBe('checking')
  expect(judged('offline', { isAppCached: undefined }).answer.kind).toBe('checking')
  expect(judged('storage', { storage: { ...storage, hasRoom: null } }).answer.kind).toBe('checking')
})
