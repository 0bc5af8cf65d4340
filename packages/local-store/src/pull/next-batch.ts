// One batch of a pull: a page of changes, or the sweep that ends a pull from the beginning.
import { formatSeq, parseSeq, type PulledDatabase } from '@barra/replication-protocol'
import { toStored } from '../collections/pulled-collections.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { EndpointError } from '../server/endpoint-error.ts'
import type { PullCheckpoint } from './pull-checkpoint.ts'

export interface PullBatch {
  readonly documents: readonly { readonly id: string; readonly _deleted: boolean }[]
  readonly checkpoint: PullCheckpoint
}

export interface PullSource {
  readonly db: PulledDatabase
  readonly client: Pick<EndpointClient, 'changes'>
  /** Up to `limit` documents held here that came under another epoch. */
  findOfOtherEpochs(epoch: string, limit: number): Promise<readonly { readonly id: string }[]>
}

/**
 * Fetches what comes after a checkpoint. Fewer documents than `limit` mean the end for now.
 * When the database's history changed (epoch), it starts again from 0; documents that the new history no longer has
 * follow as deletions once its last page is in, so nobody sees an empty catalogue meanwhile.
 */
export async function nextBatch(source: PullSource, checkpoint: PullCheckpoint | undefined, limit: number): Promise<PullBatch> {
  const page = await changesSince(source, checkpoint, limit)
  const position = parseSeq(page.last_seq)
  if (!position) throw new EndpointError('bad_answer', 'the changes feed answered a last_seq that is none')
  const { epoch } = position
  const isSameHistory = checkpoint?.epoch === epoch
  const isRepulling = isSameHistory ? checkpoint.isRepulling : checkpoint !== undefined

  const documents = page.results.map(({ doc }) => {
    if (!doc) throw new EndpointError('bad_answer', 'the changes feed left out a document')
    return toStored(source.db, doc, epoch)
  })
  if (!isRepulling || documents.length === limit) return { documents, checkpoint: { epoch, seq: position.n, isRepulling } }

  const brought = new Set(documents.map(({ id }) => id))
  const swept = await source.findOfOtherEpochs(epoch, limit)
  const tombstones = swept.filter(({ id }) => !brought.has(id)).map((document) => ({ ...document, epoch, _deleted: true }))
  return { documents: [...documents, ...tombstones], checkpoint: { epoch, seq: position.n, isRepulling: swept.length === limit } }
}

async function changesSince({ client, db }: PullSource, checkpoint: PullCheckpoint | undefined, limit: number) {
  if (!checkpoint) return client.changes(db, '0', limit)
  try {
    return await client.changes(db, formatSeq({ n: checkpoint.seq, epoch: checkpoint.epoch }), limit)
  } catch (error) {
    if (error instanceof EndpointError && error.code === 'epoch_changed') return client.changes(db, '0', limit)
    throw error
  }
}
