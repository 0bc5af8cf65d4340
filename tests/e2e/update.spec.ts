import { rm } from 'node:fs/promises'
import { holdTimers, UPDATE_ANSWER_MS } from './held-timers.ts'
import { copyOfApp, renewApp } from './newer-app.ts'
import { expect, test } from './night.ts'

test.use({
  environment: async ({ browserName: _ }, use) => {
    const app = await copyOfApp()
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
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').click()
  await terminal.hasDrafted('Gin tonic')

  await renewApp(environment['SALE_APP_DIR']!)
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
  await renewApp(environment['SALE_APP_DIR']!)
  // A busy machine needs some of it to take the new version in.
  await page.evaluate(holdTimers, UPDATE_ANSWER_MS)
  await page.evaluate(() => {
    const { update } = ServiceWorkerRegistration.prototype
    ServiceWorkerRegistration.prototype.update = async function () {
      await new Promise((answer) => Object.assign(window, { answer }))
      return update.call(this)
    }
  })
  const again = page.getByRole('button', { name: 'Revisar de nuevo' })
  await again.click()
  const looking = page.getByRole('button', { name: 'Revisando…' })
  await expect(page.getByTestId('ready-storage')).not.toContainText('Probando')
  // Longer than everything else that is asked takes.
  await page.waitForTimeout(4_000)
  await expect(looking).toBeVisible()
  await page.evaluate(() => (window as unknown as { answer(): void }).answer())
  await again.waitFor()
  expect(await item.innerText()).toContain('Hay una actualización')
})
