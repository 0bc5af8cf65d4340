// Gathers what is known of this terminal and has it judged.
import { computed, onMounted, shallowRef } from 'vue'
import { canPickFiles } from '../copy/pick-copy-file.ts'
import { useNow } from '../clock/useNow.ts'
import { useTicketClock } from '../clock/useTicketClock.ts'
import { useFormat } from '../format/useFormat.ts'
import { useAppUpdate } from '../shell/useAppUpdate.ts'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'
import { useTrainingMode } from '../training/useTrainingMode.ts'
import { judgeReadiness } from './judge-readiness.ts'
import { readyAnswer } from './ready-item.ts'
import type { ReadyFacts } from './ready-facts.ts'
import { useAppCached } from './useAppCached.ts'
import { useScanTest } from './useScanTest.ts'

export function useReadiness() {
  const store = useLocalStore()
  const now = useNow()
  const { isTonight } = useFormat(useTicketClock())
  const server = useLive(store.server.state$)
  const answer = useLive(store.server.answer$, null)
  const clock = useLive(store.server.clock$, null)
  const pulls = useLive(store.pull.statuses$)
  const storage = useLive(store.storage.state$)
  const pending = useLive(store.tickets.pending$)
  const secondCopy = useLive(store.secondCopy.state$)
  const { isAppCached, look } = useAppCached()
  const scan = useScanTest()
  const { hasUpdate, wait, update, look: lookForUpdate } = useAppUpdate(store)
  const training = useTrainingMode()
  const isLooking = shallowRef(false)

  const facts = computed<ReadyFacts>(() => ({
    now: now.value,
    server: server.value,
    answer: answer.value,
    clock: clock.value,
    pulls: pulls.value,
    storage: storage.value,
    pending: pending.value,
    hasOldPending: pending.value?.oldestAt ? !isTonight(pending.value.oldestAt) : false,
    isTraining: training.isOn(),
    secondCopy: secondCopy.value,
    canPickFiles: canPickFiles(),
    isAppCached: isAppCached.value,
    scan: scan.value,
    hasUpdate: hasUpdate.value,
    updateWait: wait.value,
  }))
  const items = computed(() => judgeReadiness(facts.value))

  /** Tries what shows only when it is tried, beside what is asked meanwhile. */
  async function lookBeside(...asked: Promise<unknown>[]): Promise<void> {
    isLooking.value = true
    await Promise.all([store.secondCopy.check(), store.storage.check(), ...asked]).finally(() => (isLooking.value = false))
  }

  function lookAgain(): Promise<void> {
    store.pull.pullNow()
    return lookBeside(store.server.check(), look(), lookForUpdate())
  }

  onMounted(() => lookBeside())

  return {
    facts,
    items,
    answer: computed(() => readyAnswer(items.value)),
    isLooking,
    lookAgain,
    pullNow: () => store.pull.pullNow(),
    persist: () => store.storage.persist(),
    checkServer: () => store.server.check(),
    update,
  }
}
