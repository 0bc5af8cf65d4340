import type { Database } from '@barra/database'
import { isAccessDenied, needsTrustedCreators } from '../dialect/refusals.ts'
import { currentAccount } from '../dialect/current-account.ts'
import { quoteAccount } from '../dialect/account.ts'
import { installGrantStatement } from './grant-statements.ts'
import { InstallError } from './install-error.ts'

/** Where the database refused the account something: the statements that an administrator must run. Any other error as it is. */
export async function explainRefusal(database: Database, error: unknown): Promise<unknown> {
  if (database.dialect !== 'mysql') return error
  if (needsTrustedCreators(error)) {
    const { account } = await currentAccount(database)
    return new InstallError(
      `the database logs in binary and does not let ${quoteAccount(account)} create triggers. Have an administrator run\n` +
        '  SET GLOBAL log_bin_trust_function_creators = 1;\n' +
        'or install as an account with SUPER. What is there stays; run `replication-server install` again after it.',
      { cause: error },
    )
  }
  if (!isAccessDenied(error)) return error
  const { account, databaseName } = await currentAccount(database)
  return new InstallError(
    `the database refuses ${quoteAccount(account)} something: ${(error as Error).message}. Have an administrator run\n` +
      `  ${installGrantStatement(databaseName, account)};\n` +
      'What is there stays; run `replication-server install` again after it.',
    { cause: error },
  )
}
