import { sql } from 'kysely'
import type { CheckContext } from './check-context.ts'
import { findingsOn, type Finding } from './finding.ts'
import { judgeVersion } from './server-version.ts'

/** That the database answers, and is one that the endpoint was made for. */
export async function connectionFindings({ database: { kysely, dialect } }: CheckContext): Promise<readonly Finding[]> {
  const { ok, failure } = findingsOn('connection')
  const version =
    dialect === 'mysql' ? sql<{ v: string }>`SELECT VERSION() AS v` : sql<{ v: string }>`SELECT sqlite_version() AS v`
  const { v } = (await version.execute(kysely)).rows[0]!
  if (dialect === 'sqlite') return [ok(`SQLite ${v}`)]
  const { name, oldest } = judgeVersion(v)
  return [oldest === null ? ok(name) : failure(`${name} is older than ${oldest}`)]
}
