// PouchDB as anybody installs it: a database in memory, and one behind HTTP.
import PouchDB, { type Database as Pouch, type Replication } from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import replication from 'pouchdb-replication'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import type { ReplicatedDocument } from '@barra/replication-protocol'

PouchDB.plugin(http).plugin(memory).plugin(replication)

export type { Pouch }

/** Empty; removed with the test. */
export function aPouch(): Pouch {
  const pouch = new PouchDB(`conformance-${randomUUID()}`, { adapter: 'memory' })
  onTestFinished(async () => void (await pouch.destroy().catch(() => {})))
  return pouch
}

/** A database of the endpoint, asked with Basic credentials as CouchDB's clients send them. */
export function remotePouch(url: string, token: string, name = 'Caja'): Pouch {
  // PouchDB's own fetch closes every connection.
  const keepAlive = (address: string, init?: RequestInit) => fetch(address, init)
  const remote = new PouchDB(url, { auth: { username: name, password: token }, fetch: keepAlive })
  const info = remote.info.bind(remote)
  remote.info = () => Forgiven.resolve(info())
  return remote
}

/** PouchDB asks for the source's size once per batch to tell its progress, and forgets to catch a failure of that. */
class Forgiven<T> extends Promise<T> {
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const next = super.then(onFulfilled, onRejected)
    Promise.prototype.then.call(next, undefined, () => {})
    return next
  }
}

/**
 * Pulls once, and puts an end to it when it fails: PouchDB 9.0.0 goes on reading behind a replication whose `_changes` failed while
 * a batch was being written, without the batches it had dropped, and its checkpoint then steps over them.
 */
export async function pullOnce(pouch: Pouch, remote: Pouch, options: { batch_size?: number } = {}): Promise<void> {
  const replication = pouch.replicate.from(remote, options)
  await replication.catch((error: unknown) => {
    replication.cancel()
    throw error
  })
}

/** Pulls live until the test ends, and begins anew after each failure, as PouchDB's own `retry` must not for the reason above. */
export function follow(pouch: Pouch, remote: Pouch, options: { batch_size?: number; pauseMs?: number } = {}): void {
  const { batch_size, pauseMs = 50 } = options
  let isOver = false
  let replication: Replication
  const begin = () => {
    replication = pouch.replicate.from(remote, { live: true, batch_size })
    replication.on('error', () => {
      replication.cancel()
      void pause(pauseMs).then(() => isOver || begin())
    })
  }
  begin()
  onTestFinished(() => {
    isOver = true
    replication.cancel()
  })
}

/** What it holds, which must be without a conflict. */
export async function documentsIn(pouch: Pouch): Promise<ReplicatedDocument[]> {
  const { rows } = await pouch.allDocs({ include_docs: true, conflicts: true })
  const documents = rows.flatMap(({ doc }) => (doc ? [doc as ReplicatedDocument] : []))
  expect(documents.filter((document) => '_conflicts' in document)).toEqual([])
  return documents
}
