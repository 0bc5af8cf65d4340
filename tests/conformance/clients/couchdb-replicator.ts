// A pull as Apache CouchDB 3.5's replicator does it, and as strict: what it would fail a job for, this throws for.
import { createHash } from 'node:crypto'
import type { ReplicatedDocument } from '@barra/replication-protocol'

interface ChangeLine {
  readonly seq: string
  readonly id: string
  readonly changes: readonly { readonly rev: string }[]
  readonly deleted?: boolean
}

interface Checkpoint {
  readonly session_id: string
  readonly source_last_seq: string
  readonly history: readonly { readonly session_id: string; readonly recorded_seq: string }[]
}

interface Source {
  /** Of the database, without a slash at its end. */
  readonly url: string
  readonly name: string
  readonly token: string
}

interface Revisions {
  readonly start: number
  readonly ids: readonly string[]
}

const BATCH = 500
const HEARTBEAT_MS = 10_000

/** The target: a database that keeps revision trees, and so knows conflicts. */
export class CouchTarget {
  /** By document id, the revisions known and the leaves: those that no known revision descends from. */
  readonly #trees = new Map<string, { readonly known: Set<string>; readonly leaves: Map<string, ReplicatedDocument> }>()
  readonly #locals = new Map<string, Checkpoint>()

