// What a cashier's hands do to the sale screen, on people of the demo's story.
import type { Page } from '@playwright/test'
import { expect, sharedNight as test } from './night.ts'
import { holdDisk } from './slow-disk.ts'

test.describe.configure({ mode: 'default' })

test.beforeEach(async ({ server, terminal }) => {
  await terminal.open(server.url)
  await terminal.isReady()
})

test('a double tap on charge makes one ticket', async ({ terminal, page }) => {
  await terminal.serve('0360')
  await terminal.tile('Gin tonic').click()
  await terminal.chargeNow(() =>
    terminal.charge.evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    }),
  )
  await expect(page.getByText('Venta guardada')).toBeHidden()
  await expect(terminal.guest).toContainText('Escaneá un brazalete')
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('0360')).toHaveCount(1)
  await terminal.goTo('Venta')
  await expect(terminal.order).toBeHidden()
})

test('the same again within a second is a second sale, and a scan leaves the field it falls into alone', async ({
  terminal,
  page,
}) => {
  const search = page.getByRole('search').getByRole('textbox')
  await search.fill('gin')
  await terminal.scanKeys([...'0502', 'Tab'], Date.now() / 1000)
  await expect(terminal.guest).toContainText('0502')
  await expect(search).toBeFocused()
  await terminal.serve('0219')
  await expect(search).toHaveValue('gin')
  for (const _ of [1, 2]) {
    await page.keyboard.press('F4')
    await page.getByRole('combobox').fill('0219')
    await page.keyboard.press('Enter')
    await expect(terminal.guest).toContainText('0219')
    await terminal.tile('Gin tonic').click()
    await terminal.chargeNow(() => page.keyboard.press('F2'))
  }
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('0219')).toHaveCount(2)
})

test('says whose bracelet it is: the partner’s, a companion’s, somebody suspended’s or expelled’s', async ({ terminal, db }) => {
  await terminal.scan('0417')
  await expect(terminal.guest).toContainText('Martín Sosa')
  await expect(terminal.guest).toContainText('Socio, entró')
  await terminal.scan('0418')
  await expect(terminal.guest).toContainText('Lucía Acuña')
  await expect(terminal.guest).toContainText('Acompañante, entró')
  await terminal.scan('0146')
  await expect(terminal.guest).toContainText('Suspendido: Discusión con el personal de barra')
  await db.expel('Ramiro Quiroga', 'Volvió a discutir')
  await expect(terminal.guest).toContainText('Expulsado: Volvió a discutir')
})

test('an unknown bracelet keeps the order, and a closed visit says when it closed', async ({ terminal, db, page }) => {
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').click()

  await terminal.scan('0999')
  await expect(terminal.guest).toContainText('Brazalete desconocido')
  await expect(terminal.order).toContainText('Gin tonic')
  await expect(terminal.charge).toContainText('Elegí a quién cobrar')
  await page.getByRole('button', { name: 'Seguir con 0417' }).click()
  await expect(terminal.charge).toContainText('al brazalete 0417')

  await terminal.scan('0533')
  await expect(terminal.guest).toContainText('La visita está cerrada')
  const [, hour] = (await db.leftAt('0533')).split(' ')
  await expect(terminal.guest).toContainText(`Julieta Ferreyra salió a las ${hour!.slice(0, 5)}`)
  await expect(terminal.order).toContainText('Gin tonic')
})

test('another guest’s bracelet asks what becomes of the order', async ({ terminal, page }) => {
  await terminal.serve('0388')
  await terminal.tile('Gin tonic').click()

  await terminal.scan('0291')
  await page.getByRole('button', { name: 'Volver al pedido' }).click()
  await expect(terminal.guest).toContainText('0388')
  await terminal.scan('0291')
  await page.getByRole('button', { name: 'Pasar el pedido a Tomás Villalba' }).click()
  await expect(terminal.guest).toContainText('0291')
  await expect(terminal.order).toContainText('Gin tonic')

  await terminal.scan('0388')
  await page.getByRole('button', { name: 'Cobrar a Tomás Villalba y seguir' }).click()
  await expect(terminal.guest).toContainText('Nahuel Benítez')
  await expect(terminal.order).toBeHidden()
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('Tomás Villalba (0291)')).toHaveCount(1)
})

