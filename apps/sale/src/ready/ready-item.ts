/** How one item stands. `bad`: without it nothing can be sold. `warn`: one can open, and should see to it. */
type ReadyLevel = 'ok' | 'checking' | 'warn' | 'bad'

/** What can be done about an item with a tap. */
export type ReadyAction = 'pull' | 'persist' | 'checkServer' | 'tickets' | 'update' | 'reload' | 'secondCopy' | 'settings'

export type ReadyItemName =
  | 'server'
  | 'products'
  | 'visits'
  | 'partners'
  | 'storage'
  | 'secondCopy'
  | 'pending'
  | 'clock'
  | 'offline'
  | 'scanner'
  | 'update'

/** One thing to be in order before the night. Its words are `ready.items.<name>.<state>`. */
export interface ReadyItem {
  readonly name: ReadyItemName
  readonly level: ReadyLevel
  readonly state: string
  readonly action?: ReadyAction
}

export interface ReadyAnswer {
  readonly kind: 'ready' | 'checking' | 'warnings' | 'notReady'
  /** Items that want something. */
  readonly count: number
}

export function readyAnswer(items: readonly ReadyItem[]): ReadyAnswer {
  const count = items.filter(({ level }) => level === 'warn' || level === 'bad').length
  const has = (level: ReadyLevel) => items.some((item) => item.level === level)
  if (has('bad')) return { kind: 'notReady', count }
  if (has('checking')) return { kind: 'checking', count }
  return { kind: count > 0 ? 'warnings' : 'ready', count }
}
