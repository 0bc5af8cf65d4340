import type { Database } from '@barra/database'
import type { MainTables } from './main-tables.ts'
import { mainTableNames } from './table-definitions.ts'

/** What of the club's tables a database holds already. */
export type MainTablesFound =
  /** All of them, a few or none, without a single row; `others` are tables of somebody else. */
  | { readonly kind: 'empty'; readonly missing: readonly string[]; readonly others: readonly string[] }
  /** Rows, and not all of the tables. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  | { readonly kind: 'filled' }

/** Looks before anything is created or seeded, so that a club's real data is never touched. */
export async function findMainTables({ kysely }: Database): Promise<MainTablesFound> {
  const present = (await kysely.introspection.getTables()).map((table) => table.name)
  const lowerCase = new Set(present.map((name) => name.toLowerCase()))
  const missing = mainTableNames.filter((name) => !lowerCase.has(name.toLowerCase()))

  for (const name of mainTableNames.filter((table) => !missing.includes(table))) {
    const row = await kysely.withTables<MainTables>().selectFrom(name).selectAll().limit(1).executeTakeFirst()
    if (row) return missing.length > 0 ? { kind: 'incomplete', missing } : { kind: 'filled' }
  }
  return { kind: 'empty', missing, others: present.filter((name) => isForeign(name)) }
}

const ours = new Set(mainTableNames.map((name) => name.toLowerCase()))

function isForeign(table: string): boolean {
  return !ours.has(table.toLowerCase()) && !/^(replication_|sqlite_|libsql_)/i.test(table)
}
