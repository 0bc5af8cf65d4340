import { formatMoney } from '@barra/domain'
import { repairedDocuments, type AuditReport } from '../../audit/audit-report.ts'
import type { Command } from '../command.ts'

export const audit: Command = async ({ endpoint, print }) => {
  const report = await endpoint.audit()
  for (const line of describeAudit(report)) print(line)
}

function* describeAudit(report: AuditReport): Generator<string> {
  for (const [name, { rows, repaired }] of Object.entries(report.collections)) {
    const found = Object.entries(repaired).filter(([, count]) => count > 0)
    const differences = found.map(([difference, count]) => `${count} ${difference}`).join(', ')
    yield `${name}: ${rows} rows, ${differences ? `${differences}: told again` : 'all as terminals were told'}`
  }
  for (const [name, reason] of Object.entries(report.schemaChanges)) yield `${name}: not compared: ${reason}`
  if (repairedDocuments(report) > 0)
    yield 'Something writes where no trigger sees it: a cascade, TRUNCATE, a restore, or triggers that are gone.'
  for (const { idVisit, total, ticketsTotal, isRepaired, isClosed } of report.totals) {
    const outcome = isRepaired ? 'set right' : isClosed ? 'closed, left as it is' : 'left as it is'
    yield `visit ${idVisit}: its total is ${formatMoney(total)}, its tickets add up to ${formatMoney(ticketsTotal)}: ${outcome}`
  }
  if (report.totals.length === 0) yield 'totals: each visit\u2019s is the sum of its tickets'
  if (report.lostTickets.length > 0) {
    yield `${report.lostTickets.length} tickets that terminals were told are stored are gone, the first is ${report.lostTickets[0]}.`
    yield 'If the database was restored, run `replication-server renew-epoch`: terminals then offer to send them again.'
  }
}
