import { chooseCopyInOrigin, pullCopyOut } from './copy-file.ts'
import { holdTimers, LOOK_FOR_SERVER_MS } from './held-timers.ts'
import { expect, test } from './night.ts'

const HOUR_MS = 3_600_000

/** The server's clock is wrong, not the page's: under a clock of the test's the page would not know a scanner's pace. */
const aClub = (hoursAhead: number) => ({
  timeZone: 'America/Argentina/Buenos_Aires',
  startsAt: new Date(Date.now() + hoursAhead * HOUR_MS).toISOString(),
})

test.use({ club: aClub(-2.2) })

test('"ready for the night?" says what is missing, with what to do, until nothing is', async ({ server, terminal, page }) => {
  await chooseCopyInOrigin(page)
  await terminal.open(server.url)
  await terminal.isReady()
  await page.getByRole('button', { name: 'ajustes de pantalla' }).press('Enter')
  await page.getByRole('link', { name: '¿Listos para la noche?' }).press('Enter')
  const answer = page.getByTestId('ready-answer')
  const item = (name: string) => page.getByTestId(`ready-${name}`)
  await expect(item('clock')).toContainText('El reloj adelanta 2')
  await expect(page.getByTestId('clock-notice')).toContainText('El reloj de esta terminal adelanta 2')
  await expect(item('products')).toContainText(/Productos: \d+/)
  await expect(item('offline')).toHaveAttribute('data-level', 'ok')
  await expect(answer).toHaveAttribute('data-answer', 'warnings')

  await expect(item('secondCopy')).toContainText('No hay segunda copia')
  await item('secondCopy').getByRole('button', { name: 'Ver la segunda copia' }).click()
  await page.getByRole('button', { name: 'Elegir el archivo' }).click()
  await page.getByRole('button', { name: 'Listo', exact: true }).click()
  await expect(item('secondCopy')).toContainText('Segunda copia al día')
  const putBack = await pullCopyOut(page)
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
  await expect(item('secondCopy')).toContainText('Falla copy.jsonl: el archivo ya no está. Revisá que el pendrive esté puesto')
  await terminal.goTo('Venta')
  await putBack()
  await page.getByRole('button', { name: 'ajustes de pantalla' }).press('Enter')
  await page.getByRole('link', { name: '¿Listos para la noche?' }).press('Enter')
  await expect(item('secondCopy')).toContainText('Segunda copia al día')

  await expect(item('scanner')).toContainText('Probá el lector')
  await terminal.scan('0417')
  await expect(item('scanner')).toContainText('Lector probado')
  await expect(page.getByTestId('scanned-code')).toHaveText('0417')
  await page.getByRole('button', { name: 'Lector y avisos' }).click()
  await page.getByLabel('Prefijo que manda el lector').fill(']C1')
  await page.getByLabel('Largo del brazalete').fill('4')
  await page.getByLabel('Demasiados pendientes: más de').fill('1')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(item('scanner')).toContainText('El lector no manda el prefijo')
  await expect(item('scanner').getByRole('button', { name: 'Ajustar el lector' })).toBeVisible()
  await terminal.scan(']C10418')
  await expect(item('scanner')).toContainText('Lector probado')
  await expect(page.getByTestId('scanned-code')).toHaveText('0418')

  await page.route('**/replication/health', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Aceptá las condiciones</h1>' }),
  )
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
  await expect(item('server')).toContainText('La red responde con su propia página')
  await expect(page.getByTestId('offline-bar')).toContainText('La red responde con su propia página: se puede vender')
  await page.unroute('**/replication/health')
  await page.context().setOffline(true)
  await expect(item('server')).toContainText('Esta terminal no tiene red')
  await expect(page.getByTestId('offline-bar')).toContainText('Sin red: se puede vender')
  await page.context().setOffline(false)
  await expect(item('server')).toContainText('Responde en')
  // It would find the server by itself before somebody has it look.
  await page.evaluate(holdTimers, LOOK_FOR_SERVER_MS)
  await server.kill()
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
  await expect(item('server')).toContainText('Hay red. No responde')
  server.setClock(new Date())
  await server.start()
  await item('server').getByRole('button', { name: 'Buscar el servidor' }).click()
  await expect(item('server')).toContainText('Responde en')

  const browser = await page.context().browser()!.newBrowserCDPSession()
  const { targetInfos } = await browser.send('Target.getTargets')
  await browser.send('Browser.setPermission', {
    browserContextId: targetInfos.find(({ url }) => url.startsWith(server.url))!.browserContextId,
    permission: { name: 'persistent-storage' },
    setting: 'granted',
    origin: server.url,
  })
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
  await expect(item('clock')).toContainText('Reloj en hora')
  await item('storage').getByRole('button', { name: 'Pedir protección' }).click()
  await expect(item('storage')).toContainText('Almacenamiento protegido')
  await expect(answer).toContainText('Listos: todo está en orden')
  await page.getByRole('link', { name: 'Abrir la venta' }).click()
  await terminal.isSelling()
  for (const pending of [1, 2]) {
    await terminal.scan(']C10417')
    await expect(terminal.guest).toContainText('Martín Sosa')
    await terminal.tile('Gin tonic').click()
    await terminal.charge.click()
    await terminal.goTo('Sincronización')
    await expect(page.getByTestId('pending-count')).toHaveText(String(pending))
    await expect(page.getByTestId('pending-figure')).toHaveAttribute('data-state', pending > 1 ? 'bad' : 'calm')
    await terminal.goTo('Venta')
  }
})

