// Tickets of a terminal that cannot send them any more reach the database by file.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './night.ts'

test('a terminal that is not paired any more hands its pending tickets over by file', async ({ server, db, terminal, page }) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(guest!.bracelet, [product!.description!])

  await withoutDemoPairing(page)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.evaluate(() => localStorage.removeItem('barra.pairing'))
  await page.reload()
  await expect(page.getByTestId('unpaired-pending')).toContainText('hay 1 ticket sin enviar')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exportar pendientes' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text).toContain('"format":"barra-tickets"')
  expect(text).toContain(guest!.bracelet)
})

/** Otherwise the demo would pair the terminal by itself. */
async function withoutDemoPairing(page: Page): Promise<void> {
  await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
}
