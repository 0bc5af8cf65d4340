// Holds what the readers hold against the truth and against each other.
import { isDeepStrictEqual } from 'node:util'
import type { ReaderCopy } from './messages.ts'
import type { Truth } from './oracle.ts'

/** What is missing, left over or wrong in a reader's copy; nothing when it equals the tables. */
export function differencesFrom(truth: Truth, { documents }: Pick<ReaderCopy, 'documents'>): string[] {
  return [...truth].flatMap(([collection, rows]) => {
    const held = documents.get(collection) ?? new Map<string, never>()
    const leftOver = [...held.keys()].filter((id) => !rows.has(id)).map((id) => `${collection}/${id} is gone, yet held`)
    const others = [...rows].flatMap(([id, fields]) => {
      const document = held.get(id)
      if (!document) return [`${collection}/${id} is missing`]
      const wrong = Object.keys(fields).filter((name) => !isDeepStrictEqual(document[name], fields[name]))
      return wrong.map((name) => `${collection}/${id}.${name}: ${show(document[name])} instead of ${show(fields[name])}`)
    })
    return [...leftOver, ...others]
  })
}

/** Seqs with which two readers were told different changes, and documents of which they hold different revisions. */
export function contradictions(copies: readonly ReaderCopy[]): string[] {
  const found: string[] = []
  const told = new Uint32Array(Math.max(0, ...copies.map(({ toldAt }) => toldAt.length)))
  const revisions = new Map<string, string>()
  for (const { toldAt, documents } of copies) {
    toldAt.forEach((hash, seq) => {
      if (hash === 0) return
      if (told[seq] !== 0 && told[seq] !== hash) found.push(`seq ${seq} told two readers of different changes`)
      told[seq] = hash
    })
    for (const [collection, held] of documents) {
      for (const [id, { _rev }] of held) {
        const name = `${collection}/${id}`
        const other = revisions.get(name) ?? _rev
        if (other !== _rev) found.push(`${name} is held as ${_rev} and as ${other}`)
        revisions.set(name, _rev)
      }
    }
  }
  return found
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}
