import type { MainDatabase, OpenVisit } from './main-database.ts'
import { expect } from './night.ts'
import type { Terminal } from './terminal.ts'

const CLOSED_AT = '2026-11-25 03:00:00'

/** A sale to a visit that the door closes before the push. Leaves the terminal at what the push brought. */
export async function sellAndBeRefused(
  { db, terminal }: { readonly db: MainDatabase; readonly terminal: Terminal },
  leaving: OpenVisit,
  product: string,
): Promise<void> {
  await terminal.sell(leaving.bracelet, [product])
  await db.closeVisit(leaving.id_visit, CLOSED_AT)
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(terminal.page.getByText('Sincronizados 0 de 1 tickets')).toBeVisible()
}
