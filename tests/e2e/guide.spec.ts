// The night that docs/guia-del-cajero.md tells. `npm run guide` writes its pictures; without it the same steps are walked, and every picture
// the guide shows must exist.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from './night.ts'

const GUIDE = fileURLToPath(new URL('../../docs/guia-del-cajero.md', import.meta.url))
const PICTURES = fileURLToPath(new URL('../../docs/guia/', import.meta.url))
const WRITES_PICTURES = process.env['GUIDE_PICTURES'] === 'write'

const LONGEST_FADE_MS = 1_000

test.use({ viewport: { width: 1024, height: 768 }, contextOptions: { reducedMotion: 'reduce' } })

test('a night as the cashier’s guide shows it', async ({ server, db, terminal, page }) => {
  const chromium = await page.context().newCDPSession(page)
  const taken: string[] = []
  const picture = async (name: string) => {
    taken.push(`${name}.webp`)
    if (!WRITES_PICTURES) return
    await page.evaluate(faded, LONGEST_FADE_MS)
    // Playwright's own pictures are PNG, five times as large, or JPEG, which blurs letters.
    const { data } = await chromium.send('Page.captureScreenshot', { format: 'webp', quality: 60 })
    await writeFile(`${PICTURES}${name}.webp`, Buffer.from(data, 'base64'))
  }
  const [first, second] = await db.openVisits(2)

  await test.step('the first time', async () => {
    // The demo pairs its terminal by itself; a real terminal finds nothing there.
    await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
    await page.goto(server.url)
    await expect(page.getByText('Servidor encontrado')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Vincular esta terminal' })).toBeVisible()
    await picture('primera-vez')
    await page.unroute('**/demo/pairing.json')
  })

  await test.step('before opening', async () => {
    await terminal.open(server.url, '/ready')
    await terminal.hasPulled()
    await expect(page.getByTestId('ready-answer')).toBeVisible()
    await expect(page.getByTestId('ready-products')).toContainText(/Productos: \d+/)
    await terminal.scan('0417')
    await expect(page.getByTestId('scanned-code')).toHaveText('0417')
    await expect(page.getByTestId('ready-answer')).not.toContainText('Revisando')
    await picture('listos')
  })

  await test.step('selling, and several orders', async () => {
    await terminal.goTo('Venta')
    await terminal.isReady()
    await picture('venta-vacia')
    await terminal.scan('0417')
    for (const product of ['Gin tonic', 'Fernet con cola', 'Fernet con cola']) await terminal.tile(product).click()
    await expect(terminal.order).toContainText('Fernet con cola')
    await picture('venta')
    await terminal.scan('0291')
    await expect(page.getByRole('dialog')).toContainText('Hay un pedido de otra persona')
    await picture('otro-brazalete')
    await page.getByRole('button', { name: /^Dejarlo abierto/ }).click()
    await terminal.tile('Aperol spritz').click()
    await expect(terminal.guest).toContainText('0291')
    await picture('varios-pedidos')
    await terminal.chargeNow()
    await expect(page.getByText('Venta guardada')).toBeHidden()
    await terminal.scan('0417')
    await terminal.chargeNow()
    await expect(page.getByText('Venta guardada')).toBeHidden()
    await page.getByRole('button', { name: /^Última venta/ }).click()
    await expect(page.getByRole('dialog')).toContainText('Venta 1-0002')
    await picture('recibo')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await terminal.scan('0999')
    await expect(terminal.guest).toContainText('Brazalete desconocido')
    await picture('brazalete-desconocido')
    await terminal.scan('0417')
  })

  await test.step('without a server', async () => {
    await server.kill()
    await terminal.isWithoutServer()
    await terminal.sell(first!.bracelet, ['Gin tonic'])
    await terminal.sell(second!.bracelet, ['Gin tonic'])
    await picture('sin-servidor')
    await terminal.goTo('Sincronización')
    await expect(page.getByText('Servidor remoto no disponible')).toBeVisible()
    await picture('pendientes')
  })

  await test.step('checking, sending, and what was refused', async () => {
    await db.closeVisit(first!.id_visit, '2026-11-25 03:00:00')
    await server.start()
    await terminal.isBackOnline()
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    await expect(page.getByTestId('preflight')).toContainText('1 sería rechazado')
    await picture('revisar')
    await page.getByRole('button', { name: 'Enviar los 4' }).click()
    await expect(page.getByText('Sincronizados 3 de 4 tickets')).toBeVisible()
    await picture('enviado')
    await terminal.goTo('Tickets')
    await terminal.ticketRows(first!.bracelet).click()
    await expect(page.getByTestId('refusal')).toContainText('La visita ya estaba cerrada')
    await picture('rechazado')
  })

  await test.step('the shift, and its second copy', async () => {
    await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    await page.getByRole('link', { name: 'Turno y cajeros' }).click()
    await expect(page.getByTestId('shift-panel')).toContainText('Gin tonic')
    await picture('turno')
    await terminal.goTo('Sincronización')
    await page.getByTestId('second-copy').click()
    await expect(page.getByRole('button', { name: 'Elegir el archivo' })).toBeVisible()
    await picture('segunda-copia')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('training', async () => {
    await page.getByRole('button', { name: /ajustes de pantalla/ }).click()
    await page.getByRole('button', { name: 'Practicar…' }).click()
    await terminal.isReady()
    await page.getByRole('button', { name: /^Fallas/ }).click()
    await expect(page.getByRole('switch', { name: 'Cortar el servidor' })).toBeVisible()
    await picture('practica')
  })

  const shown = [...(await readFile(GUIDE, 'utf8')).matchAll(/\(guia\/([\w-]+\.webp)\)/g)].map(([, name]) => name!)
  expect(shown.toSorted()).toEqual(taken.toSorted())
  expect((await readdir(PICTURES)).toSorted()).toEqual(taken.toSorted())
})

/** Runs in the page: resolves once what comes and goes has come and gone. */
async function faded(longestMs: number): Promise<void> {
  const fades = document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().endTime) <= longestMs)
  await Promise.allSettled(fades.map(({ finished }) => finished))
}
