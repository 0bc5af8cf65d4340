// One page of changes, as the local copy takes it.
import { formatSeq, parseSeq, type ChangesPage, type PulledDatabase, type Seq } from '@barra/replication-protocol'
import { toStored, type ReceivedDocument } from '../collections/pulled-collections.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { EndpointError } from '../server/endpoint-error.ts'
import type { PullCheckpoint } from './pull-checkpoint.ts'

/** Documents per page: the size at which IndexedDB writes fastest without holding the browser's page up. */
export const PAGE_SIZE = 1_000

export interface PulledPage {
  readonly documents: readonly ReceivedDocument[]
  /** How far one has pulled once these are stored. */
  readonly position: Seq
  /** Nothing follows for now. */
  readonly isLast: boolean
}

export interface PageSource {
  readonly client: Pick<EndpointClient, 'changes'>
  readonly db: PulledDatabase
  readonly signal: AbortSignal
}

/**
 * Fetches what comes after a checkpoint; from 0 when there is none, or when the database has another history (epoch) by now.
 * @throws EndpointError
 */
export async function fetchPage({ client, db, signal }: PageSource, checkpoint: PullCheckpoint | null): Promise<PulledPage> {
  const { results, last_seq } = await changesAfter(checkpoint, (since) => client.changes(db, since, PAGE_SIZE, signal))
  const position = parseSeq(last_seq)
  if (!position) throw new EndpointError('bad_answer', 'the changes feed answered a last_seq that is none')
  const documents = results.map(({ doc }) => {
    if (!doc) throw new EndpointError('bad_answer', 'the changes feed left out a document')
    return toStored(db, doc, position.epoch)
  })
  return { documents, position, isLast: documents.length < PAGE_SIZE }
}

async function changesAfter(
  checkpoint: PullCheckpoint | null,
  ask: (since: string) => Promise<ChangesPage>,
): Promise<ChangesPage> {
  if (checkpoint) {
    try {
      const page = await ask(formatSeq({ n: checkpoint.seq, epoch: checkpoint.epoch }))
      // A position of one history says nothing in another: what came before it there would be missed.
      if (parseSeq(page.last_seq)?.epoch === checkpoint.epoch) return page
    } catch (error) {
      if (!(error instanceof EndpointError && error.code === 'epoch_changed')) throw error
    }
  }
  return ask('0')
}
