import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { knownCases } from './model/known-cases.ts'
import { searchNights } from './model/search-nights.ts'
import { Stage } from './model/stage.ts'

/** The same nights in every run, so that a failure is the change's; `npm run model` plays others. */
const SEED = 20_261_124

describe('a terminal, its network, the endpoint and the database never double, lose or miscount a ticket', () => {
  describe('on SQLite', () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await Stage.setUp()
    })
    afterAll(() => stage.tearDown())

    it.each(knownCases)('when $name', ({ steps }) => stage.play(steps))

    it('in random nights', async () => {
      await searchNights(stage, { seed: SEED, runs: 20, limitMs: 20_000 })
      expect(stage.counts.stored).toBeGreaterThan(knownCases.length)
    })
  })

  describe('on MariaDB', () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await Stage.setUp(inject('mariadbUrl'))
    })
    afterAll(() => stage.tearDown())

    it('in random nights', async () => {
      await searchNights(stage, { seed: SEED + 1, runs: 5, limitMs: 8_000 })
      expect(stage.counts.nights).toBeGreaterThan(0)
    })
  })
})
