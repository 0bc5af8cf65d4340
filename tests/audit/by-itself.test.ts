// The audit as a running endpoint does it, and as somebody asks for it on the command line.
import { openReplicationEndpoint } from '@barra/replication-server'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { runCommandLine } from '../../replication-server/src/command-line/run-command-line.ts'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { page } from '../change-feed/club.ts'
import { anAuditedClub, withoutTriggers, type AuditedClub } from './audited-club.ts'

describeEachDatabase((openFresh) => {
  it('runs by itself beside the feed, repairs what it finds and forgets old tombstones', async () => {
    const club = await anAuditedClub(openFresh)
    await club.kysely.deleteFrom('Visits').where('id_visit', '=', 2).execute()
    await club.settled()
    await withoutTriggers(club, async () => {
      await club.kysely.updateTable('Partners').set({ partner_name: 'Ana Paz' }).where('id_partner', '=', 2).execute()
    })
    const endpoint = openReplicationEndpoint({
      database: club.openServing(),
      clock: () => new Date(club.clock.now.getTime() + 3_600_000),
      auditIntervalMs: 200,
      tombstonesKeptMs: 1_000,
    })
    endpoint.start()
    onTestFinished(() => endpoint.stop())
    await eventually(async () => {
      expect((await club.copy())['partners/2']).toMatchObject({ partner_name: 'Ana Paz' })
      expect((await page(club.feed, 'visits')).results.map(({ id }) => id)).toEqual(['1', '3'])
    })
  })

  it('warns of triggers that are gone once it had to repair what they missed', async () => {
    const club = await anAuditedClub(openFresh)
    await sql`DROP TRIGGER replication_partners_update`.execute(club.kysely)
    const lines: string[] = []
    const endpoint = openReplicationEndpoint({
      database: club.openServing(),
      clock: () => club.clock.now,
      auditIntervalMs: 200,
      logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
    })
    endpoint.start()
    onTestFinished(() => endpoint.stop())
    await club.kysely.updateTable('Partners').set({ partner_name: 'Ana Paz' }).where('id_partner', '=', 2).execute()
    await eventually(() => {
      expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
        expect.objectContaining({
          msg: 'triggers are not as installed: until they are, only the audit finds what they miss',
          triggers: [expect.stringMatching(/^replication_partners_update is not there, so changes are missed/)],
        }),
      )
    })
  })

  it('tells on the command line what it found, as somebody who never saw its code would want it', async () => {
    const club = await anAuditedClub(openFresh)
    // Inside the window on whatever day this runs: the command goes by the real clock.
    await club.kysely.updateTable('Visits').set({ visit_date: '2100-01-01' }).execute()
    await club.settled()
    expect(await command(club, 'audit')).toEqual([
      'partners: 2 rows, all as terminals were told',
      'products: 3 rows, all as terminals were told',
      'visits: 3 rows, all as terminals were told',
      'totals: each visit’s is the sum of its tickets',
    ])
    await withoutTriggers(club, () => club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 2).execute())
    await club.kysely.updateTable('Visits').set({ visit_amount_consumed: '901.00' }).where('id_visit', '=', 1).execute()
    await club.settled()
    expect(await command(club, 'audit')).toEqual([
      'partners: 2 rows, all as terminals were told',
      'products: 2 rows, 1 gone: told again',
      'visits: 3 rows, all as terminals were told',
      'Something writes where no trigger sees it: a cascade, TRUNCATE, a restore, or triggers that are gone.',
      'visit 1: its total is 901.00, its tickets add up to 0.00: left as it is',
    ])
    await club.settled()
    expect(await command(club, 'audit', { REPAIR_TOTALS: 'yes' })).toContain(
      'visit 1: its total is 901.00, its tickets add up to 0.00: set right',
    )
  })

  it('begins a new history when somebody says that the database was restored', async () => {
    const club = await anAuditedClub(openFresh)
    const { lastSeq } = await page(club.feed, 'products')
    const [said] = await command(club, 'renew-epoch')
    const { epoch } = await club.feed.identity()
    expect(said).toContain(epoch)
    expect(lastSeq).not.toContain(epoch)
  })
})

async function command({ servingUrl }: AuditedClub, word: string, variables: Record<string, string> = {}): Promise<string[]> {
  const lines: string[] = []
  const printError = (line: string) => void lines.push(`error: ${line}`)
  const environment = { DATABASE_URL: servingUrl, LOG_LEVEL: 'silent', ...variables }
  await runCommandLine([word], { variables: environment, print: (line) => void lines.push(line), printError })
  return lines
}
