import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { writeFromManySides } from '../change-feed/writers.ts'
import { anAuditedClub } from './audited-club.ts'

describeEachDatabase((openFresh) => {
  it('takes nothing for unseen that writers are committing and sequencers are telling at that moment', async () => {
    const club = await anAuditedClub(openFresh)
    club.startFeed()
    let isWriting = true
    const writing = writeFromManySides(() => club.openAgain()).finally(() => (isWriting = false))
    const found: unknown[] = []
    let audits = 0
    while (isWriting) {
      const { collections } = await club.audit()
      found.push(
        ...Object.values(collections).flatMap(({ repaired }) => Object.entries(repaired).filter(([, count]) => count > 0)),
      )
      audits++
    }
    await writing
    expect(audits).toBeGreaterThan(1)
    expect(found).toEqual([])
  })
})
