// One press of a key or a finger does one thing, once.
import type { Locator } from '@playwright/test'
import { holdTimers, SALE_SAVED_MS } from './held-timers.ts'
import { expect, sharedNight as test } from './night.ts'

test.beforeEach(async ({ server, terminal }) => {
  await terminal.open(server.url)
  await terminal.isReady()
})

test('Ctrl+Enter in the search charges the order as it is, and Enter held down there adds one unit', async ({
  terminal,
  page,
}) => {
  const search = page.getByRole('search').getByRole('textbox')
  const saved = page.getByTestId('sale-saved')
  await terminal.scan('0360')
  await expect(terminal.guest).toContainText('0360')
  await terminal.tile('Gin tonic').click()
  await search.fill('aperol')
  await terminal.chargeNow(() => page.keyboard.press('Control+Enter'))
  await expect(page.getByRole('button', { name: /^Última venta/ })).toContainText('$ 7.500,00')
  await expect(saved).toBeHidden()

  await search.fill('aperol')
  for (let i = 0; i < 5; i++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(terminal.charge).toContainText('$ 7.800,00')
  await page.keyboard.press('Enter')
  await expect(terminal.charge).toContainText('$ 15.600,00')
})

test('Ctrl+Enter neither picks a guest nor confirms a quantity: it would charge in the same press', async ({
  terminal,
  page,
}) => {
  const dialog = page.getByRole('dialog')
  await terminal.tile('Gin tonic').click()
  await page.keyboard.press('F4')
  await dialog.getByRole('combobox').fill('0219')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(terminal.charge).toContainText('al brazalete 0219')

  await terminal.tile('Gin tonic').click({ button: 'right' })
  await dialog.getByRole('textbox').fill('12')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(terminal.charge).toContainText('$ 90.000,00')
  await expect(terminal.guest).toContainText('0219')
})

test('Enter on a product whose quantity was asked for by keyboard or right click adds a unit at the first press', async ({
  terminal,
  page,
}) => {
  const dialog = page.getByRole('dialog')
  const tile = terminal.tile('Gin tonic')
  const leaveDialog = async () => {
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(tile).toBeFocused()
  }
  await tile.focus()
  await page.keyboard.press('Shift+F10')
  await leaveDialog()
  await page.keyboard.press('Enter')
  await expect(terminal.charge).toContainText('$ 7.500,00')
  await tile.click({ button: 'right' })
  await leaveDialog()
  await page.keyboard.press('Enter')
  await expect(terminal.charge).toContainText('$ 15.000,00')
})

test('under the settings of the screen nothing is charged: F2 waits until they are closed', async ({ terminal, page }) => {
  const settings = page.getByRole('dialog', { name: 'Ajustes de pantalla' })
  await terminal.scan('0360')
  await terminal.tile('Gin tonic').click()
  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await expect(settings).toBeVisible()
  await page.keyboard.press('F2')
  await page.waitForTimeout(500)
  await expect(terminal.order).toContainText('Gin tonic')
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await terminal.chargeNow(() => page.keyboard.press('F2'))
})

test('a second tap on charge makes no second ticket and does not take "Venta guardada" away', async ({ terminal, page }) => {
  const saved = page.getByTestId('sale-saved')
  await terminal.scan('0219')
  await terminal.tile('Gin tonic').click()
  const tap = await tapsOn(terminal.charge)
  // Once it was there to be read, a tap ends it; nothing else does here.
  const endByTap = async () => {
    await tap(Date.now() / 1000 + 0.7)
    await expect(saved).toBeHidden()
  }
  await page.evaluate(holdTimers, SALE_SAVED_MS)
  const first = Date.now() / 1000
  await tap(first)
  await saved.waitFor()
  await tap(first + 0.3, 2)
  await expect(saved).toBeVisible()
  await endByTap()

  await terminal.scan('0219')
  await terminal.tile('Gin tonic').click()
  const second = Date.now() / 1000
  await tap(second)
  await tap(second + 0.1, 2)
  await expect(saved).toBeVisible()
  await endByTap()
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('0219')).toHaveCount(2)
})

