// What the dashboard says of the server, of what waits, of the pulls, the disk and the pushes, by a clock that the test sets.
import type { Response } from '@playwright/test'
import { CuttingProxy } from '../network/cutting-proxy.ts'
import { expect, test } from './night.ts'

const COLLECTIONS = ['products', 'visits', 'partners']

const at = (time: string) => new Date(`2026-11-24T${time}:00-03:00`)

test.use({ club: { timeZone: 'America/Argentina/Buenos_Aires', startsAt: at('23:00').toISOString() } })

test('since when the server is there or not, what waits and since when, when each pull comes next, the disk, and what a push brought', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [staying, leaving] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  const proxy = new CuttingProxy(() => server.port)
  const figure = page.getByTestId('server-figure')
  const pending = page.getByTestId('pending-figure')
  const pull = (name: string) => page.getByTestId(`pull-${name}`)
  const pushed = (kind: string) => page.getByTestId(`push-${kind}`).getByRole('definition')
  const money = (amount: number) => new Intl.NumberFormat('es-AR', { minimumFractionDigits: 2 }).format(amount)
  await page.clock.setFixedTime(at('23:00'))
  // Once its stream of hints is open, a terminal asks each collection once more: a pull of five minutes later would have another next time.
  const nothingNew = COLLECTIONS.map((name) => page.waitForResponse(isEmptyPageOf(name), { timeout: 0 }))
  await terminal.open(await proxy.start())
  await terminal.isReady()
  await Promise.all(nothingNew)

  await test.step('the server is there since the terminal found it, and each pull has its next time', async () => {
    await terminal.goTo('Sincronización')
    for (const name of COLLECTIONS) await expect(pull(name)).toContainText('Al día')
    await page.clock.setFixedTime(at('23:05'))
    await expect(figure).toContainText('En línea')
    await expect(figure).toContainText(/desde las 23:00, hace 5\smin/)
    for (const name of ['products', 'visits']) await expect(pull(name)).toContainText(/Próxima 23:15, en 10\smin/)
    await expect(pull('partners')).toContainText(/Próxima .* 23:00, en 23\sh/)
    await expect(pull('products')).toContainText(/Hace 5\smin, 23:00/)
    await expect(page.getByTestId('storage-panel')).toContainText(/\d\s[kM]B usados de [\d.,]+\s[MGT]B/)
    await expect(page.getByTestId('storage-panel')).toContainText(/\d\s%/)
    await expect(pending).toContainText('Todo lo vendido está enviado')
  })

  await test.step('without it, the figure says since when, and what waits is counted, summed and dated by the oldest', async () => {
    await server.kill()
    await terminal.isWithoutServer()
    for (const [time, { bracelet }] of [['23:10', staying!] as const, ['23:20', leaving!] as const]) {
      await terminal.goTo('Venta')
      await page.clock.setFixedTime(at(time))
      await terminal.sellByHand(bracelet, product!.description!)
    }
    await terminal.goTo('Sincronización')
    await page.clock.setFixedTime(at('23:30'))
    await expect(figure).toContainText('No responde')
    await expect(figure).toContainText(/desde las 23:05, hace 25\smin/)
    await expect(page.getByTestId('pending-count')).toHaveText('2')
    await expect(pending).toContainText(money(2 * price))
    await expect(pending).toContainText(/El más viejo es de las 23:10, hace 20\smin/)
  })

  await test.step('it is there again since now; what got no answer failed and waits, and what is refused waits for a decision', async () => {
    server.setClock(at('23:30'))
    await server.start()
    await terminal.isBackOnline()
    await expect(figure).toContainText('desde las 23:30, hace instantes')
    proxy.passage = (_method, path) => (path.includes('_bulk_docs') ? 'lose_request' : 'pass')
    await terminal.push()
    await expect(page.getByText('Sincronizados 0 de 2 tickets')).toBeVisible({ timeout: 20_000 })
    await expect(pushed('failed')).toHaveText('2')
    await expect(page.getByTestId('pending-count')).toHaveText('2')

    proxy.passage = () => 'pass'
    await db.closeVisit(leaving!.id_visit, '2026-11-24 23:05:00')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 2 tickets')).toBeVisible()
    for (const [kind, count] of Object.entries({ sent: '1', duplicates: '0', refused: '1', failed: '0' }))
      await expect(pushed(kind)).toHaveText(count)
    await expect(page.getByTestId('pending-count')).toHaveText('0')
    await expect(pending).toContainText('1 rechazado espera una decisión')
    await expect(page.getByTestId('tonight-figure')).toContainText(`$ ${money(2 * price)} vendidos`)
  })
  await proxy.stop()
})

/** What a terminal that has everything is answered. */
function isEmptyPageOf(collection: string): (response: Response) => Promise<boolean> {
  return async (response) => {
    if (!response.url().includes(`/${collection}/_changes`) || response.status() !== 200) return false
    const { results } = (await response.json()) as { results: unknown[] }
    return results.length === 0
  }
}
