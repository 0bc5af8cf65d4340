import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { enterAs, openStaff, setUpCashiers, tapPin } from './cashiers.ts'
import { expect, test } from './night.ts'
import { sellAndBeRefused } from './refused-ticket.ts'
import { holdDisk } from './slow-disk.ts'
import type { Terminal } from './terminal.ts'

test('two cashiers share a night: each sale is whose it is, and the shift closes with a copy of what is pending', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [guest] = await db.openVisits(1)
  const [fernet, gin] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await expect(page.getByTestId('who-sells')).toBeHidden()
  await setUpCashiers(page, '9087', { Caro: '1234', Sol: '567890' })

  await terminal.goTo('Venta')
  await enterAs(page, 'Caro', '9999')
  await expect(page.getByRole('alert')).toContainText('Ese PIN no es.')
  await page.keyboard.type('1234', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('who-sells')).toContainText('Caro')
  await server.kill()
  await terminal.isWithoutServer()
  await terminal.sell(guest!.bracelet, [fernet!.description!, fernet!.description!])
  await page.reload()
  await expect(page.getByTestId('who-sells')).toContainText('Caro')

  await page.getByTestId('who-sells').click()
  await enterAs(page, 'Sol', '567890')
  await expect(page.getByTestId('who-sells')).toContainText('Sol')
  await terminal.sell(guest!.bracelet, [gin!.description!])

  await page.goto(`${server.url}/shift`)
  const panel = page.getByTestId('shift-panel')
  await expect(panel).toContainText('2 pendientes')
  await expect(panel.getByRole('row', { name: /^Caro/ })).toContainText(pesos(2 * Number(fernet!.price)))
  await expect(panel.getByRole('row', { name: /^Sol/ })).toContainText(pesos(Number(gin!.price)))
  await expect(panel.getByRole('row', { name: new RegExp(`^${fernet!.description!}`) })).toContainText('2')

  const csv = await downloaded(page, () => page.getByRole('button', { name: 'Bajar CSV' }).click())
  expect(csv.name).toMatch(/^turno-\d{12}\.csv$/)
  const [head, ofCaro, ofSol] = csv.text.split('\r\n')
  expect(head).toContain('\uFEFFTicket;Fecha;Hora')
  expect(ofCaro).toContain(`;Caro;${guest!.partner};${guest!.bracelet};${fernet!.description!};2;`)
  expect(ofSol).toContain(`;Sol;${guest!.partner};${guest!.bracelet};${gin!.description!};1;`)

  await page.getByRole('button', { name: 'Cerrar turno' }).click()
  await expect(page.getByRole('dialog')).toContainText('Quedan 2 tickets sin enviar')
  const copy = await downloaded(page, () => page.getByRole('button', { name: /^Cerrar y bajar una copia/ }).click())
  expect(copy.text.match(/"ticket":/g)).toHaveLength(2)
  await expect(panel).toContainText('lo cerró Sol')
  await terminal.goTo('Venta')
  await expect(page.getByRole('dialog', { name: '¿Quién vende?' })).toBeVisible()

  await enterAs(page, 'Caro', '1234')
  await terminal.goTo('Tickets')
  await terminal.ticketRows('1-0002').click()
  const ticket = page.getByTestId('ticket-panel')
  await ticket.getByRole('button', { name: 'Anular ticket' }).click()
  await ticket.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
  await ticket.getByRole('button', { name: 'Anular ticket' }).click()
  const story = ticket.getByRole('list', { name: 'Historia' })
  await expect(story.getByText('Vendido sin servidor')).toContainText('· Sol')
  await expect(story.getByText('«Se equivocó de trago»')).toContainText('· Caro')

  await page.goto(`${server.url}/shift`)
  await page.getByRole('navigation', { name: 'Turnos' }).getByRole('link').last().click()
  await expect(panel).toContainText('lo cerró Sol')
  await expect(panel).toContainText('2 tickets')
  await expect(panel.getByRole('row', { name: /^Sol/ })).toContainText(pesos(Number(gin!.price)))
  await expect(panel).toContainText(`Después del cierre: 1 ticket anulado, $\u00a0${pesos(Number(gin!.price))}`)
})

test('a shift left open is last night’s: the next night asks who sells before it sells, and then begins its own', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await beginAsCaro(terminal, server.url)
  await server.kill()
  await terminal.isWithoutServer()
  await terminal.sell(guest!.bracelet, [product!.description!])

  const tomorrow = new Date(Date.now() + 24 * 3_600_000)
  await page.clock.setFixedTime(tomorrow)
  const question = page.getByRole('dialog', { name: '¿Quién vende?' })
  await expect(question).toBeVisible()
  await expect(page.getByTestId('who-sells')).not.toContainText('Caro')
  await question.getByRole('link', { name: 'Turno y cajeros' }).click()
  const panel = page.getByTestId('shift-panel')
  await expect(panel).toContainText('Quedó abierto')
  await expect(panel).toContainText('nadie lo cerró')
  const list = page.getByRole('navigation', { name: 'Turnos' }).getByRole('link')
  await expect(list).toHaveText([/quedó abierto/])

  await terminal.goTo('Venta')
  await enterAs(page, 'Sol', '567890')
  await expect(page.getByRole('dialog')).toBeHidden()
  await terminal.sellByHand(guest!.bracelet, product!.description!)
  await page.goto(`${server.url}/shift`)
  await expect(list).toHaveText([/en curso/, /^(?!.*(en curso|quedó abierto))/])
  await expect(panel.getByRole('row', { name: /^Sol/ })).toBeVisible()
  await expect(panel.getByRole('row', { name: /^Caro/ })).toBeHidden()
  await list.last().click()
  await expect(panel.getByRole('row', { name: /^Caro/ })).toContainText(pesos(Number(product!.price)))
})

