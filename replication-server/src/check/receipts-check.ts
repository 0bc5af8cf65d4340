import { findLostTickets } from '../audit/lost-tickets-database.ts'
import type { CheckContext } from './check-context.ts'
import { findingsOn, nameSome, type Finding } from './finding.ts'

/** That the tickets which terminals were told are stored still are. */
export async function receiptFindings({ sequencing }: CheckContext): Promise<readonly Finding[]> {
  const { ok, warning } = findingsOn('receipts')
  const lost = await findLostTickets(sequencing)
  if (lost.length === 0) return [ok('every ticket of the last week that has a receipt is there')]
  return [
    warning(
      `${lost.length} tickets that terminals were told are stored are gone: ${nameSome(lost, 3)}. If the database was restored, run \`replication-server renew-epoch\``,
    ),
  ]
}
