// RxDB as anybody sets it up, with its own CouchDB replication.
import { randomUUID } from 'node:crypto'
import type { ReplicatedDocument } from '@barra/replication-protocol'
import { addRxPlugin, createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb'
import { RxDBLeaderElectionPlugin } from 'rxdb/plugins/leader-election'
import { getFetchWithCouchDBAuthorization, replicateCouchDB } from 'rxdb/plugins/replication-couchdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { onTestFinished } from 'vitest'

addRxPlugin(RxDBLeaderElectionPlugin)

export type Fields = { id: string } & Record<string, unknown>

const nullable = (type: string) => ({ type: [type, 'null'] })
const text = nullable('string')
const number = nullable('number')

const properties = {
  partners: { id_partner: { type: 'number' }, alias: text, partner_name: text, affiliate_name: text, id_state: number },
  products: {
    id_product_service: { type: 'number' },
    description: text,
    price: text,
    available: number,
    featured: nullable('boolean'),
  },
}

/** An empty collection in memory; removed with the test. */
export async function anRxCollection(name: keyof typeof properties): Promise<RxCollection<Fields>> {
  const database = await createRxDatabase({ name: `conformance-${randomUUID()}`, storage: getRxStorageMemory() })
  onTestFinished(async () => void (await database.remove()))
  const schema = {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 20 }, ...properties[name] },
  } as unknown as RxJsonSchema<Fields>
  return (await database.addCollections({ [name]: { schema } }))[name] as RxCollection<Fields>
}

export function replicate(collection: RxCollection<Fields>, url: string, token: string, live: boolean) {
  const replication = replicateCouchDB<Fields>({
    replicationIdentifier: `barra-${collection.name}`,
    collection,
    url,
    fetch: getFetchWithCouchDBAuthorization('Caja', token),
    live,
    waitForLeadership: false,
    retryTime: 100,
    pull: { batchSize: 500 },
  })
  onTestFinished(async () => void (await replication.cancel()))
  return replication
}

/** What it holds, as it is on the wire. */
export async function documentsIn(collection: RxCollection<Fields>): Promise<ReplicatedDocument[]> {
  const documents = await collection.find().exec()
  return documents.map((document) => {
    const { id, ...fields } = document.toJSON() as Fields
    return { _id: id, _rev: '', ...fields }
  })
}
