import { sql, type RawBuilder } from 'kysely'
import { quoteAccount } from '../dialect/account.ts'
import { currentAccount } from '../dialect/current-account.ts'
import { isAccessDenied } from '../dialect/refusals.ts'
import { tableColumns } from '../dialect/table-columns.ts'
import { servingGrants, type TableGrant } from '../install/serving-grants.ts'
import type { CheckContext } from './check-context.ts'
import { findingsOn, nameSome, type Finding } from './finding.ts'

class TriedOut extends Error {}

/** That the account may do what serving takes: tried out with statements that touch no row, since grants come by roles and patterns too. */
export async function accountFindings({ database, collections, stock }: CheckContext): Promise<readonly Finding[]> {
  const { ok, failure } = findingsOn('account')
  if (database.dialect === 'sqlite') return [ok('SQLite knows no accounts')]
  const account = quoteAccount((await currentAccount(database)).account)
  const grants = servingGrants(collections, stock)
  const refused: string[] = []
  const others: string[] = []
  const transaction = database.kysely.transaction().execute(async (trx) => {
    for (const grant of grants) {
      const columns =
        grant.columns ?? (await tableColumns({ kysely: trx, dialect: 'mysql' }, grant.table)).map(({ name }) => name)
      await tryOut(grant, columns)
        .execute(trx)
        .catch((error: unknown) => {
          if (isAccessDenied(error)) refused.push(describe(grant))
          else others.push(`${describe(grant)}: ${(error as Error).message}`)
        })
    }
    throw new TriedOut()
  })
  await transaction.catch((error: unknown) => {
    if (!(error instanceof TriedOut)) throw error
  })
  if (refused.length + others.length === 0) return [ok(`${account} may do all that serving takes`)]
  return [
    ...(refused.length > 0
      ? [
          failure(
            `${account} may not ${nameSome(refused, 20)}: run as an administrator what \`replication-server grants ${account.replaceAll("'", '')}\` prints`,
          ),
        ]
      : []),
    ...others.map((sentence) => failure(sentence)),
  ]
}

/** A statement that needs the privilege and finds no row. */
function tryOut({ table, privilege, columns: some }: TableGrant, columns: readonly string[]): RawBuilder<unknown> {
  const names = columns.length > 0 ? columns : ['*']
  const [first] = names
  switch (privilege) {
    case 'SELECT':
      return sql`SELECT ${some ? sql.join(some.map((name) => sql.id(name))) : sql`*`} FROM ${sql.table(table)} LIMIT 0`
    case 'INSERT': {
      const nothing = names.map(() => sql`NULL`)
      return sql`INSERT INTO ${sql.table(table)} (${sql.join(names.map((name) => sql.id(name)))})
        SELECT ${sql.join(nothing)} FROM DUAL WHERE 1 = 0`
    }
    case 'UPDATE': {
      const set = (some ?? [first!]).map((name) => sql`${sql.id(name)} = NULL`)
      return sql`UPDATE ${sql.table(table)} SET ${sql.join(set)} WHERE 1 = 0`
    }
    case 'DELETE':
      return sql`DELETE FROM ${sql.table(table)} WHERE 1 = 0`
  }
}

function describe({ table, privilege, columns }: TableGrant): string {
  return `${privilege}${columns ? ` (${columns.join(', ')})` : ''} on ${table}`
}
