// A copy that reads the feed adds up to what the endpoint says of the tables, range by range.
import { createHash } from 'node:crypto'
import { documentText, type ChangesPage, type RangeChecksum, type ReplicatedDocument } from '@barra/replication-protocol'
import { renewEpoch } from '@barra/replication-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../eventually.ts'
import { describeEachDatabase } from '../each-database.ts'
import { aTicket, BEER } from '../intake/small-club.ts'
import { aRunningEndpoint, post, type RunningEndpoint } from './running-endpoint.ts'

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
    const ids = [10, 12, 20, 100, 101, 7]
    const products = ids.map((id_product_service) => ({ id_product_service, price: '0.10', description: 'ñandú 🍺' }))
    await running.club.kysely.insertInto('Products_Services').values(products).execute()
    await running.club.openVisit()
  })
  afterAll(() => running.stop())

  async function get<T>(path: string): Promise<T> {
    const answer = await running.ask(path)
    expect(answer.status).toBe(200)
    return (await answer.json()) as T
  }

  const checksum = (query: string, db = 'products') => get<RangeChecksum>(`/${db}/_checksum?${query}`)

  /** The collection as a client has it that has read all there is. */
  async function copyOf(db: string): Promise<{ documents: ReplicatedDocument[]; since: string }> {
    return eventually(async () => {
      const { results, last_seq } = await get<ChangesPage>(`/${db}/_changes?include_docs=true`)
      expect(await checksum(`since=${last_seq}`, db)).toMatchObject({ settled: true })
      return { documents: results.flatMap(({ doc, deleted }) => (deleted ? [] : [doc!])), since: last_seq }
    })
  }

  it.each(['products', 'visits'])('adds up over the ranges of %s, one after another, to the end', async (db) => {
    const ticket = aTicket(await running.club.openVisit())
    await running.ask('/tickets/_bulk_docs', post([ticket]))
    const { documents, since } = await copyOf(db)
    const seen = new Set<string>()
    for (let startkey: string | null = ''; startkey !== null;) {
      const range: RangeChecksum = await checksum(`startkey=${JSON.stringify(startkey)}&limit=4&since=${since}`, db)
      const own = documents.filter(({ _id }) => _id >= range.startkey && (range.endkey === null || _id <= range.endkey))
      own.forEach(({ _id }) => seen.add(_id))
      expect(range).toEqual({
        startkey,
        endkey: own.length < 4 ? null : own.map(({ _id }) => _id).sort()[3],
        count: own.length,
        checksum: addUp(own),
        update_seq: since,
        settled: true,
      })
      startkey = range.endkey
    }
    expect(seen.size).toBe(documents.length)
  })

  it('changes with any document of the range, and only then', async () => {
    const { since } = await copyOf('products')
    const [first, second] = [await checksum('limit=4'), await checksum('startkey="2"')]
    await running.club.kysely
      .updateTable('Products_Services')
      .set({ price: '9.00' })
      .where('id_product_service', '=', BEER)
      .execute()
    const later = await copyOf('products')
    expect(later.since).not.toBe(since)
    expect((await checksum('limit=4')).checksum).not.toBe(first.checksum)
    expect((await checksum('startkey="2"')).checksum).toBe(second.checksum)
  })

  it('says nothing of a copy that has not read everything, or of another history', async () => {
    const { since } = await copyOf('products')
    await running.club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 7).execute()
    await copyOf('products')
    expect(await checksum(`since=${since}`)).toMatchObject({ settled: false })
    const now = (await copyOf('products')).since
    await renewEpoch(running.club.database)
    expect(await checksum(`since=${now}`)).toMatchObject({ settled: false })
  })

  it('goes on judging after the newest tombstones were forgotten', async () => {
    const { club } = running
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 101).execute()
    const { since } = await copyOf('products')
    await club.kysely.updateTable('replication_docs').set({ changed_at: 0 }).where('deleted', '=', 1).execute()
    await club.kysely.deleteFrom('replication_docs').where('deleted', '=', 1).execute()
    const seq = Number(since.split('-')[0]) % 100_000_000_000
    await club.kysely
      .insertInto('replication_purges')
      .values({ collection: 'products', purges: 1, purged_seq: seq, first_generation: 9 })
      .execute()
    const { last_seq } = await get<ChangesPage>(`/products/_changes?since=${since}`)
    expect(last_seq).not.toBe(since)
    expect(await checksum(`since=${last_seq}`)).toMatchObject({ settled: true })
  })

  it('is not settled while a change waits to be told, nor where an earlier version kept no hash', async () => {
    const { club } = running
    const { since } = await copyOf('products')
    await running.endpoint.stop()
    await club.kysely.updateTable('Products_Services').set({ price: '1.00' }).where('id_product_service', '=', 20).execute()
    expect(await checksum(`since=${since}`)).toMatchObject({ settled: false })
    running.endpoint.start()
    const { since: later } = await copyOf('products')
    const hashless = club.kysely.updateTable('replication_docs').set({ row_hash: null })
    await hashless.where('collection', '=', 'products').where('doc_id', '=', '20').execute()
    expect(await checksum(`since=${later}`)).toMatchObject({ settled: false })
    expect(await checksum(`since=${later}&limit=2`)).toMatchObject({ settled: true })
  })

  it.each(['limit=1', 'limit=0', 'limit=1001', 'limit=x', 'startkey=1', 'startkey="', 'since=0', 'since=x-y', 'limit=5&limit=5'])(
    'refuses %s',
    async (query) => {
      const answer = await running.ask(`/products/_checksum?${query}`)
      expect([answer.status, await answer.json()]).toEqual([400, { error: 'bad_request', reason: expect.any(String) }])
    },
  )

  it('is only read, by who may pull, and of what is pulled', async () => {
    expect((await running.ask('/products/_checksum', post([]))).status).toBe(405)
    expect((await running.ask('/tickets/_checksum')).status).toBe(404)
    const token = await running.addTerminal('Pusher', 'push')
    const answer = await running.ask('/products/_checksum', { headers: { Authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(403)
  })
})

/** As the protocol tells it, written down anew. */
function addUp(documents: readonly ReplicatedDocument[]): string {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const inOrder = [...documents].sort((a, b) => (a._id < b._id ? -1 : 1))
  return sha256(inOrder.map((document) => `${document._id}:${sha256(documentText(document))}\n`).join(''))
}
