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
  const rows = page.getByTestId('ticket-row')
  const ofLeaving = new RegExp(`\\(${leaving!.bracelet}\\)`)
  const story = panel.getByRole('list', { name: 'Historia' }).getByRole('listitem')
  await test.step('the refused one is found by its state, by words, and among those of its guest', async () => {
    await terminal.goTo('Tickets')
    await expect(rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Enviados 1' }).click()
    await expect(rows).toHaveText([new RegExp(`\\(${staying!.bracelet}\\)`)])
    await page.getByRole('button', { name: 'Rechazados 1' }).click()
    await expect(rows).toHaveText([ofLeaving])
    await page.getByRole('button', { name: 'Todos 2' }).click()
    await page.getByRole('searchbox').fill(`${product!.description!} ${Math.trunc(price)}`.toUpperCase())
    await expect(rows).toHaveCount(2)
    await page.getByRole('searchbox').fill(`${leaving!.bracelet} 1-0001`)
    await expect(rows).toHaveText([ofLeaving])
    await rows.click()
    await page.getByRole('searchbox').fill('')
    await expect(rows).toHaveCount(2)
    await panel.getByRole('link', { name: 'Tickets de esta visita' }).click()
    await expect(rows).toHaveText([ofLeaving])
    await page.getByRole('button', { name: 'Mostrar los tickets de todos' }).click()
    await expect(rows).toHaveCount(2)
  })

  await test.step('tried again it is refused again, and its story has both', async () => {
    await expect(page.getByTestId('refusal')).toContainText('La visita ya estaba cerrada')
    await expect(page.getByTestId('refusal')).toContainText('visit_closed')
    // The story is told by the second, and no hand decides within the one of the refusal.
    await page.waitForTimeout(1_000)
    await panel.getByLabel('Motivo, queda registrado').fill('Iban a abrirla')
    await panel.getByRole('button', { name: 'Reintentar' }).click()
    await expect(panel).toContainText('Espera que lo sincronicen')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 0 de 1 tickets')).toBeVisible()
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Rechazado').click()
    await expect(story).toContainText([
      'Vendido y guardado acá',
      'Rechazado por el servidor: la visita ya estaba cerrada',
      'Reintentado: «Iban a abrirla»',
      'Rechazado por el servidor: la visita ya estaba cerrada',
    ])
  })

  await test.step('it is moved with a reason; the original stays readable', async () => {
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