test('an order survives a reload, and a bracelet scanned while the page opens asks about it', async ({ terminal, page }) => {
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').click()
  await terminal.tile('Gin tonic').click()
  await expect(terminal.order).toContainText('$ 15.000,00')

  await terminal.hasDrafted('"quantity":2')
  await page.reload()
  await page.getByRole('banner').waitFor()
  await terminal.scan('0291')
  await expect(page.getByRole('dialog')).toContainText('El de Martín Sosa tiene 2 unidades')
  await page.getByRole('button', { name: 'Volver al pedido' }).click()
  await expect(terminal.guest).toContainText('0417')
  await expect(terminal.charge).toContainText('$ 15.000,00')
})

test('what was tapped last is still in the order after a look at another screen, however slow the disk', async ({
  terminal,
  page,
}) => {
  await terminal.serve('0417')
  await terminal.hasDrafted('"bracelet":"0417"')
  const release = await holdDisk(page, 'terminal--0--drafts')
  await terminal.tile('Gin tonic').click()
  await terminal.goTo('Tickets')
  await terminal.goTo('Venta')
  await release()
  await expect(terminal.order).toContainText('Gin tonic')
  await terminal.tile('Gin tonic').click()
  await terminal.hasDrafted('"quantity":2')
})

test('a scan that began on another screen is no shorter bracelet: it asks for another scan', async ({ terminal, page }) => {
  await terminal.goTo('Tickets')
  await expect(page.getByRole('region', { name: 'Tickets' })).toBeVisible()
  const rest = await terminal.scanKeys(['0'], Date.now() / 1000)
  await terminal.goTo('Venta')
  await terminal.scanKeys(['4', '1', '7', 'Enter'], rest)
  await expect(terminal.guest.getByRole('alert')).toHaveText('Se leyó solo una parte del brazalete. Escanealo de nuevo.')
  await expect(page.getByRole('textbox', { name: 'Buscar producto' })).toHaveValue('')

  await terminal.scan('0417')
  await expect(terminal.guest).toContainText('Martín Sosa')
  await expect(terminal.guest.getByRole('alert')).toHaveCount(0)
})

test('a key that is no part of a bracelet, pressed on another screen just before a scan, does not cut it', async ({
  terminal,
  page,
}) => {
  await terminal.goTo('Tickets')
  await expect(page.getByRole('region', { name: 'Tickets' })).toBeVisible()
  const soonAfter = await terminal.scanKeys(['Escape'], Date.now() / 1000)
  await terminal.goTo('Venta')
  await terminal.scanKeys(['0', '4', '1', '7', 'Enter'], soonAfter)
  await expect(terminal.guest).toContainText('Martín Sosa')
})

test('several open orders are a key or a tap apart, and survive a reload together', async ({ terminal, page }) => {
  const tab = (bracelet: string) =>
    page.getByRole('navigation', { name: 'Pedidos abiertos' }).getByRole('button', { name: bracelet })
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').click()
  await terminal.scan('0291')
  await page.getByRole('button', { name: 'Dejarlo abierto y atender a Tomás' }).click()
  await expect(terminal.guest).toContainText('Tomás Villalba')
  await expect(terminal.order).toBeHidden()
  await terminal.tile('Aperol spritz').click()

  await page.keyboard.press('Alt+1')
  await expect(terminal.guest).toContainText('Martín Sosa')
  await expect(terminal.order).toContainText('Gin tonic')
  await tab('0291').click()
  await expect(terminal.order).toContainText('Aperol spritz')
  await page.keyboard.press('Alt+0')
  await expect(page.getByText('Escaneá un brazalete')).toBeVisible()

  const third = '"id":"3"'
  await terminal.hasDrafted(third)
  await page.reload()
  await expect(tab('0417')).toContainText('$ 7.500,00')
  await expect(tab('0291')).toContainText('$ 7.800,00')
  await expect(terminal.order).toBeHidden()
  await terminal.scan('0417')
  await expect(terminal.order).toContainText('Gin tonic')
  await terminal.chargeNow()
  await terminal.scan('0291')
  await expect(terminal.order).toContainText('Aperol spritz')
  await expect(page.getByRole('navigation', { name: 'Pedidos abiertos' })).toBeHidden()
  await terminal.chargeNow()
})

