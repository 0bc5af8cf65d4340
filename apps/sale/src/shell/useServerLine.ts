import { mdiServerNetwork, mdiServerNetworkOff, mdiSync } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PullStatuses } from '@barra/local-store'
import { useFormat } from '../format/useFormat.ts'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'
import { isDataLate } from '../thresholds.ts'

/** What the top bar says about the server, in two lines. */
export interface ServerLine {
  readonly icon: string
  readonly tone: 'ok' | 'warn' | 'lit' | 'calm'
  readonly title: string
  readonly detail: string
  readonly isDetailLate: boolean
}

export function useServerLine(): ComputedRef<ServerLine> {
  const { t } = useI18n()
  const { ago, now } = useFormat()
  const store = useLocalStore()
  const server = useLive(store.server.state$)
  const push = useLive(store.push.state$)
  const pulls = useLive(store.pull.statuses$)

  function isLate(resource: (typeof SOLD_FROM)[number]): boolean {
    const at = pulls.value?.[resource].lastSuccessAt
    return typeof at === 'string' && isDataLate(resource, at, now.value)
  }

  return computed(() => {
    if (push.value?.kind === 'running') {
      const { done, total } = push.value.progress
      const detail = t('shell.server.pushed', { done, total })
      return { icon: mdiSync, tone: 'lit', title: t('shell.server.pushing'), detail, isDetailLate: false }
    }
    const since = dataSince(pulls.value)
    const detail = since ? t('shell.server.dataAge', { ago: ago(since) }) : t('shell.server.noData')
    const isDetailLate = SOLD_FROM.some(isLate)
    switch (server.value?.kind) {
      case 'online':
        return { icon: mdiServerNetwork, tone: 'ok', title: t('shell.server.online'), detail, isDetailLate }
      case 'offline': {
        const title = t(`shell.server.${offlineTitles[server.value.cause]}`)
        return { icon: mdiServerNetworkOff, tone: 'warn', title, detail, isDetailLate: false }
      }
      default:
        return { icon: mdiServerNetwork, tone: 'calm', title: t('shell.server.checking'), detail, isDetailLate }
    }
  })
}

const offlineTitles = {
  server_down: 'offline',
  network_down: 'noNetwork',
  captive_portal: 'portal',
  not_paired: 'notPaired',
} as const

/** What a sale depends on; its data is as old as the older of the two. */
const SOLD_FROM = ['products', 'visits'] as const

function dataSince(pulls: PullStatuses | undefined): string | null {
  if (!pulls?.products.lastSuccessAt || !pulls.visits.lastSuccessAt) return null
  const [older] = [pulls.products.lastSuccessAt, pulls.visits.lastSuccessAt].sort((a, b) => Date.parse(a) - Date.parse(b))
  return older ?? null
}
