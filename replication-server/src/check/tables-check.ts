import { tableColumns } from '../dialect/table-columns.ts'
import { definedColumns, tableDefinitions } from '../dialect/table-definitions.ts'
import type { CheckContext } from './check-context.ts'
import { findingsOn, nameSome, type Finding } from './finding.ts'

/** That our tables are there with all their columns. */
export async function tableFindings({ database }: CheckContext): Promise<readonly Finding[]> {
  const { ok, failure } = findingsOn('tables')
  const definitions = tableDefinitions(database.dialect)
  const missing = await Promise.all(
    definitions.map(async (definition) => {
      const there = new Set((await tableColumns(database, definition.name)).map(({ name }) => name))
      if (there.size === 0) return [definition.name]
      return definedColumns(database, definition)
        .filter((column) => !there.has(column))
        .map((column) => `${definition.name}.${column}`)
    }),
  )
  const names = missing.flat()
  if (names.length === 0) return [ok(`${definitions.length} tables of replication are there, with all their columns`)]
  return [
    failure(
      `${nameSome(names)} cannot be seen: has \`replication-server install\` run, and has this account the rights that \`replication-server grants\` prints?`,
    ),
  ]
}