test('every one of a dozen open orders is a tap away at every size, and no amount is cut', async ({ terminal, page }) => {
  const nav = page.getByRole('navigation', { name: 'Pedidos abiertos' })
  const another = nav.getByRole('button', { name: 'Dejar este pedido abierto y empezar otro' })
  const order = async (product: string) => {
    await page.getByRole('search').getByRole('textbox').fill(product)
    await terminal.tile(product).click()
  }
  await order('Botella Jägermeister')
  await order('Botella Jägermeister')
  for (let orders = 1; orders < 4; orders++) {
    await page.keyboard.press('Alt+0')
    await order('Gin tonic')
  }
  await expectAllReached('$ 178.000,00')
  for (let orders = 4; orders < 12; orders++) {
    await another.click()
    await order('Gin tonic')
  }
  await expectAllReached()

  async function expectAllReached(amount?: string) {
    for (const [width, height] of [
      [800, 1280],
      [1024, 768],
      [1280, 800],
      [1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const tab of await nav.getByRole('button').all()) {
        await expect(tab).toBeInViewport({ ratio: 1 })
        const { width: wide, height: high } = (await tab.boundingBox())!
        expect(Math.min(wide, high)).toBeGreaterThanOrEqual(64)
        // What is scrolled out of its frame takes no tap.
        await tab.click({ trial: true, timeout: 1_000 })
      }
      const first = nav.getByRole('button').first()
      await first.click()
      await expect(terminal.charge).toContainText('$ 178.000,00')
      if (amount) await expect(first).toContainText(amount)
      expect(await nav.evaluate(cutAmounts)).toEqual([])
      await expect(nav.getByRole('button', { name: /Nuevo/ }).last()).toBeInViewport({ ratio: 1 })
    }
  }
})

test('a double click marks no word of the sale screen', async ({ terminal, page }) => {
  const marked = () => page.evaluate(() => String(getSelection()))
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').dblclick()
  for (const caption of [
    page.getByRole('heading', { name: 'Destacados' }),
    page.getByRole('link', { name: 'Tickets' }),
    terminal.order.getByText('Gin tonic'),
  ]) {
    await caption.dblclick()
    expect.soft(await marked()).toBe('')
    await terminal.goTo('Venta')
  }
  // The first click opens what the guest had, the second closes nothing.
  await terminal.guest.getByText('Martín Sosa').dblclick()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await marked()).toBe('')
})

/** Runs in the page. */
function cutAmounts(nav: Element): string[] {
  return [...nav.querySelectorAll<HTMLElement>('.amount')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ innerText }) => innerText)
}

test('the catalogue stands in its order: featured first, and then by name as a Spanish reader expects, also what comes later', async ({
  terminal,
  db,
  page,
}) => {
  const namesShown = async () => {
    const tiles = page.getByRole('button', { name: /, \$/ })
    const labels = await tiles.evaluateAll((found) => found.map((tile) => tile.ariaLabel ?? ''))
    return labels.map((label) => label.replace(/, \$.*$/, ''))
  }
  const [first] = await namesShown()
  // Beside it by the letter under the accent, and not after z.
  const accented = first!.replace(/^A/, 'Á')
  await db.addProduct(accented, '100.00')
  await expect(terminal.tile(accented)).toBeVisible()
  const heading = await page.getByRole('heading', { name: /^Destacados/ }).innerText()
  const names = await namesShown()
  expect(names.slice(0, 2)).toEqual([first, accented])
  const count = Number(/\d+/.exec(heading)![0])
  const [featured, others] = [names.slice(0, count), names.slice(count)]
  const inOrder = new Intl.Collator('es-AR', { sensitivity: 'base', numeric: true })
  for (const section of [featured, others]) expect(section).toEqual(section.toSorted(inOrder.compare))
  for (const name of featured) expect((await db.productNamed(name)).featured, name).toBe(1)
  expect((await db.productNamed(others[0]!)).featured).toBe(0)
  await db.removeProduct(accented)
  await expect(terminal.tile(accented)).toBeHidden()
})

