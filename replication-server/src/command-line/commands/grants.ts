import type { Database } from '@barra/database'
import type { Environment } from '../../configuration/environment.ts'
import { parseAccount, type Account } from '../../dialect/account.ts'
import { currentAccount } from '../../dialect/current-account.ts'
import { grantStatements } from '../../install/grant-statements.ts'
import { servingGrants } from '../../install/serving-grants.ts'
import { CommandError, UsageError, type Command } from '../command.ts'

export function grants(accountText: string): Command {
  const account = parseAccount(accountText)
  if (!account) throw new UsageError(`${JSON.stringify(accountText)} is no account, such as barra@localhost`)
  return async ({ database, environment, print }) => {
    if (database.dialect !== 'mysql') throw new CommandError('SQLite knows no accounts: whoever may read the file may do all')
    for (const line of await grantLines(database, environment, account)) print(line)
  }
}

/** What an administrator runs so that the account may serve this database. */
export async function grantLines(
  database: Database,
  { collections, stock }: Environment,
  account: Account,
): Promise<readonly string[]> {
  const { databaseName } = await currentAccount(database)
  return grantStatements(servingGrants(collections, stock), databaseName, account).map((statement) => `${statement};`)
}
