// One page of changes, as the local copy takes it.
import {
  formatSeq,
  parseSeq,
  type ChangesPage,
  type PulledDatabase,
  type ReplicatedDocument,
  type Seq,
} from '@barra/replication-protocol'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { EndpointError } from '../server/endpoint-error.ts'
import type { PullCheckpoint } from './pull-checkpoint.ts'

/** Documents per page: the size at which IndexedDB writes fastest without holding the browser's page up. */
export const PAGE_SIZE = 1_000

export interface PulledPage {
  readonly documents: readonly ReplicatedDocument[]
  /** How far one has pulled once these are stored. */
  readonly position: Seq
  /** Nothing comes before it: what is held and does not come again is gone. */
  readonly isFirst: boolean
  /** Nothing follows for now. */
  readonly isLast: boolean
}

export interface PageSource {
  readonly client: Pick<EndpointClient, 'changes'>
  readonly db: PulledDatabase
  readonly signal: AbortSignal
}

/**
 * Fetches what comes after a checkpoint; from 0 when there is none, or when the endpoint can no longer tell what came after it:
 * the database has another history (epoch) by now, or forgot tombstones of this one.
 * @throws EndpointError
 */
export async function fetchPage({ client, db, signal }: PageSource, checkpoint: PullCheckpoint | null): Promise<PulledPage> {
  const ask = (since: string) => client.changes(db, since, PAGE_SIZE, signal)
  const following = checkpoint && (await changesAfter(checkpoint, ask))
  const { results, last_seq } = following ?? (await ask('0'))
  const position = parseSeq(last_seq)
  if (!position) throw new EndpointError('bad_answer', 'the changes feed answered a last_seq that is none')
  const documents = results.map(({ doc }) => {
    if (!doc) throw new EndpointError('bad_answer', 'the changes feed left out a document')
    return doc
  })
  return { documents, position, isFirst: !following, isLast: documents.length < PAGE_SIZE }
}

async function changesAfter(
  { epoch, seq }: PullCheckpoint,
  ask: (since: string) => Promise<ChangesPage>,
): Promise<ChangesPage | null> {
  try {
    const page = await ask(formatSeq({ n: seq, epoch }))
    // A position of one history says nothing in another: what came before it there would be missed.
    return parseSeq(page.last_seq)?.epoch === epoch ? page : null
  } catch (error) {
    if (error instanceof EndpointError && error.code === 'epoch_changed') return null
    throw error
  }
}
