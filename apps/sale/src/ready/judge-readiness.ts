// What is in order before the night and what is not. One function for each item; a new item is one more in the list.
import type { PulledResource } from '@barra/local-store'
import { pullHealth } from '../sync/pulls/pull-health.ts'
import { isClockOff } from '../thresholds.ts'
import type { ReadyFacts } from './ready-facts.ts'
import type { ReadyItem } from './ready-item.ts'

export function judgeReadiness(facts: ReadyFacts): readonly ReadyItem[] {
  return [
    server(facts),
    pulled('products', facts),
    pulled('visits', facts),
    pulled('partners', facts),
    storage(facts),
    ...(facts.isTraining ? [] : [secondCopy(facts)]),
    pending(facts),
    clock(facts),
    offline(facts),
    scanner(facts),
    update(facts),
  ]
}

function server({ server: state }: ReadyFacts): ReadyItem {
  if (!state || state.kind === 'checking') return { name: 'server', level: 'checking', state: 'checking' }
  if (state.kind === 'online') return { name: 'server', level: 'ok', state: 'online' }
  return { name: 'server', level: 'warn', state: state.cause, action: 'checkServer' }
}

/** Without products or visits there is nothing to sell, or nobody to sell to; a partner's name can be missing. */
function pulled(name: PulledResource, { pulls, now }: ReadyFacts): ReadyItem {
  if (!pulls) return { name, level: 'checking', state: 'checking' }
  const status = pulls[name]
  if (status.lastSuccessAt === null) {
    if (status.isRunning) return { name, level: 'checking', state: 'running' }
    return { name, level: name === 'partners' ? 'warn' : 'bad', state: 'never', action: 'pull' }
  }
  const hasGivenWay = status.documents === 0 && status.lastError?.code === 'disk_full'
  if (name === 'partners' && hasGivenWay) return { name, level: 'warn', state: 'never', action: 'pull' }
  if (name === 'products' && status.documents === 0) return { name, level: 'bad', state: 'empty', action: 'pull' }
  const health = pullHealth(name, status, now)
  if (health.kind === 'failing' || health.kind === 'late') return { name, level: 'warn', state: health.kind, action: 'pull' }
  if (health.kind === 'running' && health.isLate) return { name, level: 'checking', state: 'running' }
  return { name, level: 'ok', state: status.failuresInARow > 0 ? 'retrying' : 'held' }
}

/** How much is free, no browser tells: the disk is tried. */
function storage({ storage: state }: ReadyFacts): ReadyItem {
  if (!state || (state.hasRoom === null && !state.isFull)) return { name: 'storage', level: 'checking', state: 'checking' }
  if (state.isFull) return { name: 'storage', level: 'warn', state: 'full', action: 'pull' }
  if (!state.hasRoom) return { name: 'storage', level: 'warn', state: 'tight' }
  if (!state.isPersisted) return { name: 'storage', level: 'warn', state: 'transient', action: 'persist' }
  return { name: 'storage', level: 'ok', state: 'persisted' }
}

/** A browser that cannot write one leaves nothing to set: there it is a file that somebody exports. */
function secondCopy({ secondCopy: copy, canPickFiles }: ReadyFacts): ReadyItem {
  if (!copy) return { name: 'secondCopy', level: 'checking', state: 'checking' }
  if (copy.kind === 'up_to_date') return { name: 'secondCopy', level: 'ok', state: 'up_to_date' }
  if (copy.kind === 'none' && !canPickFiles) return { name: 'secondCopy', level: 'ok', state: 'byHand' }
  return { name: 'secondCopy', level: 'warn', state: copy.kind, action: 'secondCopy' }
}

function pending({ pending: found, hasOldPending }: ReadyFacts): ReadyItem {
  if (!found) return { name: 'pending', level: 'checking', state: 'checking' }
  if (hasOldPending) return { name: 'pending', level: 'warn', state: 'old', action: 'tickets' }
  return { name: 'pending', level: 'ok', state: found.count > 0 ? 'tonight' : 'none' }
}

function clock({ clock: difference, server: state }: ReadyFacts): ReadyItem {
  if (!difference) {
    const isAsking = !state || state.kind === 'checking'
    return { name: 'clock', level: isAsking ? 'checking' : 'warn', state: 'unknown' }
  }
  const { aheadMs, certainty } = difference
  if (!isClockOff(aheadMs)) return { name: 'clock', level: 'ok', state: 'right' }
  if (certainty === 'doubtful') return { name: 'clock', level: 'warn', state: aheadMs > 0 ? 'wasAhead' : 'wasBehind' }
  return { name: 'clock', level: 'warn', state: aheadMs > 0 ? 'ahead' : 'behind' }
}

function offline({ isAppCached }: ReadyFacts): ReadyItem {
  if (isAppCached === undefined) return { name: 'offline', level: 'checking', state: 'checking' }
  if (!isAppCached) return { name: 'offline', level: 'warn', state: 'notCached', action: 'reload' }
  return { name: 'offline', level: 'ok', state: 'cached' }
}

function scanner({ scan }: ReadyFacts): ReadyItem {
  if (scan.kind === 'read') return { name: 'scanner', level: 'ok', state: scan.kind }
  return { name: 'scanner', level: 'warn', state: scan.kind, ...(scan.kind !== 'untested' && { action: 'settings' }) }
}

function update({ hasUpdate, updateWait }: ReadyFacts): ReadyItem {
  if (!hasUpdate) return { name: 'update', level: 'ok', state: 'none' }
  if (updateWait) return { name: 'update', level: 'warn', state: 'waits' }
  return { name: 'update', level: 'warn', state: 'ready', action: 'update' }
}
