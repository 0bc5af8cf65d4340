import { v7 as uuidv7 } from 'uuid'

/** A new identity, a UUIDv7: unique wherever it is made, and sorting in the order in which they were made. */
export function newId(): string {
  return uuidv7()
}