test.describe('a server whose clock is right', () => {
  test.use({ club: null })

  test('"ready for the night?" says of each collection that it never came, does not come or is old, and that tickets of an earlier night wait', async ({
    server,
    db,
    terminal,
    page,
  }) => {
    const [guest] = await db.openVisits(1)
    const [product] = await db.featuredProducts()
    const answer = page.getByTestId('ready-answer')
    const item = (name: string) => page.getByTestId(`ready-${name}`)
    const again = page.getByRole('button', { name: 'Revisar de nuevo' })
    await page.route('**/visits/_changes**', (route) => route.abort())
    await page.route('**/partners/_changes**', (route) => route.abort())
    await terminal.open(server.url, '/ready')
    await expect(item('products')).toContainText(/Productos: \d+/)
    await expect(item('visits')).toContainText('Faltan las visitas')
    await expect(item('visits')).toHaveAttribute('data-level', 'bad')
    await expect(item('partners')).toContainText('Faltan los socios')
    await expect(item('partners')).toHaveAttribute('data-level', 'warn')
    await expect(answer).toHaveAttribute('data-answer', 'notReady')
    await expect(answer).toContainText('Todavía no')
    await page.unroute('**/visits/_changes**')
    await page.unroute('**/partners/_changes**')
    await item('visits').getByRole('button', { name: 'Traer ahora' }).click()
    await expect(item('visits')).toContainText(/Visitas: \d+/)
    await expect(item('partners')).toContainText(/Socios: \d+/)
    await expect(answer).toHaveAttribute('data-answer', 'warnings')

    await page.route('**/products/_changes**', (route) => route.abort())
    await expect(async () => {
      await again.click()
      await expect(item('products')).toContainText('Los productos no llegan', { timeout: 500 })
    }).toPass()
    await expect(item('products')).toContainText('Fallaron varios intentos')
    await expect(item('products')).toHaveAttribute('data-level', 'warn')
    await page.unroute('**/products/_changes**')
    await item('products').getByRole('button', { name: 'Traer ahora' }).click()
    await expect(item('products')).toContainText(/Productos: \d+/)

    await expect(item('pending')).toContainText('Sin pendientes de otra noche')
    await terminal.goTo('Venta')
    await terminal.isReady()
    await terminal.sell(guest!.bracelet, [product!.description!])
    await server.kill()
    await terminal.isWithoutServer()
    await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
    await expect(item('pending')).toContainText('De esta noche espera 1')
    await page.clock.setFixedTime(new Date(Date.now() + 2 * HOUR_MS))
    await expect(item('products')).toContainText('Productos viejos')
    await expect(item('visits')).toContainText('Visitas viejas')
    await expect(item('visits')).toContainText('quien entró después no está')
    await expect(item('partners')).toContainText(/Socios: \d+/)
    await page.clock.setFixedTime(new Date(Date.now() + 25 * HOUR_MS))
    await expect(item('partners')).toContainText('Socios viejos')
    await expect(item('pending')).toContainText('Quedan pendientes de otra noche')
    await expect(item('pending')).toContainText(/Es uno, de/)
    for (const name of ['products', 'visits', 'partners', 'pending'])
      await expect(item(name)).toHaveAttribute('data-level', 'warn')
    await item('pending').getByRole('button', { name: 'Ver los tickets' }).click()
    await expect(terminal.ticketRows('Pendiente')).toHaveCount(1)
  })
})

test.describe('a server whose clock is two hours ahead', () => {
  test.use({ club: aClub(2.2) })

  test('"ready for the night?" says that the terminal’s clock is behind, also on a page that was loaded without the server', async ({
    server,
    terminal,
    page,
  }) => {
    const clock = page.getByTestId('ready-clock')
    await terminal.open(server.url)
    await terminal.isReady()
    await page.goto(`${server.url}/ready`)
    await expect(clock).toContainText('El reloj atrasa 2 h')
    await expect(clock).toHaveAttribute('data-level', 'warn')
    await server.kill()
    await page.reload()
    await terminal.isWithoutServer()
    await expect(clock).toContainText('El reloj atrasa 2 h')
  })
})
