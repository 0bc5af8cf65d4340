import { createHash } from 'node:crypto'
import { documentText, type ReplicatedDocument } from '@barra/replication-protocol'

/** Tells two bodies of a document apart: SHA-256 in hex of its fields, whatever its revision. */
export function documentHash(document: ReplicatedDocument): string {
  return createHash('sha256').update(documentText(document)).digest('hex')
}