test('a price that changes under an order is shown and applied only when it is taken', async ({ terminal, db, page }) => {
  const { id_product_service, price } = await db.productNamed('Aperol spritz')
  expect(Number(price)).toBe(7800)
  await terminal.serve('0502')
  await terminal.tile('Aperol spritz').click()
  await terminal.tile('Aperol spritz').click()

  await db.setPrice(id_product_service, '8100.00')
  const change = page.getByRole('button', { name: 'usar el precio nuevo' })
  await expect(change).toContainText('$ 7.800,00, ahora a $ 8.100,00')
  await expect(terminal.charge).toContainText('$ 15.600,00')
  await change.click()
  await expect(terminal.charge).toContainText('$ 16.200,00')
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await terminal.chargeNow()
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('0502')).toContainText('$ 15.600,00')
  await db.setPrice(id_product_service, '7800.00')
})

test('a product that goes under an order says so and stays in it, sold or not', async ({ terminal, db, page }) => {
  await db.addProduct('Clericó de prueba', '5000.00')
  await terminal.serve('0388')
  await terminal.tile('Clericó de prueba').click()
  await db.removeProduct('Clericó de prueba')
  await expect(terminal.order).toContainText('ya no se ofrece')
  await expect(terminal.tile('Clericó de prueba')).toBeHidden()
  await terminal.chargeNow()
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 0 de 1 tickets')).toBeVisible()
  await terminal.goTo('Tickets')
  await terminal.ticketRows('Rechazado').click()
  await expect(page.getByTestId('refusal')).toContainText('Un producto ya no existe')
})

test('a finger held on a product asks how many, the order’s lines count up and down, and cancelling asks and can be undone', async ({
  terminal,
  db,
  page,
}) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  // The names of the demo are others each day: one of them may be like another's.
  await db.letIn({ name: 'Úrsula Quirós', bracelet: '9417' }, { name: 'Bárbara Íñiguez', bracelet: '9418' })
  await page.keyboard.press('F4')
  await page.getByRole('combobox').fill('barbara iniguez')
  await expect(page.getByRole('option')).toHaveText([/^\s*Bárbara Íñiguez \(9418\)\s*Acompañante/])
  await page.getByRole('combobox').fill('quiros ursula')
  await expect(page.getByRole('option')).toHaveText([/^\s*Úrsula Quirós \(9417\)/])
  await page.keyboard.press('Enter')
  await expect(terminal.guest).toContainText('Úrsula Quirós')

  await terminal.tile('Gin tonic').hover()
  await page.mouse.down()
  await expect(page.getByRole('dialog')).toContainText('¿Cuántas unidades?')
  await page.mouse.up()
  for (const digit of [1, 2]) await button(`Número ${digit}`).click()
  await button('Poner 12 en el pedido').click()
  await expect(terminal.charge).toContainText('$ 90.000,00')
  await button('Quitar uno: Gin tonic').click()
  await expect(terminal.charge).toContainText('$ 82.500,00')
  await button('Deshacer').click()
  await expect(terminal.charge).toContainText('$ 90.000,00')
  await button('Agregar uno: Gin tonic').click()
  await expect(terminal.charge).toContainText('$ 97.500,00')

  await button('Cancelar pedido').click()
  await page.getByRole('button', { name: /^Seguir con el pedido/ }).click()
  await expect(terminal.order).toBeVisible()
  for (const isRegretted of [true, false]) {
    await button('Cancelar pedido').click()
    await page.getByRole('button', { name: /^Cancelar el pedido/ }).click()
    await expect(terminal.order).toBeHidden()
    if (!isRegretted) continue
    await button('Deshacer').click()
    await expect(terminal.charge).toContainText('$ 97.500,00')
  }
  await expect(button('Deshacer')).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(terminal.order).toBeHidden()
})

test('typing searches, whatever the accents, and a product that has run out is not offered', async ({ terminal, db, page }) => {
  await db.addProduct('Licuado de maracuyá', '5000.00')
  const tile = terminal.tile('Licuado de maracuyá')
  await page.keyboard.type('MARACUYA', { delay: 60 })
  await expect(page.getByRole('search').getByRole('textbox')).toHaveValue('MARACUYA')
  await expect(tile).toBeVisible()
  await db.setAvailable('Licuado de maracuyá', 0)
  await expect(tile).toBeHidden()
  await db.setAvailable('Licuado de maracuyá', -3)
  await expect(tile).toBeVisible()
})

