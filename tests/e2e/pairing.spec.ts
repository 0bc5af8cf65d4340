import { createServer } from 'node:http'
import type { Locator, Page } from '@playwright/test'
import { runCommandLine } from '../../replication-server/src/command-line/run-command-line.ts'
import { CuttingProxy } from '../network/cutting-proxy.ts'
import { listenOnFreePort, stopListening } from '../network/free-port.ts'
import { expect, test } from './night.ts'

/** The demo pairs its terminal by itself; a real terminal finds nothing there. */
test.beforeEach(({ page }) => withoutDemoPairing(page))

test('pairs by a code, tells a wrong one apart, and sells after that without the server', async ({
  server,
  databaseUrl,
  terminal,
  page,
  db,
}) => {
  await terminal.open(server.url)
  await expect(page.getByText('Servidor encontrado: 127.0.0.1')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Vincular', exact: true })).toBeDisabled()

  const code = await invite(databaseUrl, 'Barra 7')
  const wrong = code === '111111' ? '222222' : '111111'
  for (const digit of wrong) await page.getByRole('button', { name: `Número ${digit}` }).click()
  await page.getByRole('button', { name: 'Vincular', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Ese código no sirve')

  let release!: () => void
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/products/_changes**', async (route) => {
    await released
    await route.continue()
  })
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Trayendo los productos del club…')).toBeVisible()
  release()
  await terminal.isReady()
  await expect(page.getByRole('banner')).toContainText('Barra 7')

  await server.kill()
  await page.reload()
  await terminal.isSelling()
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.sell(guest!.bracelet, [product!.description!])
})

test('says whether nobody answers at an address or somebody else, and goes on once it is right', async ({
  server,
  databaseUrl,
  page,
}) => {
  await page.route('**/replication/health', (route) =>
    route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>404</h1>' }),
  )
  await page.goto(server.url)
  const address = page.getByLabel('Dirección del servidor')
  const search = page.getByRole('button', { name: 'Buscar el servidor' })
  await expect(address).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()

  await address.fill(new URL(server.url).host)
  await search.click()
  await expect(page.getByRole('alert')).toContainText('En esa dirección hay otra cosa')
  await page.unroute('**/replication/health')
  await page.route('**/replication/health', (route) => route.abort('connectionrefused'))
  await search.click()
  await expect(page.getByRole('alert')).toContainText('Nadie responde en esa dirección')
  await page.unroute('**/replication/health')
  await search.click()
  await expect(page.getByRole('heading', { name: 'Vincular esta terminal' })).toBeVisible()

  await page.goto(`${server.url}/#${await invite(databaseUrl, 'Barra 8')}`)
  await page.getByRole('button', { name: 'Vincular', exact: true }).click()
  await expect(page.getByRole('banner')).toContainText('Barra 8')
})

test('pairs with and sells to an endpoint of another origin once page and endpoint allow it, and says who does not', async ({
  server,
  databaseUrl,
  terminal,
  page,
  db,
}) => {
  const pages = new CuttingProxy(() => server.port)
  pages.passage = (_method, path) => (path.startsWith('/replication') ? 'lose_request' : 'pass')
  const pageUrl = await pages.start()
  const foreign = createServer((_request, response) => response.end('<h1>Otra cosa</h1>'))
  const foreignUrl = `http://127.0.0.1:${await listenOnFreePort(foreign)}`
  const search = async (url: string) => {
    await page.getByLabel('Dirección del servidor').fill(new URL(url).host)
    await page.getByRole('button', { name: 'Buscar el servidor' }).click()
  }

  // It was paired before, so a load brings the page as the worker keeps it.
  await page.unroute('**/demo/pairing.json')
  await page.goto(pageUrl)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await withoutDemoPairing(page)
  await (await openUnpairing(page)).getByRole('button', { name: /^Desvincular/ }).click()
  await search(server.url)
  await expect(page.getByRole('alert')).toContainText('Esta página no tiene permiso para hablar con esa dirección')

  await server.kill()
  server.tell({ ENDPOINT_ORIGINS: `${server.url},${foreignUrl}` })
  await server.start()
  await page.getByRole('button', { name: 'cargar la página de nuevo' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await search(foreignUrl)
  await expect(page.getByRole('alert')).toContainText('contesta alguien, pero no a esta página')
  await stopListening(foreign)
  await search(foreignUrl)
  await expect(page.getByRole('alert')).toContainText('Nadie responde en esa dirección')
  await search(server.url)
  await expect(page.getByRole('alert')).toContainText('contesta alguien, pero no a esta página')

  await server.kill()
  server.tell({ CORS_ORIGINS: pageUrl })
  await server.start()
  await search(server.url)
  await expect(page.getByText(`Servidor encontrado: ${new URL(server.url).host}`)).toBeVisible()
  await page.keyboard.type(await invite(databaseUrl, 'Barra 5'))
  await page.keyboard.press('Enter')
  await terminal.isReady()
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  await terminal.sell(guest!.bracelet, [product!.description!])
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
  expect(await db.countTickets()).toBe(before + 1)

  await page.reload()
  await terminal.isBackOnline()
  await server.kill()
  await page.reload()
  await terminal.isWithoutServer()
  await terminal.goTo('Venta')
  await terminal.sell(guest!.bracelet, [product!.description!])
  await pages.stop()
})

test('a code whose answer was lost is still good at this terminal, and too many wrong ones are told', async ({
  server,
  databaseUrl,
  terminal,
  page,
}) => {
  await page.goto(`${server.url}/#${await invite(databaseUrl, 'Barra 4')}`)
  await page.route(
    '**/replication/pair',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  const pair = page.getByRole('button', { name: 'Vincular', exact: true })
  await pair.click()
  await expect(page.getByRole('alert')).toContainText('Probá de nuevo: el código todavía sirve')

  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ code: '000000', token: 'a-token-of-somebody-who-guesses-codes' })
  let status = 0
  while (status !== 429) ({ status } = await fetch(`${server.url}/replication/pair`, { method: 'POST', headers, body }))
  await pair.click()
  await expect(page.getByRole('alert')).toContainText('Se probaron demasiados códigos. Esperá diez minutos')

  // It counts in its own memory.
  await server.kill()
  await server.start()
  await pair.click()
  await terminal.isReady()
  await expect(page.getByRole('banner')).toContainText('Barra 4')
})

test('a pairing that the browser does not keep is not lost with its code: it says so, and is kept once there is room', async ({
  server,
  databaseUrl,
  terminal,
  page,
}) => {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype
    Storage.prototype.setItem = function (key, value) {
      if (key === 'barra.pairing' && !('hasRoom' in window)) throw new DOMException('no room', 'QuotaExceededError')
      setItem.call(this, key, value)
    }
  })
  await page.goto(`${server.url}/#${await invite(databaseUrl, 'Barra 3')}`)
  await page.getByRole('button', { name: 'Vincular', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'El navegador no guardó la vinculación' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('no la cierres ni la recargues')
  await page.getByRole('button', { name: 'Probar de nuevo' }).click()
  await expect(page.getByRole('heading', { name: 'El navegador no guardó la vinculación' })).toBeVisible()
  await page.evaluate(() => Object.assign(window, { hasRoom: true }))
  await page.getByRole('button', { name: 'Probar de nuevo' }).click()
  await terminal.isReady()
  await page.reload()
  await expect(page.getByRole('banner')).toContainText('Barra 3')
})

test('an answer about the other server that a full disk does not take says so, and is taken once there is room', async ({
  server,
  db,
  terminal,
  page,
}) => {
  await page.unroute('**/demo/pairing.json')
  await terminal.open(server.url)
  await terminal.isReady()
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.sell(guest!.bracelet, [product!.description!])
  await page.route('**/demo/pairing.json', async (route) => {
    const pairing = (await (await route.fetch()).json()) as object
    await route.fulfill({ json: { ...pairing, serverUrl: 'http://barra.otroclub.local/replication' } })
  })
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  // It opens twice: as it was paired, then as it is.
  const question = page.getByRole('dialog', { name: '¿Es el mismo club?' })
  const same = question.getByRole('button', { name: /^Sí, cambió la dirección/ })
  await expect(same).toBeVisible()
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...args) {
      if ('hasRoom' in window || !this.transaction.db.name.includes('-tickets')) return put.apply(this, args)
      throw new DOMException('the disk is full', 'QuotaExceededError')
    }
  })
  await same.click()
  await expect(question.getByRole('alert')).toContainText('La respuesta no se pudo guardar')
  await page.evaluate(() => Object.assign(window, { hasRoom: true }))
  await same.click()
  await expect(question).toBeHidden()
})