test('a second tap on what closed a dialog sells nothing of what lies under it, and the next tap sells again', async ({
  terminal,
  page,
}) => {
  const dialog = page.getByRole('dialog')
  const twice = async (button: Locator) => {
    const tap = await tapsOn(button)
    const first = Date.now() / 1000
    for (const count of [1, 2, 3]) await tap(first + 0.2 * (count - 1), count)
    await expect(dialog).toBeHidden()
  }
  await terminal.scan('0360')
  // Looked up before the dialog opens, under which no bracelet is taken.
  await expect(terminal.guest).toContainText('0360')
  const gin = terminal.tile('Gin tonic')
  await gin.click({ button: 'right' })
  await dialog.getByRole('textbox').fill('3')
  await twice(dialog.getByRole('button', { name: 'Poner 3 en el pedido' }))
  await expect(terminal.charge).toContainText('$ 22.500,00')

  await terminal.scan('0219')
  await twice(page.getByRole('button', { name: /^Dejarlo abierto/ }))
  await expect(terminal.guest).toContainText('0219')
  await expect(terminal.order).toBeHidden()

  await gin.click()
  await page.getByRole('button', { name: 'Cancelar pedido' }).click()
  await twice(dialog.getByRole('button', { name: /^Cancelar el pedido/ }))
  await expect(terminal.order).toBeHidden()
  await gin.dblclick()
  await expect(terminal.charge).toContainText('$ 15.000,00')
})

test('a new price is taken and a guest put away by keyboard alone', async ({ terminal, db, page }) => {
  const { id_product_service } = await db.productNamed('Aperol spritz')
  await terminal.scan('0502')
  await terminal.tile('Aperol spritz').click()
  await db.setPrice(id_product_service, '8100.00')
  const change = page.getByRole('button', { name: 'usar el precio nuevo' })
  await expect(change).toContainText('ahora a $ 8.100,00')
  await change.focus()
  await page.keyboard.press('Enter')
  await expect(terminal.charge).toContainText('$ 8.100,00')
  await page.getByRole('button', { name: /^Quitar a/ }).focus()
  await page.keyboard.press('Enter')
  await expect(terminal.guest).toContainText('Escaneá un brazalete')
  await expect(terminal.charge).toContainText('Falta el brazalete')
  await expect(terminal.order).toContainText('Aperol spritz')
  await db.setPrice(id_product_service, '7800.00')
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true })

  test('a tap on a product adds one unit, and a finger that stays asks how many and adds none', async ({ terminal, page }) => {
    const tile = terminal.tile('Gin tonic')
    const dialog = page.getByRole('dialog')
    await tile.tap()
    await expect(terminal.charge).toContainText('$ 7.500,00')

    const { x, y, width, height } = (await tile.boundingBox())!
    const finger = await page.context().newCDPSession(page)
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }]
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await expect(dialog).toContainText('¿Cuántas unidades?')
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(dialog.getByRole('textbox')).toHaveValue('')
    for (const digit of [1, 2]) await dialog.getByRole('button', { name: `Número ${digit}` }).tap()
    await dialog.getByRole('button', { name: 'Poner 12 en el pedido' }).tap()
    await expect(terminal.charge).toContainText('$ 90.000,00')
    await tile.tap()
    await expect(terminal.charge).toContainText('$ 97.500,00')
  })

  test('a finger that scrolls the catalogue adds nothing and asks nothing', async ({ terminal, page }) => {
    const { x, y, width, height } = (await terminal.tile('Gin tonic').boundingBox())!
    const finger = await page.context().newCDPSession(page)
    const at = (down: number) => [{ x: x + width / 2, y: y + height / 2 - down }]
    const send = (type: 'touchStart' | 'touchMove', down: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: at(down) })
    const moves = Array.from({ length: 12 }, (_, i) => (i + 1) * 10)
    // One right after the other: waited for one by one, on a busy machine the first came when the finger had stayed too long.
    await Promise.all([send('touchStart', 0), ...moves.map((down) => send('touchMove', down))])
    await page.waitForTimeout(600)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(terminal.order).toBeHidden()
  })
})

/** Taps in the middle of where it is now, whatever is there then, and each with its own time: a busy machine would deliver a second one late. */
async function tapsOn(place: Locator): Promise<(timestamp: number, clickCount?: number) => Promise<void>> {
  // Once it stands still: a dialog grows as it opens.
  await place.click({ trial: true })
  const { x, y, width, height } = (await place.boundingBox())!
  const mouse = await place.page().context().newCDPSession(place.page())
  return async (timestamp, clickCount = 1) => {
    const where = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount, timestamp } as const
    // One right after the other: with an answer in between, a busy machine makes a long press of it.
    const types = ['mousePressed', 'mouseReleased'] as const
    await Promise.all(types.map((type) => mouse.send('Input.dispatchMouseEvent', { type, ...where })))
  }
}
