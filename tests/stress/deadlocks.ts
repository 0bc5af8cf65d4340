// Reads the deadlocks that a MariaDB with --innodb-print-all-deadlocks wrote into its error log.

/** One text per deadlock: both transactions, the locks they held and the one each waited for. */
export function deadlocksIn(errorLog: string): string[] {
  return errorLog.split(/InnoDB: Transactions deadlock detected[^\n]*\n/).slice(1)
}

/** Whether a lock on a table of ours was held or waited for in it, not merely written to by a statement. */
export function namesReplication(deadlock: string): boolean {
  return /^(RECORD LOCKS|TABLE LOCK)[^\n]*`replication_/m.test(deadlock)
}
