// A night in which the club's clocks are set back: one hour is shown twice, and what is sold in it keeps its order.
import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { anOpenNight, eventually, sell, ticketsOf } from '../testing/a-terminal.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

test('tickets of the hour that comes twice are dated apart and in order, and the oldest is the first one', async () => {
  const { endpoint, store } = await anOpenNight({ timeZone: 'Europe/Madrid' })
  // Or a question asked before a change of the clock and answered after it would pass for a clock that is days off.
  endpoint.goDown()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  const moments = ['2026-10-25T02:50:00+02:00', '2026-10-25T02:10:00+01:00', '2026-10-25T08:00:00+01:00']
  for (const [sold, moment] of moments.entries()) {
    vi.setSystemTime(new Date(moment))
    await sell(store)
    await eventually(store.tickets.pending$, ({ count }) => count === sold + 1)
  }
  expect((await ticketsOf(store)).map(({ ticket_date }) => ticket_date)).toEqual(moments.toReversed())
  expect((await firstValueFrom(store.tickets.pending$)).oldestAt).toBe(moments[0])
})