test('who is taken off the list sells no more, and without cashiers a sale is nobody’s', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await beginAsCaro(terminal, server.url)
  await takeOff(page, '9087', 'Caro')
  await terminal.goTo('Venta')
  await expect(page.getByRole('dialog', { name: '¿Quién vende?' })).toBeVisible()
  await enterAs(page, 'Sol', '567890')
  await takeOff(page, '9087', 'Sol')
  await expect(page.getByTestId('who-sells')).toBeHidden()
  await terminal.goTo('Venta')
  await terminal.sell(guest!.bracelet, [product!.description!])
  await terminal.goTo('Tickets')
  await terminal.ticketRows('1-0001').click()
  await expect(page.getByTestId('ticket-panel').getByText('Vendido y guardado acá')).not.toContainText('Sol')
})

test('a closing warns of refused tickets and offers a file of them, whatever shift they were sold in, and forbids nothing', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [leaving, staying] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const dialog = page.getByRole('dialog')
  const withCopy = dialog.getByRole('button', { name: /^Cerrar y bajar una copia de lo que no está enviado/ })
  await terminal.open(server.url)
  await terminal.isReady()
  await sellAndBeRefused({ db, terminal }, leaving!, product!.description!)

  await page.goto(`${server.url}/shift`)
  const closeShift = page.getByRole('button', { name: 'Cerrar turno' })
  await closeShift.click()
  await expect(dialog).toContainText('1 ticket rechazado espera una decisión')
  await expect(withCopy).toBeFocused()
  const copy = await downloaded(page, () => withCopy.click())
  expect(copy.text.match(/"sync_status":"ERROR"/g)).toHaveLength(1)
  await expect(closeShift).toBeHidden()

  await terminal.goTo('Venta')
  await terminal.sell(staying!.bracelet, [product!.description!])
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
  await page.goto(`${server.url}/shift`)
  await closeShift.click()
  await expect(dialog).toContainText('1 ticket rechazado espera una decisión')
  await expect(withCopy).toBeFocused()
  await dialog.getByRole('button', { name: /^Cerrar el turno/ }).click()
  await expect(closeShift).toBeHidden()
})

test('a closing warns of open orders that nobody charged, with their sum, and leads to them; they outlive the shift', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const guests = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const dialog = page.getByRole('dialog')
  const tabs = page.getByRole('navigation', { name: 'Pedidos abiertos' })
  const closeShift = page.getByRole('button', { name: 'Cerrar turno' })
  const warning = `2 pedidos abiertos sin cobrar, $\u00a0${pesos(3 * Number(product!.price))}: siguen abiertos en esta terminal`
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(guests[0]!.bracelet, [product!.description!])
  await terminal.serve(guests[0]!.bracelet)
  await terminal.tile(product!.description!).click()
  await page.keyboard.press('Alt+0')
  await terminal.serve(guests[1]!.bracelet)
  await terminal.tile(product!.description!).click()
  await terminal.tile(product!.description!).click()
  await terminal.hasDrafted('"quantity":2')

  await page.goto(`${server.url}/shift`)
  await closeShift.click()
  await expect(dialog).toContainText(warning)
  await dialog.getByRole('button', { name: /^Seguir vendiendo/ }).click()
  await expect(tabs.getByRole('button', { name: guests[0]!.bracelet })).toBeVisible()
  await expect(tabs.getByRole('button', { name: guests[1]!.bracelet })).toBeVisible()

  await page.goto(`${server.url}/shift`)
  await closeShift.click()
  await dialog.getByRole('button', { name: /^Cerrar el turno/ }).click()
  await expect(closeShift).toBeHidden()
  await terminal.goTo('Venta')
  await expect(tabs.getByRole('button', { name: guests[0]!.bracelet })).toBeVisible()
})

test('taking a cashier off the list says so for as long as a slow disk takes', async ({ server, terminal, page }) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await setUpCashiers(page, '9087', { Caro: '1234' })
  await page.getByRole('button', { name: 'Cajeros' }).click()
  await tapPin(page, '9087', 'Entrar')
  const remove = page.getByRole('button', { name: 'Quitar a Caro' })
  await expect(remove).toBeVisible()
  const letWrite = await holdDisk(page, 'terminal--0--people')
  await remove.click()
  await expect(remove).toHaveText('Quitando…')
  await letWrite()
  await expect(remove).toBeHidden()
})

/** Caro and Sol are on the list, and Caro sells. */
async function beginAsCaro(terminal: Terminal, url: string): Promise<void> {
  const { page } = terminal
  await terminal.open(url)
  await terminal.isReady()
  await setUpCashiers(page, '9087', { Caro: '1234', Sol: '567890' })
  await terminal.goTo('Venta')
  await enterAs(page, 'Caro', '1234')
}

async function takeOff(page: Page, managerPin: string, name: string): Promise<void> {
  await openStaff(page)
  await tapPin(page, managerPin, 'Entrar')
  await page.getByRole('button', { name: `Quitar a ${name}` }).click()
  await expect(page.getByRole('button', { name: `Quitar a ${name}` })).toBeHidden()
  await page.getByRole('button', { name: 'Listo' }).click()
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, act()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

function pesos(amount: number): string {
  return new Intl.NumberFormat('es-AR', { minimumFractionDigits: 2 }).format(amount)
}
