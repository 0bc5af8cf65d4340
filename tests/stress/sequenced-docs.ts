import type { Database } from '@barra/database'
import { sql } from 'kysely'
import type { Truth } from './oracle.ts'

interface SequencedRow {
  readonly collection: string
  readonly doc_id: string
  readonly seq: number
  readonly deleted: number
}

/** What is wrong with the feed's own tables, once everything is sequenced. */
export async function feedFaults({ kysely }: Database, truth: Truth): Promise<string[]> {
  const { rows } = await sql<SequencedRow>`SELECT collection, doc_id, seq, deleted FROM replication_docs`.execute(kysely)
  const sequence = await sql<{ seq: number }>`SELECT seq FROM replication_sequence`.execute(kysely)
  const faults: string[] = []
  const seqs = rows.map((row) => Number(row.seq))
  if (new Set(seqs).size < seqs.length) faults.push('two documents have one seq')
  const newest = seqs.reduce((highest, seq) => Math.max(highest, seq), 0)
  if (newest !== Number(sequence.rows[0]?.seq))
    faults.push(`the newest seq is ${newest}, the sequence's ${sequence.rows[0]?.seq}`)
  for (const { collection, doc_id, deleted } of rows) {
    const isThere = truth.get(collection)?.has(doc_id) ?? false
    if (isThere === (deleted === 1)) faults.push(`${collection}/${doc_id} is noted as ${deleted ? 'gone' : 'there'}`)
  }
  return faults
}
