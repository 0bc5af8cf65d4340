import type { Database } from '@barra/database'
import type { MainTables } from './main-tables.ts'
import { mainTableNames } from './table-definitions.ts'

/** What of the club's tables a database holds already. */
export type MainTablesFound =
  /** Nothing of the club's; `others` are tables of somebody else. */
  | { readonly kind: 'none'; readonly others: readonly string[] }
  | { readonly kind: 'some'; readonly missing: readonly string[] }
  /** All of them, without a single row. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'filled' }

/** Looks before anything is created or seeded, so that a club's real data is never touched. */
export async function findMainTables({ kysely }: Database): Promise<MainTablesFound> {
  const present = (await kysely.introspection.getTables()).map((table) => table.name)
  const lowerCase = new Set(present.map((name) => name.toLowerCase()))
  const missing = mainTableNames.filter((name) => !lowerCase.has(name.toLowerCase()))
  if (missing.length === mainTableNames.length) return { kind: 'none', others: present.filter(isForeign) }
  if (missing.length > 0) return { kind: 'some', missing }

  for (const name of mainTableNames) {
    const row = await kysely.withTables<MainTables>().selectFrom(name).selectAll().limit(1).executeTakeFirst()
    if (row) return { kind: 'filled' }
  }
  return { kind: 'empty' }
}

function isForeign(table: string): boolean {
  return !/^(replication_|sqlite_|libsql_)/i.test(table)
}
