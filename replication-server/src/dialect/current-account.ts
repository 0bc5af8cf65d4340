import type { Database } from '@barra/database'
import { sql } from 'kysely'
import { parseAccount, type Account } from './account.ts'

export interface CurrentAccount {
  readonly account: Account
  readonly databaseName: string
}

/** Who this connection is for the server, and in which database; MySQL and MariaDB only. */
export async function currentAccount({ kysely }: Database): Promise<CurrentAccount> {
  const { rows } = await sql<{ account: string; name: string }>`
    SELECT CURRENT_USER() AS account, DATABASE() AS name
  `.execute(kysely)
  const { account, name } = rows[0]!
  return { account: parseAccount(account) ?? { user: account, host: '%' }, databaseName: name }
}
