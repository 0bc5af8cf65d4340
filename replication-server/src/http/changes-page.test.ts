import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import type { ChangesPage } from '@barra/replication-protocol'
import { answerChangesOnce } from './changes-page.ts'
import type { ChangesSource } from './changes-source.ts'
import { OpenAnswers } from './open-answers.ts'

const EPOCH = 'aaaaaaaaaaaa'

test.each([null, `3-${EPOCH}`])('a feed that moves while all of it is asked for since %s is not told as read', async (since) => {
  const moving: ChangesSource = {
    end: async () => since ?? `0-${EPOCH}`,
    page: async () => {
      const seq = `4-${EPOCH}`
      return { results: [{ seq, id: '1', changes: [{ rev: '1-x' }] }], lastSeq: seq, pending: 0 }
    },
    waitForChange: async () => false,
  }
  const { results, last_seq, pending } = await answered(moving, since)
  expect({ results, last_seq, pending }).toEqual({ results: [], last_seq: since ?? `0-${EPOCH}`, pending: 1 })
})

async function answered(source: ChangesSource, since: string | null): Promise<ChangesPage> {
  const query = { since, limit: Infinity, includeDocs: false, feed: 'normal', timeoutMs: 0, heartbeatMs: null } as const
  const app = express().get('/', (_req, res) => answerChangesOnce(res, source, query, new OpenAnswers()))
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return (await answer.json()) as ChangesPage
}
