import type { Logger } from 'pino'
import { repairedDocuments } from './audit-report.ts'
import type { MaintenancePass } from './maintenance.ts'

/** Ids of visits or tickets in one line of the log at most. */
const NAMED = 20

/** One line for each thing a person should look at, and one at `debug` when there is none. */
export function logAudit(logger: Logger, { report, purgedTombstones, triggerFaults }: MaintenancePass): void {
  const { collections, totals, lostTickets } = report
  if (purgedTombstones > 0) logger.info({ purgedTombstones }, 'old tombstones were forgotten')
  if (repairedDocuments(report) > 0) {
    logger.warn({ collections }, 'the audit found documents that changed unseen by any trigger; they are told again')
  }
  if (triggerFaults.length > 0) {
    logger.warn({ triggers: triggerFaults }, 'triggers are not as installed: until they are, only the audit finds what they miss')
  }
  if (totals.length > 0) {
    const visits = totals.slice(0, NAMED)
    logger.warn({ count: totals.length, visits }, 'the audit found visits whose total is not the sum of their tickets')
  }
  if (lostTickets.length > 0) {
    const tickets = lostTickets.slice(0, NAMED)
    logger.error({ count: lostTickets.length, tickets }, 'tickets that terminals were told are stored are gone from the database')
  }
  logger.debug({ collections }, 'the audit is over')
}