test('what the guest had tonight is there line by line, and sounds, vibration and what a second scan does are settings', async ({
  terminal,
  page,
}) => {
  await page.addInitScript(noteSignals)
  await page.reload()
  await terminal.isReady()
  const signals = () => page.evaluate(() => (window as unknown as { signals: unknown[] }).signals.splice(0))
  const set = async (...names: string[]) => {
    await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    for (const name of names) await page.getByRole('button', { name, exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }

  await terminal.scan('0388')
  const before = await terminal.consumed()
  await expect(terminal.guest).toContainText(/, al \d\d:\d\d/)
  expect(await signals()).toEqual([1320, [40]])
  await terminal.scan('0999')
  await expect(terminal.guest).toContainText('Brazalete desconocido')
  expect(await signals()).toEqual([220, 165, [200, 80, 200]])

  await set('Cobra', 'Sonidos', 'Vibración')
  await signals()
  await page.getByRole('button', { name: 'Seguir con 0388' }).click()
  await page.getByRole('button', { name: 'Quitar a Nahuel Benítez' }).click()
  await terminal.tile('Gin tonic').click()
  await terminal.scan('0388')
  // The bracelet is still in the beam, for longer than two scans are apart: that is no second scan.
  const held = Date.now() / 1000
  for (const later of [0.3, 0.7, 1.1, 1.5, 1.9]) await terminal.scanKeys([...'0388', 'Enter'], held + later)
  // Out of the beam, and long enough for another scan.
  await page.waitForTimeout(3_100)
  await expect(terminal.guest).toContainText('Nahuel Benítez')
  await terminal.tile('Gin tonic').click()
  await terminal.chargeNow(() => terminal.scan('0388'))
  expect(await signals()).toEqual([])

  await terminal.scan('0388')
  await expect.poll(() => terminal.consumed()).toBe(before + 15_000)
  await expect(terminal.guest).toContainText(/datos de .*1 sin enviar/)
  await page.getByRole('button', { name: /ver consumos de este socio/i }).click()
  const had = page.getByRole('dialog')
  await expect(had.getByRole('definition')).toHaveText([pesos(before), pesos(15_000), pesos(before + 15_000)])
  await had.getByRole('list').getByRole('button', { name: '2 Gin tonic' }).click()
  await expect(page.getByRole('heading', { name: /^Venta 1-0001/ })).toBeVisible()
})

test('a receipt is as wide as its roll and as long as what is on it, now and later, and nothing else is printed', async ({
  terminal,
  page,
}) => {
  await terminal.sell('0502', ['Gin tonic', 'Gin tonic', 'Fernet con cola'])
  await page.getByRole('button', { name: /^Última venta/ }).click()
  await expect(page.getByRole('dialog')).toContainText('$ 15.000,00')
  await page.emulateMedia({ media: 'print' })
  const receipt = page.locator('.paper-receipt')
  await expect(receipt).toBeVisible()
  await expect(receipt).toContainText('brazalete 0502')
  await expect(receipt).toContainText('$ 21.500,00')
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('dialog')).toBeHidden()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.map(Number)
  expect(Math.round((width! / 72) * 25.4)).toBe(80)
  expect((height! / 72) * 25.4).toBeLessThan(150)
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)

  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Escape')
  await terminal.goTo('Tickets')
  await terminal.ticketRows('0502').click()
  await page.getByRole('button', { name: 'Recibo' }).click()
  await expect(page.getByRole('dialog')).toContainText('Venta 1-0001')
  await page.emulateMedia({ media: 'print' })
  await expect(receipt).toContainText('$ 21.500,00')
  await expect(page.getByRole('banner')).toBeHidden()

  await page.emulateMedia({ media: 'screen' })
  await page.reload()
  await terminal.goTo('Venta')
  await expect(page.getByRole('button', { name: 'Última venta: 1-0001, $ 21.500,00' })).toBeVisible()
})

