// A night in Madrid by a clock that the test sets, from half past eight in the evening to half past eight in the morning. At two the
// clocks are set to three. The server dies early and comes back at the end.
import { readFile } from 'node:fs/promises'
import { expect, test } from './night.ts'

const OPENING = '2027-03-27T20:30:00+01:00'
const SALES = [
  '2027-03-27T23:59:50+01:00',
  '2027-03-28T00:00:10+01:00',
  '2027-03-28T01:59:50+01:00',
  '2027-03-28T03:00:10+02:00',
  '2027-03-28T04:00:00+02:00',
  '2027-03-28T04:00:00+02:00',
  '2027-03-28T05:00:00+02:00',
  '2027-03-28T06:00:00+02:00',
  '2027-03-28T07:00:00+02:00',
  '2027-03-28T07:59:50+02:00',
  '2027-03-28T08:00:10+02:00',
]
const CLOSING = '2027-03-28T08:30:00+02:00'
const MINUTE_MS = 60_000

test.use({
  club: { timeZone: 'Europe/Madrid', startsAt: OPENING },
  // The machine is set to yet another zone: what counts is the club's.
  timezoneId: 'America/Santiago',
  // Room for the whole list.
  viewport: { width: 1366, height: 1400 },
})

test('twelve hours across midnight, a change to summer time and 08:00: every time is right, every sale in its night and stored once', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const opening = Date.parse(OPENING)
  const showTime = (at: number | string) => page.clock.setFixedTime(new Date(at))
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  const ticketsBefore = await db.countTickets()
  const figure = page.getByTestId('pending-figure')
  await showTime(OPENING)
  await terminal.open(server.url)
  await terminal.isReady()
  await expect(page.getByRole('banner')).toContainText('20:30')
  await server.kill()
  await terminal.isWithoutServer()

  await test.step('data of 59 and of 60 minutes is not late, of 61 it is', async () => {
    const products = page.getByTestId('pull-products')
    await terminal.goTo('Sincronización')
    for (const minutes of [59, 60, 61]) {
      await showTime(opening + minutes * MINUTE_MS)
      await expect(page.getByTestId('server-status')).toContainText(minutes < 60 ? /hace 59\smin/ : /hace 1\sh/)
      await expect(products).toContainText(/Hace .*, 20:30/)
      if (minutes > 60) await expect(products).toContainText(/Más de 1\sh/)
      else await expect(products).not.toContainText('Más de')
    }
  })

  await test.step('ten pending tickets are calm, the eleventh is red', async () => {
    for (const [i, at] of SALES.entries()) {
      await terminal.goTo('Venta')
      await showTime(at)
      await terminal.sellByHand(visit!.bracelet, product!.description!)
      if (i < 9) continue
      await terminal.goTo('Sincronización')
      await expect(page.getByTestId('pending-count')).toHaveText(String(i + 1))
      await expect(figure).toHaveAttribute('data-state', i === 9 ? 'calm' : 'bad')
      await expect(figure.getByText('Tickets pendientes, más de 10')).toHaveCount(i === 9 ? 0 : 1)
    }
    await expect(figure).toContainText('ayer 23:59')
  })

  await test.step('the list has each ticket at its hour, in order, and in its night', async () => {
    await terminal.goTo('Tickets')
    const rows = page.getByTestId('ticket-row')
    const hours = SALES.map((at) => at.slice(11, 16))
    await expect(rows.locator('time')).toHaveText(hours.toReversed())
    await page.getByRole('combobox', { name: 'De qué noche' }).selectOption('Esta noche')
    await expect(rows.locator('time')).toHaveText(['08:00'])
    await page.getByRole('combobox', { name: 'De qué noche' }).selectOption({ label: 'Sábado 27-03' })
    await expect(rows).toHaveCount(10)
  })

  await test.step('each night’s shift has its own, and their files date each as the club’s clocks did', async () => {
    await page.goto(`${server.url}/shift`)
    const panel = page.getByTestId('shift-panel')
    const ofProduct = panel.getByRole('row', { name: new RegExp(`^${product!.description!}`) })
    const soldAt = async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Bajar CSV' }).click(),
      ])
      const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n').slice(1)
      return lines.map((line) => line.split(';').slice(1, 3).join('T'))
    }
    await expect(panel).toContainText('1 pendiente')
    const ofMorning = await soldAt()
    await page.getByRole('navigation', { name: 'Turnos' }).getByRole('link').last().click()
    await expect(panel).toContainText('10 pendientes')
    await expect(ofProduct).toContainText('10')
    expect([...(await soldAt()), ...ofMorning]).toEqual(SALES.map((at) => at.slice(0, 19)))
  })

  await test.step('the server comes back and stores each of them once, at its hour', async () => {
    await showTime(CLOSING)
    server.setClock(new Date(CLOSING))
    await server.start()
    await terminal.isBackOnline()
    await terminal.goTo('Sincronización')
    await expect(page.getByTestId('pull-products')).toContainText('Hace instantes, 08:30')
    await terminal.push()
    await expect(page.getByText('Sincronizados 11 de 11 tickets')).toBeVisible()
    await expect(page.getByTestId('clock-notice')).toBeHidden()
    const stored = (await db.ticketsOf(visit!.id_visit)).slice(-SALES.length)
    expect(stored.map(({ ticket_date }) => ticket_date)).toEqual(SALES.map((at) => at.slice(0, 19).replace('T', ' ')))
    expect(await db.countTickets()).toBe(ticketsBefore + SALES.length)
    expect(await db.consumedBy(visit!.id_visit)).toBe(Number(visit!.consumed) + SALES.length * price)
  })
})
