import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './night.ts'

const GUEST = '0101'
const PRODUCT = 'Gin tonic'

test('practises the bad night beside a real ticket, without one request, and leaves that ticket as it was', async ({
  server,
  db,
  terminal,
  page,
  context,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(visit!.bracelet, [product!.description!])

  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type())
    void dialog.dismiss()
  })
  await enterTraining(page)
  const banner = page.getByTestId('training-banner')
  await expect(banner).toContainText('Práctica')
  const requests = requestsForData(context)
  await terminal.isReady()
  await terminal.sell(GUEST, [PRODUCT])
  await terminal.sell(GUEST, [PRODUCT, PRODUCT])
  await terminal.goTo('Sincronización')
  await expect(banner).toBeVisible()

  await turn(page, 'Perder las respuestas')
  await terminal.push()
  // Four more tries, with longer and longer pauses.
  await expect(page.getByText(/Se cortó a las/)).toBeVisible({ timeout: 60_000 })
  await turn(page, 'Perder las respuestas')
  await terminal.push()
  await expect(page.getByText('Sincronizados 2 de 2 tickets')).toBeVisible()

  await turn(page, 'Cortar el servidor')
  await terminal.isWithoutServer()
  await page.reload()
  await expect(banner).toContainText('Fallas: 1')
  await terminal.isWithoutServer()
  await terminal.goTo('Tickets')
  await expect(banner).toBeVisible()
  await expect(terminal.ticketRows('Ya estaba')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Exportar pendientes' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Importar tickets' })).toBeHidden()
  await turn(page, 'Cortar el servidor')
  await terminal.isBackOnline()

  await turn(page, 'Llenar el disco')
  await terminal.goTo('Venta')
  await terminal.serve(GUEST)
  await terminal.tile(PRODUCT).click()
  await terminal.charge.click()
  await expect(page.getByRole('alert').filter({ hasText: 'La venta NO se guardó' })).toBeVisible()
  await turn(page, 'Llenar el disco')
  await turn(page, 'Rechazar un ticket')
  await terminal.chargeNow()
  await terminal.goTo('Sincronización')
  await terminal.push()
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('Rechazado')).toHaveCount(1)

  // Out of it, the terminal asks its server at once.
  expect(requests).toEqual([])
  await page.getByRole('button', { name: 'Salir de la práctica' }).click()
  await expect(banner).toBeHidden()
  await terminal.isReady()
  expect(dialogs).toEqual([])
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Exportar pendientes' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Importar tickets' })).toBeVisible()
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
  expect(await db.countTickets()).toBe(before + 1)
})

test('practises on a terminal that was never paired, and comes back to the first start', async ({ server, terminal, page }) => {
  await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
  await terminal.open(server.url)
  await page.getByRole('button', { name: 'Practicar sin servidor' }).click()
  await terminal.isSelling()
  await terminal.sell(GUEST, [PRODUCT])
  await page.getByRole('button', { name: 'Salir de la práctica' }).click()
  await expect(page.getByRole('heading', { name: 'Vincular esta terminal' })).toBeVisible()
})

test('a practice that cannot be wiped says so, and the terminal opens to sell', async ({ server, terminal, page }) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await enterTraining(page)
  const banner = page.getByTestId('training-banner')
  await expect(banner).toBeVisible()
  await terminal.isSelling()
  await page.evaluate(() => {
    IDBFactory.prototype.databases = () => Promise.reject(new DOMException('the disk is broken', 'UnknownError'))
  })
  await page.getByRole('button', { name: 'Salir de la práctica' }).click()
  await expect(page.getByRole('heading', { name: 'La práctica no se cerró bien' })).toBeVisible()
  await page.getByRole('button', { name: 'Abrir de nuevo' }).click()
  await terminal.isReady()
  await expect(banner).toBeHidden()
})

async function enterTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: /ajustes de pantalla/ }).click()
  await page.getByRole('button', { name: 'Practicar…' }).click()
}

async function turn(page: Page, fault: string): Promise<void> {
  await page.getByRole('button', { name: /^Fallas/ }).click()
  await page.getByRole('switch', { name: fault }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('switch', { name: fault })).toBeHidden()
}

/** The addresses that are asked from now on, except for the page's own files. */
function requestsForData(context: BrowserContext): readonly string[] {
  const requests: string[] = []
  context.on('request', (request) => {
    const { hostname, pathname } = new URL(request.url())
    const isOwnFile = hostname === '127.0.0.1' && !/^\/(api|replication|demo)\b/.test(pathname)
    if (!isOwnFile) requests.push(request.url())
  })
  return requests
}
