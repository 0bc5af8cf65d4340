// The statements that a database administrator runs for Barra's accounts.
import { quoteAccount, quoteDatabasePattern, quoteName, type Account } from '../dialect/account.ts'
import type { TableGrant } from './serving-grants.ts'

/** One GRANT for each table. */
export function grantStatements(grants: readonly TableGrant[], databaseName: string, account: Account): readonly string[] {
  const tables = new Map<string, string[]>()
  for (const { table, privilege, columns } of grants) {
    const words = columns ? `${privilege} (${columns.map(quoteName).join(', ')})` : privilege
    tables.set(table, [...(tables.get(table) ?? []), words])
  }
  return [...tables].map(([table, words]) => {
    return `GRANT ${words.join(', ')} ON ${quoteName(databaseName)}.${quoteName(table)} TO ${quoteAccount(account)}`
  })
}

/** What the account that installs needs: to add tables and triggers, and to write to them when the triggers run in its name. */
export function installGrantStatement(databaseName: string, account: Account): string {
  const privileges = 'SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, TRIGGER'
  return `GRANT ${privileges} ON ${quoteDatabasePattern(databaseName)}.* TO ${quoteAccount(account)}`
}