test('a voided sale says so wherever it is looked at, is not offered for print, and its paper would say so', async ({
  terminal,
  page,
}) => {
  await terminal.sell('0502', ['Gin tonic'])
  await page.getByRole('button', { name: /^Última venta/ }).click()
  const sold = page.getByRole('dialog', { name: /^Venta / })
  await expect(sold.getByRole('button', { name: 'Imprimir' })).toBeVisible()
  await page.keyboard.press('Escape')
  await terminal.goTo('Tickets')
  await terminal.ticketRows('0502').click()
  const panel = page.getByTestId('ticket-panel')
  await panel.getByRole('button', { name: 'Anular ticket' }).click()
  await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
  await panel.getByRole('button', { name: 'Anular ticket' }).click()

  await terminal.goTo('Venta')
  await page.getByRole('button', { name: /^Última venta/ }).click()
  await expect(sold).toContainText('ANULADO')
  await expect(sold.getByRole('button')).toHaveText(['Volver'])
  await expect(sold.getByRole('link')).toHaveCount(0)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.paper-receipt').getByText('ANULADO')).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Escape')
  await terminal.scan('0502')
  await page.getByRole('button', { name: 'Ver consumos de este socio' }).click()
  await page.getByRole('dialog').getByRole('list').getByRole('button', { name: '1 Gin tonic' }).first().click()
  await expect(sold).toContainText('ANULADO')
})

test('a long name gets narrower before it is cut', async ({ terminal, page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  for (const flavour of ['manzana', 'pomelo']) {
    const name = terminal.tile(`Agua saborizada ${flavour}`).getByText('Agua saborizada')
    await expect(name).toHaveCSS('font-stretch', '84%')
    await expect(name).not.toHaveAttribute('data-cut')
  }
})

test('nothing moves for whoever asked for that', async ({ terminal, page }) => {
  const aSale = async () => {
    await page.keyboard.press('F1')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: /^Otros/ }).click()
    await expect(terminal.tile('Alfajor')).toBeInViewport({ ratio: 1 })
    await terminal.sell('0502', ['Alfajor'])
  }
  expect(await movementsDuring(page, aSale)).toEqual(expect.arrayContaining([expect.stringMatching(/^run-out/), 'scrolling']))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // From the top of the catalogue again.
  await page.reload()
  await terminal.isReady()
  expect(await movementsDuring(page, aSale)).toEqual([])
})

test('the browser asks before the page closes while a ticket is pending', async ({ terminal, page }) => {
  await terminal.sell('0219', ['Gin tonic'])
  await expect(page.getByTestId('pending-badge')).toContainText('1')
  const question = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await question
  expect(dialog.type()).toBe('beforeunload')
  // Left open, it would hold up the browser's own end.
  await dialog.accept()
})

function pesos(amount: number): RegExp {
  return new RegExp(new Intl.NumberFormat('es-AR', { minimumFractionDigits: 2 }).format(amount).replaceAll('.', '\\.'))
}

/** The pitch of each tone and the pattern of each vibration, as they begin. */
function noteSignals(): void {
  const signals: unknown[] = []
  Object.assign(window, { signals })
  navigator.vibrate = (pattern) => signals.push(pattern) > 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when) {
    signals.push(this.frequency.value)
    start.call(this, when)
  }
}

/**
 * What is seen to be on its way anywhere at any frame: animations, transitions, and a catalogue that glides. A glide begins slowly;
 * a jump is there in its first frame, but for what the list mends once its rows are there.
 */
async function movementsDuring(page: Page, act: () => Promise<void>): Promise<readonly string[]> {
  const seen = await page.evaluateHandle(() => {
    const movements = new Set<string>()
    const scroller = document.querySelector('.scroller')!
    let top = scroller.scrollTop
    let path: number[] = []
    const look = () => {
      for (const animation of document.getAnimations())
        movements.add(animation instanceof CSSAnimation ? animation.animationName : animation.constructor.name)
      path = scroller.scrollTop === top ? [] : [...path, Math.abs(scroller.scrollTop - top)]
      top = scroller.scrollTop
      if (path.reduce((sum, step) => sum + step, 0) > 2 * path[0]!) movements.add('scrolling')
      requestAnimationFrame(look)
    }
    look()
    return movements
  })
  await act()
  return seen.evaluate((movements) => [...movements])
}
