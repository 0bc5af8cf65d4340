// The server's clock is wrong, not the page's: under a clock of the test's the page would not know a scanner's pace.
import { expect, test } from './night.ts'

const HOUR_MS = 3_600_000

for (const { hours, measured, remembered } of [
  {
    hours: -2.2,
    measured: 'El reloj de esta terminal adelanta 2 h',
    remembered: 'Se sabía que el reloj de esta terminal adelanta 2 h',
  },
  {
    hours: 2.2,
    measured: 'El reloj de esta terminal atrasa 2 h',
    remembered: 'Se sabía que el reloj de esta terminal atrasa 2 h',
  },
]) {
  test.describe(`a server whose clock is ${hours} hours from the terminal's`, () => {
    const at = () => Date.now() + hours * HOUR_MS
    test.use({ club: { timeZone: 'America/Argentina/Buenos_Aires', startsAt: new Date(at()).toISOString() } })

    test('has its time on the tickets, also those of a page that was loaded without it, which says what it goes by', async ({
      server,
      db,
      terminal,
      page,
    }) => {
      const [visit] = await db.openVisits(1)
      const [product] = await db.featuredProducts()
      const notice = page.getByTestId('clock-notice')
      await terminal.open(server.url)
      await terminal.isReady()
      await expect(notice).toContainText(measured)
      await terminal.sell(visit!.bracelet, [product!.description!])
      await terminal.goTo('Sincronización')
      await expect(page.getByTestId('pending-figure')).toContainText('hace instantes')
      await terminal.goTo('Venta')

      await server.kill()
      await terminal.isWithoutServer()
      await page.reload()
      await terminal.isWithoutServer()
      await expect(notice).toContainText(remembered)
      await terminal.sell(visit!.bracelet, [product!.description!])

      await server.start()
      await terminal.isBackOnline()
      await expect(notice).toContainText(measured)
      await terminal.goTo('Sincronización')
      await terminal.push()
      await expect(page.getByText('Sincronizados 2 de 2 tickets')).toBeVisible()
      const sold = (await db.ticketsOf(visit!.id_visit)).slice(-2)
      for (const { ticket_date } of sold) expect(Math.abs(clubTime(ticket_date) - at())).toBeLessThan(HOUR_MS / 2)
    })
  })
}

test.describe('a server that has yesterday', () => {
  test.use({
    club: { timeZone: 'America/Argentina/Buenos_Aires', startsAt: new Date(Date.now() - 24 * HOUR_MS).toISOString() },
  })

  test('has its night on the screens that count what was sold tonight', async ({ server, db, terminal, page }) => {
    const [visit] = await db.openVisits(1)
    const [product] = await db.featuredProducts()
    await terminal.open(server.url)
    await terminal.isReady()
    await expect(page.getByTestId('clock-notice')).toBeVisible()
    await terminal.sell(visit!.bracelet, [product!.description!])
    await terminal.goTo('Sincronización')
    await expect(page.getByTestId('tonight-figure')).toContainText('1 ticket')
    await terminal.goTo('Tickets')
    await page.getByRole('combobox', { name: 'De qué noche' }).selectOption('Esta noche')
    await expect(terminal.ticketRows(visit!.bracelet)).toHaveCount(1)
  })
})

test('data that was pulled before the clock was set back has no age, and is late', async ({ server, terminal, page }) => {
  await terminal.open(server.url)
  await terminal.isReady()
  // With a server it is pulled anew as soon as a pull sees that the clock was set, half a minute later at most.
  await server.kill()
  await terminal.isWithoutServer()
  await page.clock.setFixedTime(new Date(Date.now() - 3 * HOUR_MS))
  await expect(page.getByRole('banner')).toContainText('Datos de antes del cambio de reloj')
  await terminal.goTo('Sincronización')
  const pull = page.getByTestId('pull-products')
  await expect(pull).toContainText('Antes del cambio de reloj')
  await expect(pull).toContainText('Más de 1 h')
  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
  await expect(page.getByTestId('ready-products')).toContainText(/Productos viejos.*antes del cambio de reloj/)
})

/** @param local as the main database has it, by the club's clock */
function clubTime(local: unknown): number {
  return Date.parse(`${String(local).replace(' ', 'T')}-03:00`)
}
