import { sql } from 'kysely'
import type { CheckContext } from './check-context.ts'
import { findingsOn, type Finding } from './finding.ts'

/** That the server's settings let the endpoint work, and keep what was committed. */
export async function serverFindings({ database: { kysely, dialect } }: CheckContext): Promise<readonly Finding[]> {
  const { ok, warning, failure } = findingsOn('server')
  if (dialect === 'sqlite') return []
  const { rows } = await sql<{ Variable_name: string; Value: string }>`SHOW GLOBAL VARIABLES WHERE Variable_name IN
    ('log_bin', 'binlog_format', 'sync_binlog', 'innodb_flush_log_at_trx_commit')`.execute(kysely)
  const settings = new Map(rows.map(({ Variable_name, Value }) => [Variable_name, Value]))
  const isLogging = settings.get('log_bin') === 'ON'
  const findings: Finding[] = []
  if (isLogging && settings.get('binlog_format') === 'STATEMENT')
    findings.push(failure('binlog_format is STATEMENT, in which no READ COMMITTED transaction can write: set it to ROW'))
  if (isLogging && settings.get('sync_binlog') !== '1')
    findings.push(
      warning(`sync_binlog is ${settings.get('sync_binlog')}: after a power cut the binary log may lack stored tickets`),
    )
  if (settings.get('innodb_flush_log_at_trx_commit') !== '1')
    findings.push(
      warning(
        `innodb_flush_log_at_trx_commit is ${settings.get('innodb_flush_log_at_trx_commit')}: a power cut may lose tickets that terminals were told are stored`,
      ),
    )
  return findings.length > 0 ? findings : [ok('what is committed reaches the disk, the binary log included')]
}
