import { installReplication } from '../../install/install-replication.ts'
import type { Command } from '../command.ts'
import { grantLines } from './grants.ts'

export function install({ isDryRun }: { isDryRun: boolean }): Command {
  return async ({ database, environment, print }) => {
    const { timeZone, collections } = environment
    const { statements, placedDocuments, acceptedChanges } = await installReplication(database, collections, {
      timeZone,
      dryRun: isDryRun,
    })
    if (isDryRun) {
      for (const statement of statements) print(`${statement};`)
      print(statements.length === 0 ? '-- everything is there already' : `-- ${statements.length} statements would run`)
      return
    }
    print(statements.length === 0 ? 'Everything was there already.' : `Installed: ${statements.length} statements ran.`)
    for (const change of acceptedChanges) print(`Taken for right from now on: ${change}.`)
    print(`${placedDocuments} documents took their place in the change feed.`)
    if (database.dialect !== 'mysql') return
    print(
      '\nThe account that serves needs no more than this; `replication-server grants <user>@<host>` says it for your account.',
    )
    for (const line of await grantLines(database, environment, { user: '<user>', host: '<host>' })) print(`  ${line}`)
  }
}