test('a page over https says that a server over http cannot be talked to from it, instead of that nobody is there', async ({
  server,
  page,
}) => {
  await page.route('https://barra.example/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (/^\/(replication|demo)/.test(pathname)) return route.abort()
    const served = await route.fetch({ url: server.url + pathname })
    return route.fulfill({ contentType: served.headers()['content-type']!, body: await served.body() })
  })
  await page.goto('https://barra.example/')
  await page.getByLabel('Dirección del servidor').fill('http://192.168.0.10:3000')
  await page.getByRole('button', { name: 'Buscar el servidor' }).click()
  await expect(page.getByRole('alert')).toContainText('Escribila con https://')
})

test('a terminal that is unpaired in one tab sells in no other, whose order stays on the disk, and paired in one is paired in all', async ({
  server,
  databaseUrl,
  terminal,
  page,
}) => {
  await terminal.pair(`${server.url}/#${await invite(databaseUrl, 'Barra 6')}`)
  await terminal.scan('0417')
  await terminal.tile('Gin tonic').click()
  await terminal.hasDrafted('Gin tonic')
  const other = await page.context().newPage()
  await withoutDemoPairing(other)
  await other.goto(`${server.url}/tickets`)
  await (await openUnpairing(other)).getByRole('button', { name: /^Desvincular/ }).click()
  for (const tab of [other, page]) await expect(tab.getByRole('heading', { name: 'Vincular esta terminal' })).toBeVisible()

  await page.keyboard.type(await invite(databaseUrl, 'Barra 6'))
  await page.keyboard.press('Enter')
  await expect(terminal.order).toContainText('Gin tonic')
  await expect(other.getByRole('banner')).toContainText('Barra 6')
})

