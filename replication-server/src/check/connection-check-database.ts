import { sql } from 'kysely'
import type { CheckContext } from './check-context.ts'
import { findingsOn, type Finding } from './finding.ts'

const OLDEST_MYSQL = [8, 0]
const OLDEST_MARIADB = [10, 5]

/** That the database answers, and is one that the endpoint was made for. */
export async function connectionFindings({ database: { kysely, dialect } }: CheckContext): Promise<readonly Finding[]> {
  const { ok, failure } = findingsOn('connection')
  const version =
    dialect === 'mysql' ? sql<{ v: string }>`SELECT VERSION() AS v` : sql<{ v: string }>`SELECT sqlite_version() AS v`
  const { v } = (await version.execute(kysely)).rows[0]!
  if (dialect === 'sqlite') return [ok(`SQLite ${v}`)]
  const isMariadb = /mariadb/i.test(v)
  const [name, oldest] = isMariadb ? ['MariaDB', OLDEST_MARIADB] : ['MySQL', OLDEST_MYSQL]
  // MariaDB calls itself '5.5.5-10.11.6-MariaDB' to old clients.
  const [major = 0, minor = 0] = v
    .replace(/^5\.5\.5-/, '')
    .split('.')
    .map(Number.parseFloat)
  const isOldEnough = major > oldest[0]! || (major === oldest[0]! && minor >= oldest[1]!)
  return [isOldEnough ? ok(`${name} ${v}`) : failure(`${name} ${v} is older than ${oldest.join('.')}`)]
}
