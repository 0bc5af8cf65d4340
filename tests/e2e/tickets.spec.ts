// What a manager decides about tickets, from the screen to the rows of the main database.
import type { Locator, Page } from '@playwright/test'
import { wear } from './form/wear.ts'
import { expect, test } from './night.ts'
import { sellAndBeRefused } from './refused-ticket.ts'
import { holdDisk } from './slow-disk.ts'
import { addSoldLongAgo } from './sold-long-ago.ts'

const CLOSING = '2026-11-25 03:00:00'

test('checks before sending, sends what is good, moves the refused one, and voids one that was stored', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [leaving, staying] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  const countBefore = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(leaving!.bracelet, [product!.description!])
  await terminal.sell(staying!.bracelet, [product!.description!])
  await db.closeVisit(leaving!.id_visit, CLOSING)

  await test.step('the check names the one that would be refused and stores nothing', async () => {
    await terminal.goTo('Sincronización')
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    const foreseen = page.getByTestId('preflight')
    await expect(foreseen).toContainText('1 ticket se guardaría')
    await expect(foreseen).toContainText('1 sería rechazado')
    await expect(foreseen.getByRole('link')).toContainText('la visita ya estaba cerrada')
    await expect.soft(foreseen).toContainText('Para moverlo a otra visita, envialo igual')
    expect(await db.countTickets()).toBe(countBefore)
  })

  await test.step('only the good one goes; the other waits, and all of them are sent when that is wanted', async () => {
    await page.getByRole('button', { name: 'Enviar solo el bueno' }).click()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    await expect(page.getByTestId('push-panel')).toContainText('Ahora espera 1 ticket')
    await terminal.push()
    await expect(page.getByText('Sincronizados 0 de 1 tickets')).toBeVisible()
    expect(await db.countTickets()).toBe(countBefore + 1)
  })

  const panel = page.getByTestId('ticket-panel')
  const rows = page.getByTestId('ticket-row')
  const ofLeaving = new RegExp(`\\(${leaving!.bracelet}\\)`)
  const story = panel.getByRole('list', { name: 'Historia' }).getByRole('listitem')
  const refused = page.getByTestId('refused-badge')
  await expect(refused).toContainText('1 rechazado')
  await test.step('the refused one is found by its state, by words, and among those of its guest', async () => {
    await terminal.goTo('Tickets')
    await expect(rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Enviados 1' }).click()
    await expect(rows).toHaveText([new RegExp(`\\(${staying!.bracelet}\\)`)])
    await page.getByRole('button', { name: 'Rechazados 1' }).click()
    await expect(rows).toHaveText([ofLeaving])
    await page.getByRole('button', { name: 'Todos 2' }).click()
    await expect(rows).toHaveCount(2)
    await page.getByRole('searchbox').fill(`${product!.description!} ${Math.trunc(price)}`.toUpperCase())
    await expect(rows).toHaveCount(2)
    await page.getByRole('searchbox').fill(`${leaving!.bracelet} 1-0001`)
    await expect(rows).toHaveText([ofLeaving])
    await rows.click()
    await expect(panel).toBeVisible()
    await page.getByRole('searchbox').fill('')
    await expect(rows).toHaveCount(2)
    await panel.getByRole('link', { name: 'Tickets de esta visita' }).click()
    await expect(rows).toHaveText([ofLeaving])
    await page.getByRole('button', { name: 'Mostrar los tickets de todos' }).click()
    await expect(rows).toHaveCount(2)
  })

  await test.step('tried again it is refused again, and its story has both', async () => {
    await expect(page.getByTestId('refusal')).toContainText('La visita ya estaba cerrada')
    await expect(page.getByTestId('refusal')).toContainText('visit_closed')
    // The story is told by the second, and no hand decides within the one of the refusal.
    await page.waitForTimeout(1_000)
    await panel.getByLabel('Motivo, queda registrado').fill('Iban a abrirla')
    const letWrite = await holdDisk(page)
    await panel.getByRole('button', { name: 'Reintentar' }).click()
    await expect(panel.getByRole('button', { name: 'Reintentando…' })).toBeVisible()
    await letWrite()
    await expect(panel).toContainText('Espera que lo sincronicen')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 0 de 1 tickets')).toBeVisible()
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Rechazado').click()
    await expect(story).toContainText([
      'Vendido y guardado acá',
      'Rechazado por el servidor: la visita ya estaba cerrada',
      'Reintentado: «Iban a abrirla»',
      'Rechazado por el servidor: la visita ya estaba cerrada',
    ])
  })

  await test.step('it is moved with a reason; the original stays readable', async () => {
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await expect(panel.getByRole('alert')).toContainText('Escribí el motivo')
    await panel.getByLabel('Motivo, queda registrado').fill('Brazalete leído de otra mesa')
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await page.getByRole('combobox', { name: 'Nombre o brazalete' }).fill(staying!.bracelet)
    await page.getByRole('combobox', { name: 'Nombre o brazalete' }).press('Enter')
    await page.getByRole('button', { name: new RegExp(`Cargar a .*${staying!.bracelet}`) }).click()
    await expect(panel).toContainText(`Movido; era de ${leaving!.partner} (${leaving!.bracelet}): «Brazalete leído de otra mesa»`)
    await expect(refused).toBeHidden()
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    expect(await db.consumedBy(staying!.id_visit)).toBe(Number(staying!.consumed) + 2 * price)
  })

  await test.step('a stored one is voided, and the main database takes it back by a second ticket', async () => {
    await terminal.goTo('Tickets')
    await terminal.ticketRows('1-0001').click()
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await expect(panel).toContainText('La anulación espera que sincronicen')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    await terminal.goTo('Tickets')
    await terminal.ticketRows('1-0001').click()
    await expect(panel).toContainText('Anulado en el servidor del club')
    const [, original, cancellation] = (await db.ticketsOf(staying!.id_visit)).slice(-3)
    expect(Number(cancellation!.ticket_amount)).toBe(-price)
    const states = await Promise.all([original!, cancellation!].map(({ id_ticket }) => db.detailsOf(id_ticket)))
    expect(states.flat().map(({ state, quantity }) => [state, quantity])).toContainEqual(['NC', -1])
    expect(await db.consumedBy(staying!.id_visit)).toBe(Number(staying!.consumed) + price)
  })

  await test.step('the list of refused ones, empty again, says nothing of what the server accepted', async () => {
    await page.getByRole('button', { name: 'Rechazados 0' }).click()
    const list = page.getByRole('region', { name: 'Tickets' })
    await expect.soft(list).toContainText('Lo que el servidor rechace espera acá hasta que alguien decida.')
    await page.getByRole('button', { name: 'Todos 2' }).click()
  })

  await test.step('what a ticket says can be copied', async () => {
    await panel.getByText(product!.description!).dblclick()
    expect(await page.evaluate(() => String(getSelection()))).not.toBe('')
  })

  await test.step('the word of a state stays inside its row in the narrowest window, in English, too', async () => {
    await page.setViewportSize({ width: 1024, height: 768 })
    await wear(page, { theme: 'barraDark', locale: 'en' })
    const row = rows.filter({ hasText: 'Synchronised' })
    const rightOf = async (locator: Locator) => locator.boundingBox().then((box) => box!.x + box!.width)
    const gap = (await rightOf(row.first())) - (await rightOf(row.first().getByText('Synchronised')))
    expect(gap).toBeGreaterThanOrEqual(8)
  })
})

