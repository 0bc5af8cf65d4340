import { installReplication } from '../../install/install-replication.ts'
import type { Command } from '../command.ts'

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
  }
}
