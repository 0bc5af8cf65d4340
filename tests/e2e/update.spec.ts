import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './night.ts'

const BUILT_APP = fileURLToPath(new URL('../../apps/sale/dist', import.meta.url))

test.use({
  environment: async ({ browserName: _ }, use) => {
    const app = await mkdtemp(join(tmpdir(), 'barra-app-'))
    await cp(BUILT_APP, app, { recursive: true })
    await use({ SALE_APP_DIR: app })
    await rm(app, { recursive: true })
  },
})

test('a new version waits for the open order, for what is pending and for the push, and comes when the cashier says so', async ({
  server,
  environment,
  terminal,
  page,
}) => {
  const update = page.getByRole('button', { name: /^Actualización lista/ })
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.scan('0417')
  await terminal.tile('Gin tonic').click()
  await terminal.hasDrafted('Gin tonic')

  await renew(environment['SALE_APP_DIR']!)
  await page.reload()
  await expect(update).toHaveAttribute('title', 'espera el pedido abierto')
  await expect(update).toBeDisabled()
  await expect(page).toHaveTitle('Barra')
  await terminal.charge.click()
  await expect(update).toHaveAttribute('title', 'espera 1 ticket pendiente')

  let answer!: () => void
  const isAnswered = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/tickets/_bulk_docs', async (route) => {
    await isAnswered
    await route.continue()
  })
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(update).toHaveAttribute('title', 'espera que termine el envío')
  answer()
  await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()

  await page.goto(`${server.url}/ready`)
  const item = page.getByTestId('ready-update')
  await expect(item).toContainText('Hay una actualización')
  await expect(page).toHaveTitle('Barra')
  await item.getByRole('button', { name: 'Actualizar' }).click()
  await expect(page).toHaveTitle('Barra, la nueva')
  await expect(update).toBeHidden()
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('Sincronizado')).toHaveCount(1)
})

test('"ready for the night?" asks for a new version when somebody has it look again', async ({
  server,
  environment,
  terminal,
  page,
}) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
  const item = page.getByTestId('ready-update')
  await expect(item).toContainText('Versión al día')
  await renew(environment['SALE_APP_DIR']!)
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
  await expect(item).toContainText('Hay una actualización')
})

/** Puts another version in the place of the app, as a deployment does. */
async function renew(app: string): Promise<void> {
  const [page, worker] = [join(app, 'index.html'), join(app, 'sw.js')]
  await writeFile(page, (await readFile(page, 'utf8')).replace('<title>Barra</title>', '<title>Barra, la nueva</title>'))
  // The worker knows the page by the hash of its content.
  await writeFile(worker, (await readFile(worker, 'utf8')).replace(/(url:"index\.html",revision:")\w+/, '$1another'))
}
