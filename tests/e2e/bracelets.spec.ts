import { expect, sharedNight as test } from './night.ts'
import { sellAndBeRefused } from './refused-ticket.ts'
import type { Terminal } from './terminal.ts'

test('a bracelet handed to somebody else before the push, and one that two guests wear, never charge the wrong visit', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [first, second, leaving] = await db.openVisits(3)
  const [product] = await db.featuredProducts()
  const [firstsTickets, secondsTickets] = [await db.ticketsOf(first!.id_visit), await db.ticketsOf(second!.id_visit)]
  const { bracelet } = first!
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(bracelet, [product!.description!])

  await test.step('the ticket goes to the visit that it was sold on', async () => {
    await db.giveBracelet(first!.id_visit, `${bracelet}x`)
    await db.giveBracelet(second!.id_visit, bracelet)
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    expect(await db.ticketsOf(first!.id_visit)).toHaveLength(firstsTickets.length + 1)
    expect(await db.ticketsOf(second!.id_visit)).toHaveLength(secondsTickets.length)
    await terminal.goTo('Venta')
    await hasHeardThatItIsWornBy(terminal, bracelet, [second!.partner])
    await terminal.scan(bracelet)
    await expect(terminal.guest).toContainText(second!.partner)
  })

  await test.step('worn by two, it asks which of them it is', async () => {
    await page.getByRole('button', { name: /^Quitar a/ }).click()
    await db.giveBracelet(first!.id_visit, bracelet)
    await hasHeardThatItIsWornBy(terminal, bracelet, [first!.partner, second!.partner])
    await terminal.scan(bracelet)
    const question = page.getByRole('dialog', { name: `2 visitas tienen el ${bracelet}` })
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: new RegExp(first!.partner) }).click()
    await terminal.tile(product!.description!).click()
    await terminal.chargeNow()
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByTestId('pending-count')).toHaveText('0')
    expect(await db.ticketsOf(first!.id_visit)).toHaveLength(firstsTickets.length + 2)
    expect(await db.ticketsOf(second!.id_visit)).toHaveLength(secondsTickets.length)
  })

  await test.step('a refused ticket that is moved to it asks, too', async () => {
    const panel = page.getByTestId('ticket-panel')
    const dialog = page.getByRole('dialog')
    await terminal.goTo('Venta')
    await sellAndBeRefused({ db, terminal }, leaving!, product!.description!)
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Rechazado').click()
    await panel.getByLabel('Motivo, queda registrado').fill('Brazalete de otra mesa')
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await dialog.getByRole('combobox').fill(bracelet)
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText(`2 visitas tienen el ${bracelet}. Elegí de quién es en la lista.`)
    await page.getByRole('option', { name: second!.partner }).click()
    await dialog.getByRole('button', { name: `Cargar a ${second!.partner} (${bracelet})` }).click()
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    expect(await db.ticketsOf(second!.id_visit)).toHaveLength(secondsTickets.length + 1)
  })
})

/** Returns once the list of everyone inside has these guests, and nobody else, under the bracelet. */
async function hasHeardThatItIsWornBy({ page }: Terminal, bracelet: string, names: readonly string[]): Promise<void> {
  await page.keyboard.press('F4')
  await page.getByRole('combobox').fill(bracelet)
  const worn = page.getByRole('option').filter({ hasText: `(${bracelet})` })
  await expect(worn).toHaveCount(names.length)
  for (const name of names) await expect(worn.filter({ hasText: name })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}