  /** Documents that are there, each its only leaf. */
  get documents(): ReplicatedDocument[] {
    return [...this.#trees.values()].flatMap(({ leaves }) => [...leaves.values()]).filter(({ _deleted }) => !_deleted)
  }

  /** Documents with more than one leaf that is not deleted. */
  get conflicts(): string[] {
    const isConflict = (leaves: ReadonlyMap<string, ReplicatedDocument>) =>
      [...leaves.values()].filter(({ _deleted }) => !_deleted).length > 1
    return [...this.#trees].filter(([, { leaves }]) => isConflict(leaves)).map(([id]) => id)
  }

  missing(id: string, rev: string): boolean {
    return !this.#trees.get(id)?.known.has(rev)
  }

  /** With `new_edits: false`. */
  write({ _revisions, ...document }: ReplicatedDocument): void {
    const { start, ids } = _revisions as Revisions
    const path = ids.map((hash, age) => `${start - age}-${hash}`)
    if (path[0] !== document._rev) throw new Error(`_revisions of ${document._id} do not begin at ${document._rev}`)
    const tree = this.#trees.get(document._id) ?? { known: new Set<string>(), leaves: new Map<string, ReplicatedDocument>() }
    this.#trees.set(document._id, tree)
    if (tree.known.has(document._rev)) return
    for (const rev of path) {
      tree.known.add(rev)
      tree.leaves.delete(rev)
    }
    tree.leaves.set(document._rev, document as ReplicatedDocument)
  }

  checkpoint(id: string): Checkpoint | undefined {
    return this.#locals.get(id)
  }

  writeCheckpoint(id: string, checkpoint: Checkpoint): void {
    this.#locals.set(id, checkpoint)
  }
}

export class CouchReplicator {
  readonly #source: Source
  readonly #target: CouchTarget
  readonly #session = createHash('md5').update(String(Math.random())).digest('hex')
  readonly #authorization: string

  constructor(source: Source, target: CouchTarget) {
    this.#source = source
    this.#target = target
    this.#authorization = `Basic ${Buffer.from(`${source.name}:${source.token}`).toString('base64')}`
  }

  /** One-shot: a feed without a limit. Returns how many documents were written. */
  async replicate(): Promise<number> {
    const since = await this.#begin()
    const answer = await this.#ask('GET', `/_changes?feed=normal&style=all_docs&since=${since}&timeout=10000`)
    const { results, last_seq } = (await answer.json()) as { results: ChangeLine[]; last_seq: string }
    let written = 0
    for (let start = 0; start < results.length; start += BATCH) {
      written += await this.#take(results.slice(start, start + BATCH))
    }
    await this.#record(last_seq)
    return written
  }

  /** Continuous: a feed of lines that stays alive by newlines, until the signal aborts. Resolves then. */
  async replicateContinuously(signal: AbortSignal): Promise<void> {
    const since = await this.#begin()
    const query = `feed=continuous&style=all_docs&since=${since}&heartbeat=${HEARTBEAT_MS}`
    const answer = await this.#ask('GET', `/_changes?${query}`, { signal })
    let rest = ''
    try {
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop()!
        const rows = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ChangeLine)
        if (rows.length === 0) continue
        await this.#take(rows)
        await this.#record(rows.at(-1)!.seq)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  async #begin(): Promise<string> {
    const { origin } = new URL(this.#source.url)
    const credentials = JSON.stringify({ name: this.#source.name, password: this.#source.token })
    const headers = { 'Content-Type': 'application/json' }
    const session = await fetch(`${origin}/_session`, { method: 'POST', headers, body: credentials })
    if (session.status !== 404) throw new Error(`POST /_session was answered ${session.status}, so that it would use cookies`)

    const info = (await (await this.#ask('GET', '/')).json()) as { instance_start_time: unknown; update_seq: unknown }
    if (info.instance_start_time !== '0') throw new Error(`instance_start_time is ${JSON.stringify(info.instance_start_time)}`)
    if (typeof info.update_seq !== 'string') throw new Error('there is no update_seq')
    return this.#commonSeq(await this.#readCheckpoint())
  }

  /** Where both sides agree that an earlier replication came to. */
  #commonSeq(theirs: Checkpoint | null): string {
    const ours = this.#target.checkpoint(this.#checkpointId)
    if (!ours || !theirs) return '0'
    if (ours.session_id === theirs.session_id) return ours.source_last_seq
    const common = ours.history.find(({ session_id }) => theirs.history.some((other) => other.session_id === session_id))
    return common?.recorded_seq ?? '0'
  }

  async #take(rows: readonly ChangeLine[]): Promise<number> {
    const wanted = rows.flatMap(({ id, changes }) =>
      changes.filter(({ rev }) => this.#target.missing(id, rev)).map(({ rev }) => ({ id, rev, atts_since: [] })),
    )
    if (wanted.length === 0) return 0
    const answer = await this.#ask('POST', '/_bulk_get?revs=true&latest=true&attachments=true', {
      body: JSON.stringify({ docs: wanted }),
    })
    const body = (await answer.json()) as { results: { id: string; docs: { ok?: ReplicatedDocument; error?: unknown }[] }[] }
    if (Object.keys(body).join() !== 'results') throw new Error(`_bulk_get has other keys: ${Object.keys(body).join()}`)
    if (body.results.length !== wanted.length) throw new Error('_bulk_get did not answer each request')
    body.results.forEach(({ id, docs }, i) => {
      const { ok, error } = docs[0] ?? {}
      if (id !== wanted[i]!.id || docs.length !== 1 || !ok)
        throw new Error(`_bulk_get: ${wanted[i]!.id}: ${JSON.stringify(error)}`)
      this.#target.write(ok)
    })
    return wanted.length
  }

  async #record(seq: string): Promise<void> {
    const commit = await this.#ask('POST', '/_ensure_full_commit', { body: '{}', status: 201 })
    const { instance_start_time } = (await commit.json()) as { instance_start_time: unknown }
    if (instance_start_time !== '0') throw new Error('the source restarted')
    const history = [
      { session_id: this.#session, recorded_seq: seq },
      ...(this.#target.checkpoint(this.#checkpointId)?.history ?? []),
    ]
    const checkpoint = { session_id: this.#session, source_last_seq: seq, history: history.slice(0, 50) }
    const there = await this.#ask('GET', `/${this.#checkpointPath}`, { status: null })
    const { _rev } = there.status === 200 ? ((await there.json()) as { _rev: string }) : { _rev: undefined }
    const body = JSON.stringify({ _id: this.#checkpointId, ...(_rev && { _rev }), ...checkpoint })
    await this.#ask('PUT', `/${this.#checkpointPath}`, { body, status: 201 })
    this.#target.writeCheckpoint(this.#checkpointId, checkpoint)
  }

  async #readCheckpoint(): Promise<Checkpoint | null> {
    const answer = await this.#ask('GET', `/${this.#checkpointPath}`, { status: null })
    if (answer.status === 404) return null
    if (answer.status !== 200) throw new Error(`the checkpoint was answered ${answer.status}`)
    return (await answer.json()) as Checkpoint
  }

  get #checkpointId(): string {
    return `_local/${createHash('md5').update(this.#source.url).digest('hex')}+continuous`
  }

  get #checkpointPath(): string {
    return this.#checkpointId.replace('+', '%2B')
  }

  /** Fails on any other status than expected, 200 unless told; null expects none. */
  async #ask(
    method: string,
    path: string,
    { body, status = 200, signal }: { body?: string; status?: number | null; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const headers = { Authorization: this.#authorization, Accept: 'application/json', 'Content-Type': 'application/json' }
    const answer = await fetch(`${this.#source.url}${path}`, { method, headers, body, signal })
    const type = answer.headers.get('Content-Type') ?? ''
    if (!type.startsWith('application/json')) throw new Error(`${method} ${path} was answered as ${type}`)
    if (status !== null && answer.status !== status)
      throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
}
