import { uninstallReplication } from '../../install/uninstall-replication.ts'
import type { Command } from '../command.ts'

export const uninstall: Command = async ({ database, print }) => {
  await uninstallReplication(database)
  print('Removed every table and trigger called replication_….')
}
