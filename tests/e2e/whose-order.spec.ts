// What is done to an order is done to the guest whose order it is, whoever is scanned meanwhile.
import { expect, sharedNight as test } from './night.ts'

test.beforeEach(async ({ server, terminal }) => {
  await terminal.open(server.url)
  await terminal.isReady()
})

test('products tapped for nobody yet are not left behind when a guest is scanned who has an order open: it asks', async ({
  terminal,
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Martín Sosa ya tiene un pedido abierto' })
  const option = (name: RegExp) => dialog.getByRole('button', { name })
  const tabs = page.getByRole('navigation', { name: 'Pedidos abiertos' })
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').click()
  await page.keyboard.press('Alt+0')
  await expect(terminal.guest).toContainText('Escaneá un brazalete')
  await terminal.tile('Aperol spritz').click()
  await terminal.tile('Aperol spritz').click()

  await terminal.scan('0417')
  await expect(dialog).toContainText('Lo que marcaste recién, 2 unidades por $ 15.600,00, todavía no es de nadie.')
  await option(/^Volver al pedido/).click()
  await expect(terminal.guest).toContainText('Escaneá un brazalete')
  await expect(terminal.charge).toContainText('$ 15.600,00')

  await terminal.scan('0417')
  await option(/^Ir al pedido de Martín y dejar este aparte/).click()
  await expect(terminal.charge).toContainText('$ 7.500,00')
  await tabs.getByRole('button', { name: 'Nuevo' }).click()
  await expect(terminal.charge).toContainText('$ 15.600,00')

  await terminal.scan('0417')
  await expect(option(/^Sumarlo al pedido de Martín.*3 unidades por \$\s23\.100,00/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(tabs).toBeHidden()
  await expect(terminal.guest).toContainText('Martín Sosa')
  await expect(terminal.order).toContainText('Gin tonic')
  await expect(terminal.order).toContainText('Aperol spritz')
  await expect(terminal.charge).toContainText('$ 23.100,00')
})

test('the bracelet of a guest who left says that their order is still open, and how much it is', async ({
  terminal,
  db,
  page,
}) => {
  const leaving = (await db.openVisits(30)).at(-1)!
  const product = (await db.featuredProducts())[0]!.description!
  await terminal.serve(leaving.bracelet)
  await terminal.tile(product).click()
  const amount = /\$\s[\d.]+,\d\d/.exec(await terminal.charge.innerText())![0]

  await db.closeVisit(leaving.id_visit, '2026-11-25 03:00:00')
  // A scan before the terminal knows of it brings the order to the front, where it needs no words.
  await expect(async () => {
    await page.keyboard.press('Alt+0')
    await expect(terminal.guest).toContainText('Escaneá un brazalete', { timeout: 2_000 })
    await terminal.scan(leaving.bracelet)
    await expect(terminal.guest).toContainText('La visita está cerrada', { timeout: 2_000 })
    await expect(terminal.guest.getByRole('alert')).toContainText(`Pedido sin cobrar: ${amount}`, { timeout: 2_000 })
  }).toPass()
})

test('a scan while a quantity, a note or a cancelling is under way changes no guest, and says so until the next one', async ({
  terminal,
  page,
}) => {
  const dialog = page.getByRole('dialog')
  const button = (name: string) => dialog.getByRole('button', { name })
  const notTaken = 'No se tomó el brazalete 0291. Terminá con esto y escanealo de nuevo.'
  await terminal.serve('0388')
  await terminal.tile('Gin tonic').click()

  await terminal.tile('Gin tonic').click({ button: 'right' })
  await dialog.getByRole('textbox').fill('3')
  await terminal.scan('0291')
  await expect(dialog.getByRole('alert')).toHaveText(notTaken)
  await expect(dialog.getByRole('textbox')).toHaveValue('3')
  await button('Poner 3 en el pedido').click()
  await expect(terminal.charge).toContainText('$ 22.500,00')
  await expect(terminal.charge).toContainText('al brazalete 0388')
  await expect(terminal.guest.getByRole('alert')).toHaveText('No se tomó el brazalete 0291. Escanealo de nuevo.')

  await page.keyboard.press('F8')
  await expect(dialog.getByRole('alert')).toBeHidden()
  await dialog.getByRole('textbox').fill('sin hielo')
  await terminal.scan('0291')
  await expect(dialog.getByRole('alert')).toHaveText(notTaken)
  await button('Guardar').click()
  await expect(page.getByRole('button', { name: 'Cambiar la observación: sin hielo' })).toBeVisible()

  await page.keyboard.press('F9')
  await terminal.scan('0291')
  await expect(dialog.getByRole('alert')).toHaveText(notTaken)
  await dialog.getByRole('button', { name: /^Seguir con el pedido/ }).click()
  await terminal.scan('0291')
  await expect(dialog).toContainText('Hay un pedido de otra persona')
  await page.keyboard.press('Escape')
  await expect(terminal.guest.getByRole('alert')).toHaveCount(0)
  await expect(terminal.guest).toContainText('0388')
})

test('a closed sheet opens for a bracelet that came to nothing', async ({ terminal, page }) => {
  await page.setViewportSize({ width: 800, height: 1280 })
  await terminal.serve('0388')
  await terminal.tile('Gin tonic').click()
  for (const name of ['Agrandar el pedido', 'Achicar el pedido']) await page.getByRole('button', { name }).click()
  await expect(page.getByRole('button', { name: /Abrir el pedido/ })).toBeVisible()
  await terminal.tile('Gin tonic').click({ button: 'right' })
  await terminal.scan('0291')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('No se tomó')
  await page.keyboard.press('Escape')
  await expect(terminal.guest.getByRole('alert')).toHaveText('No se tomó el brazalete 0291. Escanealo de nuevo.')
})

test('nothing is charged while somebody must say who sells, by key or by scan', async ({ server, terminal, page }) => {
  const dialog = page.getByRole('dialog')
  const tapPin = async (pin: string, submit: string) => {
    for (const digit of pin) await dialog.getByRole('button', { name: `Número ${digit}` }).click()
    await dialog.getByRole('button', { name: submit }).click()
  }
  await page.evaluate(() => localStorage.setItem('barra.charge-on-rescan', 'true'))
  await terminal.serve('0388')
  await terminal.tile('Gin tonic').click()
  await terminal.hasDrafted('"quantity":1')
  await page.goto(`${server.url}/shift`)
  await terminal.hasDrafted('"quantity":1')
  await page.getByRole('button', { name: 'Cajeros' }).click()
  await tapPin('9087', 'Seguir')
  await expect(dialog).toContainText('Repetí el PIN de encargado')
  await tapPin('9087', 'Guardar')
  await dialog.getByLabel('Nombre').fill('Caro')
  await dialog.getByRole('button', { name: 'Agregar cajero' }).click()
  await tapPin('1234', 'Guardar')
  await dialog.getByRole('button', { name: 'Listo' }).click()

  await terminal.goTo('Venta')
  const question = page.getByRole('dialog', { name: '¿Quién vende?' })
  await question.getByRole('heading').click()
  await expect(terminal.charge).toContainText('Falta decir quién vende')
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('F4')
  await expect(dialog).toHaveCount(1)
  await terminal.scan('0388')
  await question.getByRole('button', { name: 'Caro' }).click()
  await tapPin('1234', 'Entrar')
  await expect(question).toBeHidden()
  await expect(terminal.order).toContainText('Gin tonic')
  await expect(terminal.charge).toContainText('al brazalete 0388')
  await terminal.chargeNow(() => page.keyboard.press('F2'))
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('0388')).toHaveCount(1)
})
