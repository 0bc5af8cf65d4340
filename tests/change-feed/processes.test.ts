// Two endpoints and the writers, each a process of its own, beside one database; one endpoint is killed while it works.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ChangesPage, ReplicatedDocument } from '@barra/replication-protocol'
import { openReplicationEndpoint } from '@barra/replication-server'
import { expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { serve } from '../processes/serve.ts'
import { aClub, outboxDrained, type Club } from './club.ts'
import { WRITERS } from './writers.ts'

const WRITING = fileURLToPath(new URL('./writing-process.ts', import.meta.url))
const TRANSACTIONS_EACH = 60
const PAGE = 50

describeEachDatabase((openFresh) => {
  it('misses nothing beside two endpoint processes, one of them killed while a third process writes', async () => {
    const club = await aClub(openFresh)
    const { token } = await openReplicationEndpoint({ database: club.openServing() }).terminals.add({ name: 'Barra 1' })
    const [doomed, survivor] = [serve({ DATABASE_URL: club.servingUrl }), serve({ DATABASE_URL: club.servingUrl })]
    const bases = await Promise.all([doomed.base, survivor.base])
    // Each begins at an endpoint of its own; who loses it goes on at the other, from the same seq.
    const [orphan, other] = bases.map((base) => new TerminalLikeFollower(base, token)) as [Follower, Follower]

    const writing = write(club.url)
    const isUnderWay = ({ documents }: Follower) => documents.size >= WRITERS * 5
    await followUntil([orphan, other], () => isUnderWay(orphan))
    doomed.child.kill('SIGKILL')
    expect(await doomed.exitCode).toBeNull()
    expect(writing.isOver()).toBe(false)
    writing.isEnough()
    orphan.base = bases[1]!
    await followUntil([orphan, other], writing.isOver)
    expect(await writing.exitCode).toBe(0)
    await outboxDrained(club)

    const rows = await productsOf(club)
    expect(rows.length).toBeGreaterThan(WRITERS * TRANSACTIONS_EACH * 0.5)
    for (const follower of [orphan, other]) {
      await follower.follow()
      expect(follower.products()).toEqual(rows)
    }
    expect(survivor.output.err).toBe('')
    await expectEachSeqOnce(club)
  })
})

type Follower = TerminalLikeFollower

/** Keeps what a terminal would keep of the products, by pages over HTTP. */
class TerminalLikeFollower {
  base: string
  readonly documents = new Map<number, ReplicatedDocument>()
  readonly #token: string
  #since = '0'

  constructor(base: string, token: string) {
    this.base = base
    this.#token = token
  }

  /** Reads on from where it was, to the end. */
  async follow(): Promise<void> {
    for (;;) {
      const query = `include_docs=true&limit=${PAGE}&since=${encodeURIComponent(this.#since)}`
      const headers = { Authorization: `Bearer ${this.#token}` }
      const { results, last_seq } = await eventually(async () => {
        const answer = await fetch(`${this.base}/products/_changes?${query}`, { headers })
        if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
        return (await answer.json()) as ChangesPage
      })
      for (const { id, deleted, doc } of results) {
        if (deleted) this.documents.delete(Number(id))
        else this.documents.set(Number(id), doc!)
      }
      this.#since = last_seq
      if (results.length < PAGE) return
    }
  }

  products() {
    const held = [...this.documents].map(([id_product_service, { description }]) => ({ id_product_service, description }))
    return held.sort((a, b) => a.id_product_service - b.id_product_service)
  }
}

async function followUntil(followers: readonly Follower[], isOver: () => boolean): Promise<void> {
  while (!isOver()) await Promise.all(followers.map((follower) => follower.follow()))
}

/** Writes its transactions, and more of them until it is told that they are enough. */
function write(url: string): { isEnough: () => void; isOver: () => boolean; exitCode: Promise<number | null> } {
  const args = ['--import', 'tsx', WRITING, url, String(TRANSACTIONS_EACH)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let isOver = false
  const exitCode = once(child, 'close').then(([code]) => {
    isOver = true
    return code as number | null
  })
  return { isEnough: () => void child.stdin.end(), isOver: () => isOver, exitCode }
}

function productsOf({ kysely }: Club) {
  const products = kysely.selectFrom('Products_Services').select(['id_product_service', 'description'])
  return products.orderBy('id_product_service').execute()
}

async function expectEachSeqOnce({ kysely }: Club): Promise<void> {
  const docs = await kysely.selectFrom('replication_docs').select('seq').execute()
  expect(new Set(docs.map(({ seq }) => seq)).size).toBe(docs.length)
  const { seq } = await kysely.selectFrom('replication_sequence').select('seq').executeTakeFirstOrThrow()
  expect(Math.max(...docs.map((doc) => doc.seq))).toBe(seq)
}
