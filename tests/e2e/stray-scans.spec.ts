// A bracelet in the beam where no screen asks for one answers no question: the Enter that ends a scan presses nothing.
import { expect, sharedNight as test } from './night.ts'
import { sellAndBeRefused } from './refused-ticket.ts'

test.beforeEach(async ({ server, terminal }) => {
  await terminal.open(server.url)
  await terminal.isReady()
})

test('a bracelet that stays in the beam does not charge a moved ticket: the second look waits for a person', async ({
  db,
  terminal,
  page,
}) => {
  const [leaving, staying, other] = await db.openVisits(3)
  const [product] = await db.featuredProducts()
  const panel = page.getByTestId('ticket-panel')
  const dialog = page.getByRole('dialog')
  await sellAndBeRefused({ db, terminal }, leaving!, product!.description!)
  await terminal.goTo('Tickets')
  await terminal.ticketRows('Rechazado').click()
  await panel.getByLabel('Motivo, queda registrado').fill('Brazalete leído de otra mesa')
  await panel.getByRole('button', { name: 'Mover a otra visita' }).click()

  await terminal.scan(staying!.bracelet)
  const confirm = dialog.getByRole('button', { name: `Cargar a ${staying!.partner} (${staying!.bracelet})` })
  await expect(confirm).toBeFocused()
  await terminal.scanKeys([...staying!.bracelet, 'Enter'], Date.now() / 1000)
  await terminal.scan(other!.bracelet)
  await expect(confirm).toBeFocused()
  await expect(panel).toContainText('Rechazado')

  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(panel).toContainText(`Movido; era de ${leaving!.partner} (${leaving!.bracelet})`)
  await expect(panel).toContainText(staying!.partner)
})

test('a stray scan neither voids, sends nor closes the shift; a key does', async ({ db, terminal, page }) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const dialog = page.getByRole('dialog')
  await terminal.sell(guest!.bracelet, [product!.description!])

  await test.step('the voiding that has a reason waits for its button', async () => {
    await terminal.goTo('Tickets')
    await terminal.ticketRows(guest!.bracelet).first().click()
    const panel = page.getByTestId('ticket-panel')
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
    await panel.getByRole('button', { name: 'Anular ticket' }).focus()
    await terminal.scan(guest!.bracelet)
    await expect(panel.getByRole('button', { name: 'Anular ticket' })).toBeFocused()
    await expect(panel).toContainText('Espera que lo sincronicen')
    await panel.getByRole('button', { name: 'Dejarlo como está' }).click()
  })

  await test.step('what is pending is not sent', async () => {
    await terminal.goTo('Sincronización')
    const send = page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })
    await send.focus()
    await terminal.scan(guest!.bracelet)
    await page.waitForTimeout(500)
    await expect(page.getByTestId('pending-count')).toHaveText('1')
  })

  await test.step('the shift stays open until Enter alone closes it', async () => {
    await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    await page.getByRole('link', { name: 'Turno y cajeros' }).click()
    await page.getByRole('button', { name: 'Cerrar turno' }).click()
    await expect(dialog.getByRole('button', { name: /^Cerrar y bajar una copia/ })).toBeFocused()
    await terminal.scan(guest!.bracelet)
    await expect(dialog.getByRole('button', { name: /^Cerrar y bajar una copia/ })).toBeFocused()
    await expect(dialog).toContainText('Queda 1 ticket sin enviar')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    await download
    await expect(dialog).toBeHidden()
  })
})