test('a tab that was opening when its terminal was unpaired, or paired, in another one follows it, too', async ({
  server,
  databaseUrl,
  terminal,
  page,
}) => {
  await terminal.pair(`${server.url}/#${await invite(databaseUrl, 'Barra 6')}`)
  const other = await page.context().newPage()
  await withoutDemoPairing(other)
  const letOpen = await holdOpening(other)
  await other.goto(server.url)
  await expect(other.getByText('Abriendo la terminal')).toBeVisible()
  await (await openUnpairing(page)).getByRole('button', { name: /^Desvincular/ }).click()
  await letOpen()
  await expect(other.getByRole('heading', { name: 'Vincular esta terminal' })).toBeVisible()

  await expect(page.getByRole('heading', { name: 'Vincular esta terminal' })).toBeVisible()
  const code = await invite(databaseUrl, 'Barra 6')
  let answer!: () => void
  const isAnswered = new Promise<void>((resolve) => (answer = resolve))
  await other.route('**/demo/pairing.json', async (route) => {
    await isAnswered
    await route.fulfill({ status: 404, json: { error: 'not_found' } })
  })
  await other.reload()
  await expect(other.getByText('Abriendo la terminal')).toBeVisible()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => localStorage.getItem('barra.pairing') !== null)
  answer()
  await expect(other.getByRole('banner')).toContainText('Barra 6')
})

