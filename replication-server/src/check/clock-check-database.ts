import { sql } from 'kysely'
import type { CheckContext } from './check-context.ts'
import { findingsOn, type Finding } from './finding.ts'

const WARN_ABOVE_S = 2
const FAIL_ABOVE_S = 60

/** That this machine and the database's agree on the time, by which windows move and tickets are dated. */
export async function clockFindings({ database: { kysely, dialect }, sequencing }: CheckContext): Promise<readonly Finding[]> {
  const { ok, warning, failure } = findingsOn('clock')
  if (dialect === 'sqlite') return [ok('the database has none of its own')]
  const before = sequencing.clock().getTime()
  const { rows } = await sql<{ now: string }>`SELECT UNIX_TIMESTAMP(NOW(6)) AS now`.execute(kysely)
  const here = (before + sequencing.clock().getTime()) / 2_000
  const difference = Number(rows[0]!.now) - here
  const seconds = Math.abs(difference).toFixed(1)
  const sentence = `the database's is ${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} this machine's`
  if (Math.abs(difference) > FAIL_ABOVE_S) return [failure(`${sentence}: set the clocks right`)]
  return [Math.abs(difference) > WARN_ABOVE_S ? warning(sentence) : ok(sentence)]
}
