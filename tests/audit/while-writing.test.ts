import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { writeFromManySides } from '../change-feed/writers.ts'
import { anAuditedClub } from './audited-club.ts'

describeEachDatabase((openFresh) => {
  it('takes nothing for unseen that writers are committing and sequencers are telling at that moment', async () => {
    const club = await anAuditedClub(openFresh)
    club.startFeed()
    const found: unknown[] = []
    let audits = 0
    let isWriting = true
    const write = async () => {
      // On a busy machine an audit takes longer than a round of the writers.
      while (audits < 3) await writeFromManySides(() => club.openAgain(), { transactionsEach: 10 })
    }
    const writing = write().finally(() => (isWriting = false))
    while (isWriting) {
      const { collections } = await club.audit()
      found.push(
        ...Object.values(collections).flatMap(({ repaired }) => Object.entries(repaired).filter(([, count]) => count > 0)),
      )
      audits++
    }
    await writing
    expect(found).toEqual([])
  })
})
