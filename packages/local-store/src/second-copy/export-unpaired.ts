import { toZonedIso } from '@barra/domain'
import { openDatabases } from '../collections/open-databases.ts'
import { withDefaults, type LocalStoreOptions } from '../configuration.ts'
import { inTurn } from '../tabs/in-turn.ts'
import { exportTickets, type ExportedTickets } from './export-tickets.ts'

/**
 * The pending tickets of a terminal that is not paired any more, for another one to hand over.
 * @throws Error when the browser gives no storage
 */
export function exportUnpaired(options: Pick<LocalStoreOptions, 'name' | 'timeZone'> = {}): Promise<ExportedTickets> {
  const configuration = withDefaults({ serverUrl: '', token: '', terminal: '', ...options })
  const { name, timeZone } = configuration
  return inTurn(turnOf(name), async () => {
    const databases = await openDatabases(configuration)
    const header = { terminal: '', server: '', written_at: toZonedIso(new Date(), timeZone) }
    return exportTickets(databases.tickets, header).finally(() => databases.close())
  })
}

/** Resolves when no such export has the databases open in this page: a terminal paired at that moment opens them, too. */
export function afterUnpairedExport(name: string): Promise<void> {
  return inTurn(turnOf(name), async () => undefined)
}

function turnOf(name: string): string {
  return `${name}-unpaired-export`
}