test('a refused ticket is moved to somebody found by name; a lookup that fails says so, and so does a slow disk', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [leaving, staying] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const panel = page.getByTestId('ticket-panel')
  const dialog = page.getByRole('dialog')
  const origin = `Movido; era de ${leaving!.partner} (${leaving!.bracelet}): «Brazalete leído de otra mesa»`
  await terminal.open(server.url)
  await terminal.isReady()
  await sellAndBeRefused({ db, terminal }, leaving!, product!.description!)
  await terminal.goTo('Tickets')
  await terminal.ticketRows('Rechazado').click()
  await panel.getByLabel('Motivo, queda registrado').fill('Brazalete leído de otra mesa')
  await panel.getByRole('button', { name: 'Mover a otra visita' }).click()

  await test.step('a bracelet that the disk does not look up is not told as nobody’s', async () => {
    await dialog.getByRole('combobox').fill(staying!.bracelet)
    const letReadVisits = await failToReadVisits(page)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toHaveText('No se pudo buscar el brazalete. Probá de nuevo.')
    await letReadVisits()
  })

  await test.step('found by name, and moved once the disk has written it', async () => {
    await dialog.getByRole('combobox').fill(staying!.partner)
    await expect(page.getByRole('option', { name: `${staying!.partner} (${staying!.bracelet})`, selected: true })).toBeVisible()
    await page.keyboard.press('Enter')
    const letWrite = await holdDisk(page)
    await dialog.getByRole('button', { name: `Cargar a ${staying!.partner} (${staying!.bracelet})` }).click()
    await expect(panel.getByRole('button', { name: 'Moviendo…' })).toBeVisible()
    await letWrite()
    await expect(panel).toContainText(origin)
  })

  await test.step('stored for the other guest, it still tells whose it was', async () => {
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    expect(await db.consumedBy(staying!.id_visit)).toBe(Number(staying!.consumed) + Number(product!.price))
    await terminal.goTo('Tickets')
    await terminal.ticketRows(staying!.bracelet).click()
    await expect(panel).toContainText(origin)
    await expect(panel).toContainText('Guardado en el servidor del club')
  })
})

