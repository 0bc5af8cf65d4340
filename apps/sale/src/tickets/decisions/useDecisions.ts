// What a person decides about the ticket that is shown, and why it could not be done.
import { shallowRef } from 'vue'
import type { Guest } from '@barra/domain'
import { TicketChangeRefused, type StoredTicket, type TicketChangeRefusal } from '@barra/local-store'
import { useOnDuty } from '../../staff/useOnDuty.ts'
import { useLocalStore } from '../../store/useLocalStore.ts'

type DecisionKind = 'retry' | 'move' | 'void'

export function useDecisions(ticket: () => StoredTicket) {
  const { tickets } = useLocalStore()
  const onDuty = useOnDuty()
  const reason = shallowRef('')
  const refusal = shallowRef<TicketChangeRefusal | null>(null)
  /** What is being written; a slow disk takes a while. */
  const underWay = shallowRef<DecisionKind | null>(null)

  const decision = () => ({ reason: reason.value, by: onDuty.value?.name ?? null })

  /** Whether there is a reason yet; without one nothing is decided. */
  function hasReason(): boolean {
    refusal.value = reason.value.trim() === '' ? 'no_reason' : null
    return refusal.value === null
  }

  async function decide(kind: DecisionKind, work: () => Promise<void>): Promise<boolean> {
    if (underWay.value || !hasReason()) return false
    underWay.value = kind
    try {
      await work()
      reason.value = ''
      return true
    } catch (error) {
      if (!(error instanceof TicketChangeRefused)) throw error
      refusal.value = error.code
      return false
    } finally {
      underWay.value = null
    }
  }

  return {
    reason,
    refusal,
    underWay,
    hasReason,
    retry: () => decide('retry', () => tickets.retry(ticket().id, decision())),
    move: (guest: Guest) => decide('move', () => tickets.move(ticket().id, guest, decision())),
    void: () => decide('void', () => tickets.void(ticket().id, decision())),
  }
}
