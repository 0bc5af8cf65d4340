import { once } from 'node:events'
import { createServer } from 'node:http'
import { stopListening } from '../network/free-port.ts'
import { expect, test } from './night.ts'

test(
  'sells through an outage and finds every ticket exactly once in the main database',
  { tag: '@every-database' },
  async ({ server, db, terminal, page }) => {
    const [first, second] = await db.openVisits(2)
    const [fernet, gin] = await db.featuredProducts()
    const ticketsBefore = await db.countTickets()
    await terminal.open(server.url)
    await terminal.isReady()

    await server.kill()
    await page.reload()
    await terminal.isWithoutServer()
    await terminal.isSelling()

    await terminal.scan(first!.bracelet)
    await expect(terminal.guest).toContainText(first!.partner)
    const consumedBefore = await terminal.consumed()
    expect(consumedBefore).toBe(Number(first!.consumed))
    await terminal.sell(first!.bracelet, [fernet!.description!, fernet!.description!, gin!.description!])
    await terminal.scan(first!.bracelet)
    const firstSale = 2 * Number(fernet!.price) + Number(gin!.price)
    await expect.poll(() => terminal.consumed()).toBe(consumedBefore + firstSale)
    await expect(terminal.guest).toContainText('1 sin enviar')
    await terminal.sell(first!.bracelet, [gin!.description!])
    await terminal.sell(second!.bracelet, [fernet!.description!])

    await page.reload()
    await terminal.goTo('Tickets')
    await expect(terminal.ticketRows('Pendiente')).toHaveCount(3)
    expect(await db.countTickets()).toBe(ticketsBefore)

    await server.start()
    await terminal.isBackOnline()
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 3 de 3 tickets')).toBeVisible()

    expect(await db.countTickets()).toBe(ticketsBefore + 3)
    const firstTickets = (await db.ticketsOf(first!.id_visit)).slice(-2)
    const secondTickets = (await db.ticketsOf(second!.id_visit)).slice(-1)
    expect(firstTickets.map(({ ticket_amount, id_bracelet }) => [Number(ticket_amount), id_bracelet])).toEqual([
      [firstSale, first!.bracelet],
      [Number(gin!.price), first!.bracelet],
    ])
    expect(await db.detailsOf(firstTickets[0]!.id_ticket)).toMatchObject([
      { id_product_service: fernet!.id_product_service, quantity: 2, payed: 0, state: 'NO PAGADO' },
      { id_product_service: gin!.id_product_service, quantity: 1, payed: 0, state: 'NO PAGADO' },
    ])
    expect(await db.detailsOf(secondTickets[0]!.id_ticket)).toMatchObject([
      { id_product_service: fernet!.id_product_service, quantity: 1 },
    ])
    expect(await db.consumedBy(first!.id_visit)).toBe(Number(first!.consumed) + firstSale + Number(gin!.price))
    expect(await db.consumedBy(second!.id_visit)).toBe(Number(second!.consumed) + Number(fernet!.price))

    await terminal.goTo('Tickets')
    await expect(terminal.ticketRows('Sincronizado')).toHaveCount(3)
  },
)

test('pushes nothing without the button: not on reconnecting, tab switches or reloads', async ({
  server,
  db,
  terminal,
  page,
  context,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const ticketsBefore = await db.countTickets()
  const pushes: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('_bulk_docs')) pushes.push(request.url())
  })
  await terminal.open(server.url)
  await terminal.isReady()
  await server.kill()
  await terminal.isWithoutServer()
  await terminal.sell(visit!.bracelet, [product!.description!])

  await server.start()
  await terminal.isBackOnline()
  const other = await context.newPage()
  await other.goto(`${server.url}/sync`)
  await expect(other.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeVisible()
  await page.bringToFront()
  await page.reload()
  await page.getByRole('button', { name: 'Vender en esta pestaña' }).click()
  await terminal.isReady()
  await terminal.goTo('Sincronización')
  await page.getByRole('button', { name: 'Traer ahora' }).click()
  await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeVisible()
  expect(pushes).toEqual([])
  expect(await db.countTickets()).toBe(ticketsBefore)
})

test('opens at any route with the server dead and the tab new', async ({ server, terminal, context }) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await server.kill()
  for (const path of ['/', '/productsSale', '/sync', '/tickets']) {
    const tab = await context.newPage()
    await tab.goto(server.url + path)
    await expect(tab.getByText('Sin servidor: se puede vender')).toBeVisible()
    await tab.close()
  }
})

test('a terminal that never pulled says that nothing can be sold yet, and sells as soon as the data is there', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await page.route('**/replication/**', (route) => route.abort('connectionrefused'))
  await terminal.open(server.url)
  await expect(page.getByTestId('offline-bar')).toContainText('todavía no se puede vender')
  await expect(page.getByTestId('server-status')).toContainText('Todavía sin datos')
  await terminal.goTo('Sincronización')
  for (const resource of ['products', 'visits', 'partners'])
    await expect(page.getByTestId(`pull-${resource}`)).toContainText('Nunca')
  await page.unroute('**/replication/**')
  await terminal.hasPulled()
  await terminal.goTo('Venta')
  await terminal.sell(visit!.bracelet, [product!.description!])
})

test('tells a dead server, a network that sends everybody to its own page and no network apart, and sells in each', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const bar = page.getByTestId('offline-bar')
  await terminal.open(server.url)
  await terminal.isReady()

  await server.kill()
  await expect(bar).toContainText('Sin servidor: se puede vender')
  await expect(bar).toContainText('Hay red; el servidor del club no responde')
  await terminal.sell(visit!.bracelet, [product!.description!])

  const portal = createServer((_request, response) => {
    response.writeHead(302, { Location: `http://localhost:${server.port}/terms` }).end()
  })
  portal.listen(server.port, '127.0.0.1')
  await once(portal, 'listening')
  await expect(bar).toContainText('La red responde con su propia página: se puede vender')
  await expect(bar).toContainText('Abrí otra página en este navegador y aceptá las condiciones')
  await terminal.sell(visit!.bracelet, [product!.description!])
  await stopListening(portal)

  await page.context().setOffline(true)
  await expect(bar).toContainText('Sin red: se puede vender')
  await expect(bar).toContainText('Esta terminal no tiene red')
  await terminal.sell(visit!.bracelet, [product!.description!])
  await page.context().setOffline(false)
  await expect(bar).toContainText('Sin servidor: se puede vender')

  await server.start()
  await terminal.isBackOnline()
  await expect(bar).toBeHidden()
})
