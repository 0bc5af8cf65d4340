// A club big enough to replicate, its endpoint behind a network that can be cut, and what its clients must hold in the end.
import { onTestFinished } from 'vitest'
import type { RunningEndpoint } from '../http/running-endpoint.ts'
import { aRunningEndpoint } from '../http/running-endpoint.ts'
import type { OpenFresh } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { NOW } from '../intake/small-club.ts'
import { CuttingProxy } from '../network/cutting-proxy.ts'
import { differencesFrom } from '../stress/differences.ts'
import { readTruth } from '../stress/oracle.ts'
import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { ReplicationEndpointOptions } from '@barra/replication-server'

export type Collection = 'partners' | 'products' | 'visits'

export interface ConformanceClub extends RunningEndpoint {
  /** What the endpoint takes for now. */
  readonly clock: { now: Date }
  /** The token of the terminal "Caja". */
  readonly token: string
  /** All clients come through here. */
  readonly network: CuttingProxy
  /** Of the mount point as clients see it, without a slash at its end. */
  readonly clientUrl: string
  insertPartners(count: number, firstId?: number): Promise<void>
  /** Fails unless the documents are those of the tables, no more and no less. */
  expectEqual(collection: Collection, documents: readonly ReplicatedDocument[]): Promise<void>
  /** Resolves when the sequencer has taken all that is committed. */
  settled(): Promise<void>
}

/** Stopped with the test. */
export async function aConformanceClub(
  openFresh: OpenFresh,
  options: Partial<ReplicationEndpointOptions> = {},
): Promise<ConformanceClub> {
  const clock = { now: NOW }
  const running = await aRunningEndpoint(openFresh, { clock: () => clock.now, ...options })
  const { kysely, database } = running.club
  const network = new CuttingProxy(() => Number(new URL(running.url).port))
  const clientUrl = `${await network.start()}/replication`
  onTestFinished(async () => {
    await network.stop()
    await running.stop()
  })
  const settled = () =>
    eventually(async () => {
      const notes = await kysely.selectFrom('replication_outbox').select('id').limit(1).execute()
      if (notes.length > 0) throw new Error('the outbox still holds notes')
    })
  return {
    ...running,
    clock,
    token: await running.addTerminal('Caja', 'pull', 'push'),
    network,
    clientUrl,
    settled,
    insertPartners: async (count, firstId = 1) => {
      const ids = Array.from({ length: count }, (_, i) => firstId + i)
      for (let start = 0; start < count; start += 500) {
        const rows = ids
          .slice(start, start + 500)
          .map((id) => ({ id_partner: id, alias: `Socia ${id}`, partner_name: `ñandú ${id} 🍺` }))
        await kysely.insertInto('Partners').values(rows).execute()
      }
      await settled()
    },
    expectEqual: async (collection, documents) => {
      const truth = new Map([...(await readTruth(database, clock.now))].filter(([name]) => name === collection))
      const held = new Map(documents.map((document) => [document._id, document]))
      const differences = differencesFrom(truth, { documents: new Map([[collection, held]]) })
      if (differences.length > 0) throw new Error(`${differences.length} differences: ${differences.slice(0, 5).join('; ')}`)
    },
  }
}
