import { computed } from 'vue'
import { useFormat } from '../../format/useFormat.ts'
import { useLive } from '../../store/useLive.ts'
import { useLocalStore } from '../../store/useLocalStore.ts'
import { isDataLate } from '../../thresholds.ts'

/** From when the data about visits is, in words, and whether it is so old, or the server so away, that this matters more than usual. */
export function useDataTime() {
  const store = useLocalStore()
  const pulls = useLive(store.pull.statuses$)
  const server = useLive(store.server.state$)
  const { moment, now } = useFormat()

  return computed(() => {
    const pulledAt = pulls.value?.visits.lastSuccessAt ?? null
    if (pulledAt === null) return null
    const isOld = server.value?.kind === 'offline' || isDataLate('visits', pulledAt, now.value)
    return { text: moment(pulledAt), isOld }
  })
}
