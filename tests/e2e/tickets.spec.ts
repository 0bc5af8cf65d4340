// What a manager decides about tickets, from the screen to the rows of the main database.
import { expect, test } from './night.ts'

const CLOSING = '2026-11-25 03:00:00'

test('checks before sending, sends what is good, moves the refused one, and voids one that was stored', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [leaving, staying] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  const countBefore = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(leaving!.bracelet, [product!.description!])
  await terminal.sell(staying!.bracelet, [product!.description!])
  await db.closeVisit(leaving!.id_visit, CLOSING)

  await test.step('the check names the one that would be refused and stores nothing', async () => {
    await terminal.goTo('Sincronización')
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    const foreseen = page.getByTestId('preflight')
    await expect(foreseen).toContainText('1 ticket se guardaría')
    await expect(foreseen).toContainText('1 sería rechazado')
    await expect(foreseen.getByRole('link')).toContainText('la visita ya estaba cerrada')
    expect(await db.countTickets()).toBe(countBefore)
  })

  await test.step('only the good one goes; the other waits, and all of them are sent when that is wanted', async () => {
    await page.getByRole('button', { name: 'Enviar solo el bueno' }).click()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    await expect(page.getByTestId('push-panel')).toContainText('Ahora espera 1 ticket')
    await terminal.push()
    await expect(page.getByText('Sincronizados 0 de 1 tickets')).toBeVisible()
    expect(await db.countTickets()).toBe(countBefore + 1)
  })

  const panel = page.getByTestId('ticket-panel')
  await test.step('the refused one is found, and moved with a reason; the original stays readable', async () => {
    await terminal.goTo('Tickets')
    await page.getByRole('searchbox').fill(leaving!.bracelet)
    await expect(page.getByTestId('ticket-row')).toHaveCount(1)
    await terminal.ticketRows('Rechazado').click()
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await expect(panel.getByRole('alert')).toContainText('Escribí el motivo')
    await panel.getByLabel('Motivo, queda registrado').fill('Brazalete leído de otra mesa')
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await page.getByRole('combobox', { name: 'Nombre o brazalete' }).fill(staying!.bracelet)
    await page.getByRole('combobox', { name: 'Nombre o brazalete' }).press('Enter')
    await page.getByRole('button', { name: new RegExp(`Cargar a .*${staying!.bracelet}`) }).click()
    await expect(panel).toContainText(`Movido; era de ${leaving!.partner} (${leaving!.bracelet}): «Brazalete leído de otra mesa»`)
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    expect(await db.consumedBy(staying!.id_visit)).toBe(Number(staying!.consumed) + 2 * price)
  })

  await test.step('a stored one is voided, and the main database takes it back by a second ticket', async () => {
    await terminal.goTo('Tickets')
    await terminal.ticketRows('1-0001').click()
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await expect(panel).toContainText('La anulación espera que sincronicen')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    await terminal.goTo('Tickets')
    await terminal.ticketRows('1-0001').click()
    await expect(panel).toContainText('Anulado en el servidor del club')
    const [, original, cancellation] = (await db.ticketsOf(staying!.id_visit)).slice(-3)
    expect(Number(cancellation!.ticket_amount)).toBe(-price)
    const states = await Promise.all([original!, cancellation!].map(({ id_ticket }) => db.detailsOf(id_ticket)))
    expect(states.flat().map(({ state, quantity }) => [state, quantity])).toContainEqual(['NC', -1])
    expect(await db.consumedBy(staying!.id_visit)).toBe(Number(staying!.consumed) + price)
  })
})