test('keeps pending tickets when it is unpaired, and sends them once it is paired again', async ({
  server,
  databaseUrl,
  terminal,
  page,
  db,
}) => {
  await terminal.pair(`${server.url}/#${await invite(databaseUrl, 'Barra 9')}`)
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  await terminal.sell(guest!.bracelet, [product!.description!])

  await terminal.scan(guest!.bracelet)
  await terminal.tile(product!.description!).click()
  await terminal.hasDrafted(product!.description!)

  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  const dialog = await openUnpairing(page)
  await expect(dialog).toContainText(/1 pedido abierto sin cobrar, \$\s[\d.]+,\d\d: sigue abierto en esta terminal/)
  await expect(dialog).toContainText('no se vende más hasta que la vincules de nuevo')
  await expect(dialog).toContainText('1 ticket sin enviar queda guardado en esta terminal')
  await expect(dialog.getByRole('alert')).toBeHidden()
  await dialog.getByRole('button', { name: /^Desvincular/ }).click()
  await expect(page.getByRole('heading', { name: 'Vincular esta terminal', exact: true })).toBeVisible()
  await page.keyboard.type(await invite(databaseUrl, 'Barra 9'))
  await page.keyboard.press('Enter')

  await terminal.isReady()
  await expect(terminal.order).toContainText(product!.description!)
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
  expect(await db.countTickets()).toBe(before + 1)
  expect(asked).toEqual([])
})

test('says that unpairing without a server cannot be taken back, and has staying paired at hand', async ({
  server,
  terminal,
  page,
  db,
}) => {
  await page.unroute('**/demo/pairing.json')
  await terminal.open(server.url)
  await terminal.isReady()
  await server.kill()
  const dialog = await openUnpairing(page)
  await expect(dialog.getByRole('alert')).toContainText('hasta que vuelva no vas a poder vincularla de nuevo, ni vender en ella')
  await expect(dialog.getByRole('button', { name: /^Seguir vinculada/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await page.reload()
  await terminal.isSelling()
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.sell(guest!.bracelet, [product!.description!])
})

test('keeps the time of a club whose server was set to another zone when it was paired, from its next start on', async ({
  server,
  databaseUrl,
  terminal,
  page,
}) => {
  await page.clock.setFixedTime(new Date('2026-11-25T03:04:00Z'))
  await terminal.pair(`${server.url}/#${await invite(databaseUrl, 'Barra 6')}`)
  // Where no terminal is open: it corrects the zone with every answer of the server's.
  await page.goto(`${server.url}/icon.svg`)
  await page.evaluate(() => {
    const pairing = JSON.parse(localStorage.getItem('barra.pairing')!) as object
    localStorage.setItem('barra.pairing', JSON.stringify({ ...pairing, timeZone: 'Asia/Tokyo' }))
  })
  await terminal.open(server.url)
  await expect(page.getByRole('banner')).toContainText('12:04')
  await expect(page.getByRole('banner')).toContainText('En línea')
  await page.reload()
  await expect(page.getByRole('banner')).toContainText('00:04')
})

async function withoutDemoPairing(page: Page): Promise<void> {
  await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
}

/** Keeps the terminal from opening in a tab until the returned function is called. */
async function holdOpening(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const { request } = LockManager.prototype as { request: (...args: unknown[]) => Promise<unknown> }
    const mayOpen = new Promise<void>((resolve) => Object.assign(window, { letOpen: resolve }))
    Object.assign(LockManager.prototype, {
      request: async function (this: LockManager, name: string, ...args: unknown[]) {
        if (name.endsWith('-unpaired-export') && sessionStorage.getItem('opens') === null) await mayOpen
        return request.call(this, name, ...args)
      },
    })
  })
  return () =>
    page.evaluate(() => {
      sessionStorage.setItem('opens', 'yes')
      ;(window as unknown as { letOpen: () => void }).letOpen()
    })
}

/** Resolves to the question whether this terminal is to be unpaired. */
async function openUnpairing(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /ajustes de pantalla/ }).click()
  await page.getByRole('button', { name: 'Desvincular…' }).click()
  return page.getByRole('dialog', { name: '¿Desvincular esta terminal?' })
}

async function invite(databaseUrl: string, name: string): Promise<string> {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  await runCommandLine(['terminals', 'add', name], { variables: { DATABASE_URL: databaseUrl }, print, printError: print })
  return lines[0]!
}
