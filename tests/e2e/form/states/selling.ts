// The sale screen through a night.
import { diskFullForTickets } from '../../broken-storage.ts'
import { holdTimers, SALE_SAVED_MS } from '../../held-timers.ts'
import { expect } from '../../night.ts'
import { Terminal } from '../../terminal.ts'
import { LARGEST, PORTRAIT, type States, type Walk } from './walk.ts'

export async function* selling(walk: Walk): States {
  const { server, db, terminal, page, dialog } = walk
  const [first, second] = await db.openVisits(2)
  const saved = page.getByText('Venta guardada')
  await terminal.open(server.url)
  await terminal.isReady()

  yield* oneOrder()
  yield* severalOrders()
  yield* braceletsThatAsk()
  yield* changesUnderAnOrder()
  yield* withoutServer()
  yield* secondTab()
  yield* outcomes()

  async function* oneOrder() {
    yield walk.at('sale, empty')
    await page.getByRole('search').getByRole('textbox').fill('nada de esto')
    await expect(page.getByText('Nada coincide')).toBeVisible()
    yield walk.at('sale, nothing found')
    await page.keyboard.press('Escape')
    await terminal.sell(first!.bracelet, ['Gin tonic'])
    await terminal.scan('0417')
    await expect(terminal.guest).toContainText('0417')
    for (const product of ['Gin tonic', 'Gin tonic', 'Aperol spritz', 'Fernet con cola']) await terminal.tile(product).click()
    yield walk.at('sale, an order')
    yield* walk.opened('sale, quantity', () => terminal.tile('Gin tonic').press('Shift+F10'))
    yield* walk.opened('sale, observation', () => page.keyboard.press('F8'))
    yield* walk.opened('sale, observation, and a scan not taken', async () => {
      await page.keyboard.press('F8')
      await terminal.scan('0291')
      await expect(dialog.getByRole('alert')).toContainText('No se tomó el brazalete 0291')
    })
    await expect(terminal.guest.getByRole('alert')).toBeVisible()
    yield walk.at('sale, a scan not taken')
    yield* walk.opened('sale, cancelling', () => page.keyboard.press('F9'))
    yield* walk.opened('sale, guest search', () => page.keyboard.press('F4'))
    yield* walk.opened('sale, what the guest had', () => page.keyboard.press('F7'))
    yield* walk.opened('sale, last sale', () => page.keyboard.press('F6'))
    yield* walk.opened('sale, shortcuts', () => page.keyboard.press('?'))
  }

  async function* severalOrders() {
    yield* walk.opened('sale, another guest’s bracelet', () => terminal.scan('0291'))
    await terminal.scan('0291')
    await page.getByRole('button', { name: /^Dejarlo abierto/ }).click()
    await terminal.tile('Gin tonic').click()
    yield walk.at('sale, two orders')
    await page.keyboard.press('Alt+0')
    await expect(terminal.guest).toContainText('Escaneá un brazalete')
    await terminal.tile('Aperol spritz').click()
    yield walk.at('sale, an order of nobody yet')
    yield* walk.opened('sale, whose order it is', () => terminal.scan('0417'))
    yield* manyOrders()
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: /^Cancelar el pedido/ }).click()
    yield* sheet()
  }

  async function* manyOrders() {
    const tabs = page.getByRole('navigation', { name: 'Pedidos abiertos' }).getByRole('button')
    await page.keyboard.press('Alt+0')
    await terminal.tile('Gin tonic').click()
    yield walk.at('sale, four orders')
    for (let orders = 4; orders < 12; orders++) {
      await page.keyboard.press('Alt+0')
      await terminal.tile('Gin tonic').click()
    }
    yield walk.at('sale, a dozen orders')
    for (let orders = 12; orders > 3; orders--) {
      await page.keyboard.press('F9')
      await page.getByRole('button', { name: /^Cancelar el pedido/ }).click()
      // The one just emptied is the last.
      await tabs.nth(-2).click()
    }
  }

  async function* sheet() {
    await page.setViewportSize(PORTRAIT)
    await page.getByRole('button', { name: 'Agrandar el pedido' }).click()
    yield walk.at('sale, sheet at its full height', [PORTRAIT])
    await page.getByRole('button', { name: 'Achicar el pedido' }).click()
    yield walk.at('sale, sheet closed', [PORTRAIT])
    await page.setViewportSize(LARGEST)
  }

  async function* braceletsThatAsk() {
    await db.giveBracelet(second!.id_visit, first!.bracelet)
    await page.keyboard.press('F4')
    await page.getByRole('combobox').fill(first!.bracelet)
    await expect(page.getByRole('option').filter({ hasText: `(${first!.bracelet})` })).toHaveCount(2)
    await walk.close()
    yield* walk.opened('sale, a bracelet that two wear', () => terminal.scan(first!.bracelet))
    await terminal.scan('0999')
    await expect(terminal.guest).toContainText('Brazalete desconocido')
    yield walk.at('sale, unknown bracelet')
    await terminal.scan('0146')
    await expect(terminal.guest).toContainText('Suspendido')
    yield walk.at('sale, suspended partner')
    await terminal.scan('0388')
    await expect(terminal.guest).toContainText('0388')
  }

  async function* changesUnderAnOrder() {
    await db.addProduct('Clericó de prueba', '7500.00')
    for (const product of ['Clericó de prueba', 'Gin tonic', 'Fernet con cola']) await terminal.tile(product).click()
    await db.removeProduct('Clericó de prueba')
    await db.setPrice((await db.productNamed('Gin tonic')).id_product_service, '8100.00')
    await expect(terminal.order).toContainText('ya no se ofrece')
    await expect(terminal.order).toContainText('ahora a $')
    yield walk.at('sale, products that changed under the order')
  }

  async function* withoutServer() {
    await server.kill()
    await terminal.isWithoutServer()
    await terminal.scan('0533')
    await expect(terminal.guest).toContainText('La visita está cerrada')
    yield walk.at('sale without a server, closed visit')
    await page.getByRole('button', { name: 'Seguir con 0388' }).click()
    await server.start()
    await terminal.isBackOnline()
  }

  async function* secondTab() {
    const other = new Terminal(await page.context().newPage())
    await other.open(server.url)
    await expect(other.page.getByText('La venta está abierta en otra pestaña')).toBeVisible()
    yield { ...walk.at('a second tab'), page: other.page }
    await other.page.close()
  }

  async function* outcomes() {
    await page.evaluate(holdTimers, SALE_SAVED_MS)
    await terminal.charge.click()
    await expect(saved).toBeVisible()
    yield walk.at('sale, saved')
    await saved.click()
    await expect(saved).toBeHidden()
    await terminal.scan('0502')
    await terminal.tile('Gin tonic').click()
    await page.evaluate(diskFullForTickets)
    await terminal.charge.click()
    await expect(page.getByTestId('sale-failed')).toContainText('La venta NO se guardó')
    yield walk.at('sale, not saved')
  }
}
