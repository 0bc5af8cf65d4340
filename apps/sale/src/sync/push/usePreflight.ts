// Looks before a cycle what it would bring. What was seen holds until something else is pending.
import { computed, shallowRef, watch } from 'vue'
import type { ForeseenTicket, LocalStore, PreflightOutcome } from '@barra/local-store'

export interface Foreseen {
  readonly good: readonly ForeseenTicket[]
  readonly refused: readonly ForeseenTicket[]
}

export function usePreflight(push: Pick<LocalStore['push'], 'preflight' | 'start'>, pendingCount: () => number) {
  const isAsking = shallowRef(false)
  const outcome = shallowRef<PreflightOutcome | null>(null)

  const foreseen = computed<Foreseen | null>(() => {
    if (outcome.value?.kind !== 'checked') return null
    const { tickets } = outcome.value
    return {
      good: tickets.filter(({ would }) => would !== 'refused'),
      refused: tickets.filter(({ would }) => would === 'refused'),
    }
  })

  /** Why there was nothing to be seen: a failure's code. */
  const failure = computed(() => {
    if (outcome.value?.kind === 'failed') return outcome.value.code
    return outcome.value?.kind === 'server_unavailable' ? 'network' : null
  })

  /** While it is asked: the answer would be about what was pending before. */
  let hasChanged = false
  watch(pendingCount, () => {
    hasChanged = true
    forget()
  })

  async function ask(): Promise<void> {
    if (isAsking.value) return
    isAsking.value = true
    forget()
    let answer: PreflightOutcome
    do {
      hasChanged = false
      answer = await push.preflight()
    } while (hasChanged)
    outcome.value = answer
    isAsking.value = false
  }

  function forget(): void {
    outcome.value = null
  }

  function sendGood(): void {
    const ids = foreseen.value?.good.map(({ ticket }) => ticket.id) ?? []
    forget()
    void push.start({ only: ids })
  }

  return { isAsking, foreseen, failure, ask, forget, sendGood }
}
