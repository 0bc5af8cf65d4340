import { v7 as uuidv7 } from 'uuid'

/**
 * A new identity, a UUIDv7: unique wherever it is made, and sorting in the order in which they were made.
 * One that must follow another (`after`) does, even if the clock was set back in between.
 */
export function newId({ after }: { after?: string | undefined } = {}): string {
  if (after === undefined || madeAt(after) < Date.now()) return uuidv7()
  return uuidv7({ msecs: madeAt(after) + 1 })
}

/** The time a UUIDv7 carries, in milliseconds since 1970. */
function madeAt(id: string): number {
  return parseInt(id.replace('-', '').slice(0, 12), 16)
}
