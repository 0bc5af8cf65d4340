import { effectScope, nextTick, shallowRef } from 'vue'
import { expect, it } from 'vitest'
import type { ForeseenTicket, PreflightOutcome } from '@barra/local-store'
import { usePreflight } from './usePreflight.ts'

it('asks once more where something else is pending by the time of the answer, and shows that one alone', async () => {
  const pendingCount = shallowRef(1)
  const answers: ((outcome: PreflightOutcome) => void)[] = []
  const push = {
    preflight: () => new Promise<PreflightOutcome>((resolve) => answers.push(resolve)),
    start: () => Promise.resolve({ kind: 'nothing_pending' } as const),
  }
  const { ask, foreseen, isAsking } = effectScope().run(() => usePreflight(push, () => pendingCount.value))!
  const asked = ask()
  pendingCount.value = 2
  await nextTick()
  answers[0]!(checked(1))
  await expect.poll(() => answers.length).toBe(2)
  expect(foreseen.value).toBeNull()
  expect(isAsking.value).toBe(true)
  answers[1]!(checked(2))
  await asked
  expect(foreseen.value!.good).toHaveLength(2)
  expect(isAsking.value).toBe(false)
})

function checked(count: number): PreflightOutcome {
  return { kind: 'checked', tickets: Array.from({ length: count }, () => ({ would: 'sent' }) as ForeseenTicket) }
}
