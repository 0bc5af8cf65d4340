import { v7 as uuidv7 } from 'uuid'

export interface NewIdOptions {
  /** It sorts after this one, even if the clock was set back in between. */
  readonly after?: string | undefined
  /** The time it carries, unless it must follow a later one; the machine's own otherwise. */
  readonly at?: Date
}

/** A new identity, a UUIDv7: unique wherever it is made, and sorting in the order in which they were made. */
export function newId({ after, at }: NewIdOptions = {}): string {
  const now = at?.getTime() ?? Date.now()
  if (after !== undefined && idTime(after) >= now) return uuidv7({ msecs: idTime(after) + 1 })
  return at ? uuidv7({ msecs: now }) : uuidv7()
}

/** Sorts before every identity that carries that time or a later one. */
export function firstIdAt(moment: Date): string {
  const time = Math.max(0, moment.getTime()).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

/** The time a UUIDv7 carries, in milliseconds since 1970. */
export function idTime(id: string): number {
  return parseInt(id.replace('-', '').slice(0, 12), 16)
}
