import { expect, sharedNight as test } from './night.ts'

test('a bracelet handed to somebody else before the push, and one that two guests wear, never charge the wrong visit', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [first, second] = await db.openVisits(2)
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
    await terminal.scan(bracelet)
    await expect(terminal.guest).toContainText(second!.partner)
  })

  await test.step('worn by two, it asks which of them it is', async () => {
    await page.getByRole('button', { name: /^Quitar a/ }).click()
    await db.giveBracelet(first!.id_visit, bracelet)
    const question = page.getByRole('dialog', { name: `2 visitas tienen el ${bracelet}` })
    // Until the terminal has heard of it, which takes a moment; the same bracelet within a second is the same scan.
    await expect(async () => {
      await terminal.scan(bracelet)
      await expect(question).toBeVisible({ timeout: 1_500 })
    }).toPass()
    await question.getByRole('button', { name: new RegExp(first!.partner) }).click()
    await terminal.tile(product!.description!).click()
    await terminal.charge.click()
    await expect(page.getByText('Venta guardada')).toBeVisible()
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByTestId('pending-count')).toHaveText('0')
    expect(await db.ticketsOf(first!.id_visit)).toHaveLength(firstsTickets.length + 2)
    expect(await db.ticketsOf(second!.id_visit)).toHaveLength(secondsTickets.length)
  })
})
