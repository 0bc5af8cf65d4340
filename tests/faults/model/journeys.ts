import { setTimeout as sleep } from 'node:timers/promises'
import type { Journey } from './network.ts'
import type { Fate } from './step.ts'

/** What can happen while a request is under way. */
export interface Incidents {
  killEndpoint(): Promise<void>
  restartEndpoint(): Promise<void>
  crashPushingTab(): Promise<void>
  cancelPush(): Promise<unknown>
  pushInOtherTab(): Promise<void>
  sell(): Promise<void>
  sellByMainApi(): Promise<void>
  closeVisit(): Promise<void>
  deleteProduct(): Promise<void>
  reassignBracelet(): Promise<void>
  /** Nobody waits for this now; the step does in its end. */
  inBackground(work: Promise<unknown>): void
  readonly crashAfterMs: number
}

export function journeyOf(fate: Fate, incidents: Incidents): Journey {
  const pass = { passage: 'pass' } as const
  const { crashAfterMs } = incidents
  switch (fate) {
    case 'kill_endpoint_during':
      return { ...pass, duringRequest: () => sleep(crashAfterMs / 4).then(() => incidents.killEndpoint()) }
    case 'kill_endpoint_after':
      return { passage: 'lose_answer', onAnswer: () => incidents.killEndpoint() }
    case 'restart_endpoint':
      return { ...pass, onRequest: () => incidents.restartEndpoint() }
    case 'crash_on_request':
      return { ...pass, onRequest: () => incidents.crashPushingTab() }
    case 'crash_on_answer':
      return { ...pass, onAnswer: () => incidents.crashPushingTab() }
    case 'crash_after_answer': {
      const crash = () => sleep(crashAfterMs).then(() => incidents.crashPushingTab())
      return { ...pass, afterAnswer: async () => incidents.inBackground(crash()) }
    }
    case 'cancel':
      return { ...pass, onRequest: async () => incidents.inBackground(incidents.cancelPush()) }
    case 'push_in_other_tab':
      return { ...pass, onRequest: async () => incidents.inBackground(incidents.pushInOtherTab()) }
    case 'sell':
      return { ...pass, onRequest: () => incidents.sell() }
    case 'main_api_sale':
      return { ...pass, onRequest: () => incidents.sellByMainApi() }
    case 'close_visit':
      return { ...pass, onRequest: () => incidents.closeVisit() }
    case 'delete_product':
      return { ...pass, onRequest: () => incidents.deleteProduct() }
    case 'reassign_bracelet':
      return { ...pass, onRequest: () => incidents.reassignBracelet() }
    default:
      return { passage: fate }
  }
}
