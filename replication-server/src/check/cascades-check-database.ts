import { sql } from 'kysely'
import type { CheckContext } from './check-context.ts'
import { findingsOn, type Finding } from './finding.ts'

interface ForeignKey {
  readonly name: string
  readonly child: string
  /** Null where the account may not use that table. */
  readonly parent: string | null
  readonly on_delete: string
  readonly on_update: string
}

/** Foreign keys by which rows of a configured table change without its triggers: MySQL runs none for a cascade, SQLite does. */
export async function cascadeFindings({ database: { kysely, dialect }, collections }: CheckContext): Promise<readonly Finding[]> {
  const { ok, warning } = findingsOn('cascades')
  if (dialect === 'sqlite') return []
  const tables = collections.map(({ table }) => table)
  const { rows } = await sql<ForeignKey>`
    SELECT CONSTRAINT_NAME AS name, TABLE_NAME AS child, REFERENCED_TABLE_NAME AS parent, DELETE_RULE AS on_delete,
      UPDATE_RULE AS on_update
    FROM information_schema.REFERENTIAL_CONSTRAINTS
    WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME IN (${sql.join(tables)})
      AND (DELETE_RULE IN ('CASCADE', 'SET NULL') OR UPDATE_RULE IN ('CASCADE', 'SET NULL'))
    ORDER BY TABLE_NAME, CONSTRAINT_NAME
  `.execute(kysely)
  if (rows.length === 0) return [ok('no foreign key changes rows past the triggers')]
  return rows.map(({ name, child, parent, ...rules }) => {
    const actions = [`ON DELETE ${rules.on_delete}`, `ON UPDATE ${rules.on_update}`].filter((rule) =>
      /CASCADE|SET NULL/.test(rule),
    )
    return warning(
      `${name} changes ${child} with ${parent ?? 'its parent'} (${actions.join(', ')}) and no trigger sees it: the audit finds it later`,
    )
  })
}
