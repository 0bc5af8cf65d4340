import { CuttingProxy } from '../network/cutting-proxy.ts'
import { expect, test } from './night.ts'

test(
  'a push whose answer was cut after the server committed leaves one ticket',
  { tag: '@every-database' },
  async ({ server, db, terminal, page }) => {
    const [visit] = await db.openVisits(1)
    const [product] = await db.featuredProducts()
    const ticketsBefore = await db.countTickets()
    const proxy = new CuttingProxy(() => server.port)
    const url = await proxy.start()
    await terminal.open(url)
    await terminal.isReady()
    await terminal.sell(visit!.bracelet, [product!.description!])

    proxy.passage = (_method, path) => (path.includes('_bulk_docs') ? 'lose_answer' : 'pass')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText(/^Sincronizados 0 de 1 tickets$/)).toBeVisible({ timeout: 20_000 })
    expect(await db.countTickets()).toBe(ticketsBefore + 1)

    proxy.passage = () => 'pass'
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    expect(await db.countTickets()).toBe(ticketsBefore + 1)
    expect(await db.consumedBy(visit!.id_visit)).toBe(Number(visit!.consumed) + Number(product!.price))
    await terminal.goTo('Tickets')
    await expect(terminal.ticketRows('Ya estaba')).toHaveCount(1)
    await proxy.stop()
  },
)

test('a visit closed meanwhile is refused with its reason while the others go through', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [leaving, staying] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const ticketsBefore = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await server.kill()
  await terminal.isWithoutServer()
  await terminal.sell(leaving!.bracelet, [product!.description!])
  await terminal.sell(staying!.bracelet, [product!.description!])
  await db.closeVisit(leaving!.id_visit, '2026-11-25 03:00:00')
  await server.start()
  await terminal.isBackOnline()

  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 1 de 2 tickets')).toBeVisible()
  expect(await db.countTickets()).toBe(ticketsBefore + 1)
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows(staying!.bracelet)).toContainText('Sincronizado')
  const refused = terminal.ticketRows(leaving!.bracelet)
  await expect(refused).toContainText('Rechazado')
  await refused.click()
  await expect(page.getByTestId('refusal').getByText('La visita ya estaba cerrada')).toBeVisible()
  await expect(page.getByText(/visit_closed/)).toBeVisible()
})

test('consumption never counts twice or forgets while a push and pulls interleave', async ({
  server,
  db,
  terminal,
  page,
  context,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  await terminal.open(server.url)
  await terminal.isReady()
  await server.kill()
  await terminal.isWithoutServer()
  for (let i = 0; i < 3; i++) await terminal.sell(visit!.bracelet, [product!.description!])
  await terminal.scan(visit!.bracelet)
  const expected = Number(visit!.consumed) + 3 * price
  await expect.poll(() => terminal.consumed()).toBe(expected)

  // Every text the strip ever shows, from here on, noted by the page itself.
  await page.evaluate(() => {
    const strip = document.querySelector('[aria-label="Invitado"]')!
    const seen = ((window as unknown as { seen: string[] }).seen = [strip.textContent ?? ''])
    new MutationObserver(() => seen.push(strip.textContent ?? '')).observe(strip, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  await server.start()
  await terminal.isBackOnline()
  const manager = await context.newPage()
  await manager.goto(`${server.url}/sync`)
  await manager.getByRole('button', { name: 'Sincronizar Tickets Pendientes' }).click()
  await manager.getByRole('button', { name: 'Traer ahora' }).click()
  await expect(manager.getByText('Sincronizados 3 de 3 tickets')).toBeVisible()
  await expect(terminal.guest).not.toContainText('sin enviar')

  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  const amounts = seen.map((text) => /Lleva\s*\$\s*([\d.]+),/.exec(text)?.[1]?.replaceAll('.', '')).filter((amount) => amount)
  expect(amounts.length).toBeGreaterThan(0)
  expect(new Set(amounts)).toEqual(new Set([String(Math.trunc(expected))]))
  expect(await db.consumedBy(visit!.id_visit)).toBe(expected)
})
