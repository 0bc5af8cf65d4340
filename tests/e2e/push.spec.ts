import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { newId } from '@barra/domain'
import { headerLine, readCopy, ticketLine } from '../../packages/local-store/src/second-copy/copy-format.ts'
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

test('five hundred tickets in one push, stopped once by hand and once by the server’s death, are stored once each', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(guest!.bracelet, [product!.description!])
  await terminal.goTo('Tickets')
  await page.locator('input[type=file]').setInputFiles({
    name: 'copia.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(sellAgain(await exportedBy(page), 499)),
  })
  await page.getByRole('button', { name: 'Importar los 499 tickets' }).click()
  await page.getByRole('button', { name: 'Listo' }).click()
  await terminal.goTo('Sincronización')
  const pending = page.getByTestId('pending-count')
  await expect(pending).toHaveText('500')

  let requests = 0
  await test.step('stopped in the third request', async () => {
    let letGo!: () => void
    const isLetGo = new Promise<void>((resolve) => (letGo = resolve))
    await page.route('**/tickets/_bulk_docs', async (route) => {
      requests += 1
      if (requests === 3) await isLetGo
      await route.continue()
    })
    await terminal.push()
    await expect(page.getByTestId('push-count')).toHaveText(/^100\s+de 500$/)
    await page.getByRole('button', { name: 'Detener' }).click()
    await expect(page.getByText('Deteniendo: falta la respuesta de los que ya salieron.')).toBeVisible()
    letGo()
    await expect(page.getByTestId('push-heading')).toHaveText('Sincronizados 150 de 500 tickets')
    await expect(page.getByTestId('push-panel')).toContainText(/Se detuvo a las .*; lo que no salió sigue pendiente/)
    await expect(pending).toHaveText('350')
    await page.unrouteAll()
  })

  await test.step('the server dies in the third request of the next push, once it has stored it', async () => {
    requests = 0
    await page.route('**/tickets/_bulk_docs', async (route) => {
      requests += 1
      if (requests < 3) return route.continue()
      if (requests === 3) {
        await route.fetch()
        await server.kill()
      }
      await route.abort('connectionreset')
    })
    await terminal.push()
    await expect(page.getByText('Servidor remoto no disponible')).toBeVisible({ timeout: 30_000 })
    await expect(pending).toHaveText('250')
    expect(await db.countTickets()).toBe(before + 300)
    await page.unrouteAll()
  })

  await server.start()
  await terminal.isBackOnline()
  await terminal.push()
  await expect(page.getByTestId('push-heading')).toHaveText('Sincronizados 250 de 250 tickets', { timeout: 30_000 })
  await expect(page.getByTestId('push-panel')).toContainText(/50\s*Ya estaban/)
  await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeHidden()
  expect(await db.countTickets()).toBe(before + 500)
  expect(await db.consumedBy(guest!.id_visit)).toBe(Number(guest!.consumed) + 500 * Number(product!.price))
})

test('whatever answers a push in the place of the club’s server, the ticket waits, says what it was, and is stored once', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  const panel = page.getByTestId('push-panel')
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(guest!.bracelet, [product!.description!])
  await terminal.goTo('Sincronización')

  await test.step('who starts a push sees that it begins before the server says that it is there', async () => {
    let answer!: () => void
    const isAnswered = new Promise<void>((resolve) => (answer = resolve))
    await answerPushes(page, [409])
    await page.route('**/replication/health', (route) => isAnswered.then(() => route.continue()))
    const beside = panel.getByRole('button', { name: 'Revisar antes de enviar' })
    const place = await beside.boundingBox()
    await terminal.push()
    await expect(panel.getByRole('button', { name: 'Empezando…' })).toBeVisible()
    expect(await beside.boundingBox()).toEqual(place)
    answer()
  })

  await test.step('a 409 and a 401 end the push', async () => {
    await expect(panel).toContainText('Sincronizados 0 de 1 tickets')
    await expect(panel).toContainText('el servidor respondió con un error (409). Lo que no tuvo respuesta sigue pendiente')
    await answerPushes(page, [401])
    await terminal.push()
    await expect(panel).toContainText('no reconoce a esta terminal')
  })

  await test.step('a 500, a page of HTML and three seconds of silence do not', async () => {
    await answerPushes(page, [500, '<h1>Aceptá las condiciones</h1>', 'silence'])
    await terminal.push()
    await expect(panel).toContainText('Sincronizados 1 de 1 tickets', { timeout: 20_000 })
    expect(await db.countTickets()).toBe(before + 1)
  })

  await test.step('three pulls in a row that fail are an error, one and two are not', async () => {
    const products = page.getByTestId('pull-products')
    await page.route('**/products/_changes**', (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', reason: 'made up' } }),
    )
    for (const words of ['1 falla, reintenta', '2 fallas, reintenta', '3 fallas seguidas']) {
      await page.getByRole('button', { name: 'Traer ahora' }).click()
      await expect(products).toContainText(words)
    }
    await expect(products).toContainText('El servidor respondió con un error (500)')
    await expect(page.getByTestId('error-line').filter({ hasText: 'Productos, 3.ª falla' })).toHaveCount(1)
    await page.unroute('**/products/_changes**')
    await page.getByRole('button', { name: 'Traer ahora' }).click()
    await expect(products).toContainText('Al día')
  })

  await test.step('the ticket’s story and the log have all of it', async () => {
    await expect(page.getByTestId('error-line').filter({ hasText: 'Envío sin respuesta' })).not.toHaveCount(0)
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Sincronizado').click()
    const story = page.getByTestId('ticket-panel').getByRole('list', { name: 'Historia' }).getByRole('listitem')
    await expect(story).toContainText([
      'Vendido y guardado acá',
      'Sin respuesta: el servidor respondió con un error (409)',
      'Sin respuesta: no reconoce a esta terminal',
      'Guardado en el servidor del club',
    ])
  })
})

async function exportedBy(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Exportar pendientes' }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}

/** The file of a terminal that made the same sale so many times more. */
function sellAgain(file: string, times: number): string {
  const { headers, tickets } = readCopy(file)
  const more = Array.from({ length: times }, (_, i) => ({ ...tickets[0]!, id: newId(), ticket_number: `2-${i + 1}` }))
  return [...headers.map(headerLine), ...more.map(ticketLine)].join('')
}

/** Answers the next pushes in the server's place, one after another; 'silence' lets the last one through after three seconds. */
async function answerPushes(page: Page, answers: readonly (number | string)[]): Promise<void> {
  const left = [...answers]
  await page.unrouteAll()
  await page.route('**/tickets/_bulk_docs', async (route) => {
    const answer = left.shift()
    if (typeof answer === 'number') return route.fulfill({ status: answer, json: { error: 'some_error', reason: 'made up' } })
    if (answer?.startsWith('<')) return route.fulfill({ contentType: 'text/html', body: answer })
    if (answer === 'silence') await new Promise((resolve) => setTimeout(resolve, 3_100))
    await route.continue()
  })
}
