import { setTimeout as sleep } from 'node:timers/promises'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { CheckContext } from './check-context.ts'
import { findingsOn, type Finding } from './finding.ts'

const WAIT_MS = 3_000
const LOOK_EVERY_MS = 50

/** That somebody gives the noted changes their place: the oldest one must go within a few seconds. */
export async function sequencerFindings({ database, collections }: CheckContext): Promise<readonly Finding[]> {
  const { ok, warning } = findingsOn('sequencer')
  const outbox = database.kysely.withTables<ReplicationTables>().selectFrom('replication_outbox')
  const waiting = outbox.where(
    'collection',
    'in',
    collections.map(({ name }) => name),
  )
  const oldest = async () => (await waiting.select('id').orderBy('id').limit(1).executeTakeFirst())?.id ?? null
  const first = await oldest()
  if (first === null) return [ok('no change waits')]
  for (const giveUpAt = performance.now() + WAIT_MS; performance.now() < giveUpAt;) {
    await sleep(LOOK_EVERY_MS)
    if ((await oldest()) !== first) return [ok('changes take their place as they come')]
  }
  const { count } = await waiting.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return [warning(`${count} changes wait and no sequencer takes them: does \`replication-server serve\` run?`)]
}