test('voiding a refused ticket sends nothing, and voiding one whose answer was lost takes it back exactly once', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [leaving, staying] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  const panel = page.getByTestId('ticket-panel')
  const before = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await sellAndBeRefused({ db, terminal }, leaving!, product!.description!)

  await test.step('the refused one is over at once, when a slow disk has written it', async () => {
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Rechazado').click()
    await panel.getByLabel('Motivo, queda registrado').fill('La venta no existió')
    const letWrite = await holdDisk(page)
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await expect(panel.getByRole('button', { name: 'Anulando…' })).toBeVisible()
    await letWrite()
    await expect(panel).toContainText('Anulado acá: «La venta no existió»')
    await terminal.goTo('Sincronización')
    await expect(page.getByTestId('pending-count')).toHaveText('0')
    await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeHidden()
  })

  await test.step('the other is stored, and the terminal does not hear it', async () => {
    await terminal.goTo('Venta')
    await terminal.sell(staying!.bracelet, [product!.description!])
    await page.route('**/tickets/_bulk_docs', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByTestId('push-panel')).toContainText('Lo que no tuvo respuesta sigue pendiente', { timeout: 20_000 })
    expect(await db.countTickets()).toBe(before + 1)
    await page.unrouteAll()
  })

  await test.step('voided, the next push takes it back, and it is told how often it was sent', async () => {
    await terminal.goTo('Tickets')
    await terminal.ticketRows(staying!.bracelet).click()
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await expect(panel).toContainText('La anulación espera que sincronicen')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeHidden()
    expect((await db.ticketsOf(staying!.id_visit)).slice(-2).map(({ ticket_amount }) => Number(ticket_amount))).toEqual([
      price,
      -price,
    ])
    expect(await db.countTickets()).toBe(before + 2)
    expect(await db.consumedBy(staying!.id_visit)).toBe(Number(staying!.consumed))
    await terminal.goTo('Tickets')
    await terminal.ticketRows(staying!.bracelet).click()
    const story = panel.getByRole('list', { name: 'Historia' }).getByRole('listitem')
    await expect(story.filter({ hasText: 'Sin respuesta' })).not.toHaveCount(0)
    await expect(story.filter({ hasText: 'Anulado en el servidor del club' })).toHaveCount(1)
  })
})

test('what was sold long ago is not in the way of what is sold tonight, and is found by its state, its night and words', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(visit!.bracelet, [product!.description!])
  await page.goto(`${server.url}/manifest.webmanifest`)
  await page.evaluate(addSoldLongAgo, { count: 300, from: '2024-03-02T23:00:00-03:00' })
  await terminal.open(server.url, '/tickets')

  const filter = (name: string) => page.getByRole('button', { name, exact: true })
  const rows = page.getByTestId('ticket-row')
  const night = page.getByRole('combobox', { name: 'De qué noche' })
  const words = page.getByRole('searchbox')
  await test.step('the newest are shown first, and older ones when somebody asks', async () => {
    await expect(filter('Todos 301')).toBeVisible()
    await expect(filter('Enviados 299')).toBeVisible()
    await expect(rows.first()).toContainText('1-0001')
    const older = page.getByRole('button', { name: 'Mostrar más antiguos' })
    const list = page.locator('.rows')
    const toTheEnd = () => list.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await expect(async () => {
      await toTheEnd()
      await older.click({ timeout: 1_000 })
    }).toPass()
    // Where the button was, for whoever has no mouse.
    await expect(rows.filter({ hasText: '9-0100' })).toBeFocused()
    await expect(async () => {
      await toTheEnd()
      await expect(rows.last()).toContainText('9-0000', { timeout: 1_000 })
    }).toPass()
    await expect(older).toBeHidden()
  })

  await test.step('an old one is found by its state, by its night and by words', async () => {
    await filter('Rechazados 1').click()
    await expect(rows).toHaveText([/9-0000/])
    await filter('Todos 301').click()
    await expect(rows.first()).toContainText('1-0001')
    await words.fill('9-0007')
    await expect(rows).toHaveText([/9-0007/])
    await expect(filter('Todos 1')).toBeVisible()
    await rows.click()
    await expect(page.getByTestId('ticket-panel')).toContainText('9-0007')
    await words.fill('')
    await expect(night.getByRole('option').last()).toHaveText(/02\/03\/2024/)
    await night.selectOption('2024-03-02')
    await expect(filter('Todos 300')).toBeVisible()
    await expect(rows.first()).toContainText('9-0299')
    await night.selectOption('Esta noche')
    await expect(rows).toHaveText([/1-0001/])
  })

  await test.step('the shift and the night have what was sold in them', async () => {
    await terminal.goTo('Sincronización')
    await expect(page.getByTestId('tonight-figure')).toContainText('1 ticket')
    await terminal.open(server.url, '/shift')
    await expect(page.getByTestId('shift-panel')).toContainText('1 ticket')
    const list = page.getByRole('navigation', { name: 'Turnos' })
    await list.getByRole('link', { name: /Sin turno/i }).click()
    await expect(page.getByTestId('shift-panel')).toContainText('300 tickets')
  })
})

/** Keeps the page from reading who is inside until the returned function is called. */
async function failToReadVisits(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { openCursor } = IDBIndex.prototype
    IDBIndex.prototype.openCursor = function (...args) {
      if (this.objectStore.transaction.db.name.includes('visits')) throw new DOMException('the disk is broken', 'UnknownError')
      return openCursor.apply(this, args)
    }
    Object.assign(window, { letReadVisits: () => (IDBIndex.prototype.openCursor = openCursor) })
  })
  return () => page.evaluate(() => (window as unknown as { letReadVisits: () => void }).letReadVisits())
}
