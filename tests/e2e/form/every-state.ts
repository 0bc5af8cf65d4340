// Every screen and dialog in the states that a cashier or a manager meets, one after another, for tests that look at each.
import type { Locator, Page } from '@playwright/test'
import {
  blockedData,
  brokenDisk,
  diskFullForTickets,
  fullDisk,
  insecurePage,
  openBroken,
  withoutStorage,
} from '../broken-storage.ts'
import type { ClubServer } from '../club-server.ts'
import { chooseCopyInOrigin } from '../copy-file.ts'
import { backToEarlierVersion } from '../earlier-version.ts'
import type { MainDatabase } from '../main-database.ts'
import { expect } from '../night.ts'
import { Terminal } from '../terminal.ts'

const SIZES = [
  { width: 800, height: 1280 },
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
  { width: 1366, height: 768 },
] as const
type Size = (typeof SIZES)[number]

export interface State {
  readonly name: string
  readonly page: Page
  /** The sizes at which there is such a state. */
  readonly sizes: readonly Size[]
}

interface Night {
  readonly server: ClubServer
  readonly db: MainDatabase
  readonly terminal: Terminal
}

const PORTRAIT = SIZES[0]
const LARGEST = SIZES[3]
const CLOSED_AT = '2026-11-25 03:00:00'

/** Walks through a night, from the first start to a training, and stops in each state. */
export async function* everyState({ server, db, terminal }: Night): AsyncGenerator<State> {
  const { page } = terminal
  const dialog = page.getByRole('dialog')
  const at = (name: string, sizes: readonly Size[] = SIZES): State => ({ name, page, sizes })
  const [leaving] = await db.openVisits(1)

  yield* startTroubles()
  yield* firstStart()
  yield* selling()
  yield* settings()
  yield* checkingAndSending()
  yield* tickets()
  yield* shift()
  yield* withoutServer()
  yield* secondTab()
  yield* earlierVersion()
  yield* otherServer()
  yield* training()

  async function* startTroubles() {
    const faults = { missing: withoutStorage, blocked: blockedData, broken: brokenDisk, full: fullDisk, insecure: insecurePage }
    for (const [trouble, fault] of Object.entries(faults)) {
      await openBroken(page, server.url, fault)
      await expect(page.locator(`[data-trouble="${trouble}"]`)).toBeVisible()
      yield at(`start, ${trouble}`)
    }
  }

  async function* firstStart() {
    await chooseCopyInOrigin(page)
    await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
    const isNoServer = (url: URL) => url.pathname.endsWith('/replication/health')
    await page.route(isNoServer, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>404</h1>' }))
    await page.goto(server.url)
    await page.getByLabel('Dirección del servidor').fill('barra.miclub.local')
    await page.getByRole('button', { name: 'Buscar el servidor' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    yield at('first start, no server')
    await page.unroute(isNoServer)
    await page.reload()
    await expect(page.getByText('Servidor encontrado')).toBeVisible()
    await page.keyboard.type('000000')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Ese código no sirve')
    yield at('first start, wrong code')
    await page.unroute('**/demo/pairing.json')
    await terminal.open(server.url)
    await terminal.isReady()
  }

  async function* selling() {
    yield at('sale, empty')
    await page.getByRole('search').getByRole('textbox').fill('nada de esto')
    await expect(page.getByText('Nada coincide')).toBeVisible()
    yield at('sale, nothing found')
    await page.keyboard.press('Escape')
    await terminal.sell(leaving!.bracelet, ['Gin tonic'])
    await terminal.scan('0417')
    await expect(terminal.guest).toContainText('0417')
    for (const product of ['Gin tonic', 'Gin tonic', 'Aperol spritz', 'Fernet con cola']) await terminal.tile(product).click()
    yield at('sale, an order')
    yield* opened('sale, quantity', () => terminal.tile('Gin tonic').press('Shift+F10'))
    yield* opened('sale, observation', () => page.keyboard.press('F8'))
    yield* opened('sale, cancelling', () => page.keyboard.press('F9'))
    yield* opened('sale, guest search', () => page.keyboard.press('F4'))
    yield* opened('sale, what the guest had', () => page.keyboard.press('F7'))
    yield* opened('sale, last sale', () => page.keyboard.press('F6'))
    yield* opened('sale, shortcuts', () => page.keyboard.press('?'))
    yield* opened('sale, another guest’s bracelet', () => terminal.scan('0291'))
    await terminal.scan('0291')
    await page.getByRole('button', { name: /^Dejarlo abierto/ }).click()
    await terminal.tile('Gin tonic').click()
    yield at('sale, two orders')
    await terminal.scan('0999')
    await expect(terminal.guest).toContainText('Brazalete desconocido')
    yield at('sale, unknown bracelet')
    await terminal.scan('0146')
    await page.getByRole('button', { name: /^Pasar el pedido/ }).click()
    await expect(terminal.guest).toContainText('Suspendido')
    yield at('sale, suspended partner')
    yield* sheet()
    await terminal.charge.click()
    await expect(page.getByText('Venta guardada')).toBeVisible()
    await expect(page.getByText('Venta guardada')).toBeHidden()
  }

  async function* sheet() {
    await page.setViewportSize(PORTRAIT)
    await page.getByRole('button', { name: 'Agrandar el pedido' }).click()
    yield at('sale, sheet at its full height', [PORTRAIT])
    await page.getByRole('button', { name: 'Achicar el pedido' }).click()
    yield at('sale, sheet closed', [PORTRAIT])
    await page.setViewportSize(LARGEST)
  }

  async function* settings() {
    const button = page.getByRole('button', { name: 'ajustes de pantalla' })
    await button.click()
    await expect(dialog).toBeVisible()
    yield at('settings')
    await page.getByRole('button', { name: 'Desvincular…' }).click()
    await expect(page.getByRole('button', { name: 'Seguir vinculada' })).toBeVisible()
    yield at('unpairing')
    await page.getByRole('button', { name: 'Seguir vinculada' }).click()
    await button.click()
    await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
    await expect(page.getByTestId('ready-answer')).not.toContainText('Revisando')
    yield at('ready for the night')
    yield* opened('scanner and warnings', () => page.getByRole('button', { name: 'Lector y avisos' }).click())
  }

  async function* checkingAndSending() {
    await terminal.goTo('Sincronización')
    await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeVisible()
    yield at('sync')
    yield* opened('second copy', () => page.getByTestId('second-copy').click())
    await db.closeVisit(leaving!.id_visit, CLOSED_AT)
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    await expect(page.getByTestId('preflight')).toContainText('1 sería rechazado')
    yield at('sync, checked before sending')
    await page.getByRole('button', { name: /^Enviar los/ }).click()
    await expect(page.getByText(/^Sincronizados \d de \d tickets/)).toBeVisible()
    yield at('sync, sent')
  }

  async function* tickets() {
    await terminal.goTo('Tickets')
    await expect(terminal.ticketRows('Rechazado')).toBeVisible()
    yield at('tickets')
    await page.getByRole('searchbox').fill('nadie')
    await expect(page.getByText('Ningún ticket coincide')).toBeVisible()
    yield at('tickets, nothing found')
    await page.getByRole('searchbox').fill('')
    await terminal.ticketRows('Rechazado').click()
    const panel = page.getByTestId('ticket-panel')
    await panel.getByRole('button', { name: 'Reintentar' }).click()
    await expect(panel.getByRole('alert')).toContainText('Escribí el motivo')
    yield at('a refused ticket')
    await panel.getByLabel('Motivo, queda registrado').fill('Brazalete leído de otra mesa')
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await expect(dialog).toBeVisible()
    yield at('moving a ticket')
    await page.keyboard.type('0417')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Cargar a/ })).toBeVisible()
    yield at('moving a ticket, to whom')
    await closed()
    await terminal.ticketRows('Sincronizado').first().click()
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    yield at('voiding a ticket')
    await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await expect(panel).toContainText('La anulación espera')
    yield at('a ticket to be voided')
    const file = { name: 'copia.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from('{"torn') }
    yield* opened('importing tickets', async () => {
      await page.locator('input[type=file]').setInputFiles(file)
      await expect(dialog).toContainText('Lo que tiene no se entiende')
    })
  }

  async function* shift() {
    await page.goto(`${server.url}/shift`)
    await expect(page.getByTestId('shift-panel')).toContainText('Gin tonic')
    yield at('shift')
    yield* opened('closing the shift', () => page.getByRole('button', { name: 'Cerrar turno' }).click())
    await page.getByRole('button', { name: 'Cajeros', exact: true }).click()
    await expect(dialog).toBeVisible()
    yield at('choosing the manager’s PIN')
    for (const button of ['Seguir', 'Guardar']) await enterPin('9087', button)
    await page.getByLabel('Nombre').fill('Carolina de los Milagros')
    await page.getByRole('button', { name: 'Agregar cajero' }).click()
    await enterPin('1234', 'Guardar')
    await expect(page.getByRole('list', { name: 'Cajeros' })).toContainText('Carolina')
    yield at('cashiers')
    await page.getByRole('button', { name: 'Listo' }).click()
    await terminal.goTo('Venta')
    await expect(dialog).toContainText('¿Quién vende?')
    yield at('who sells')
    await dialog.getByRole('button', { name: 'Carolina' }).click()
    await enterPin('9999', 'Entrar')
    await expect(page.getByRole('alert')).toContainText('Ese PIN no es')
    yield at('a wrong PIN')
    await enterPin('1234', 'Entrar')
    await expect(dialog).toBeHidden()
  }

  async function* withoutServer() {
    await server.kill()
    await terminal.isWithoutServer()
    await terminal.scan('0533')
    await expect(terminal.guest).toContainText('La visita está cerrada')
    yield at('sale without a server, closed visit')
    await terminal.sell('0417', ['Gin tonic'])
    await expect(page.getByText('Venta guardada')).toBeHidden()
    yield at('sale without a server')
    await terminal.goTo('Sincronización')
    yield at('sync without a server')
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Pendiente').click()
    yield at('a pending ticket')
    await page.goto(`${server.url}/ready`)
    await expect(page.getByTestId('ready-answer')).not.toContainText('Revisando')
    yield at('ready for the night, without a server')
    await terminal.goTo('Venta')
  }

  async function* secondTab() {
    await server.start()
    await terminal.isBackOnline()
    const other = new Terminal(await page.context().newPage())
    await other.open(server.url)
    await expect(other.page.getByText('La venta está abierta en otra pestaña')).toBeVisible()
    yield { ...at('a second tab'), page: other.page }
    await other.page.close()
  }

  /** Leaves the terminal on that screen. */
  async function* earlierVersion() {
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto(`${server.url}/icon.svg`)
    await page.evaluate(backToEarlierVersion)
    await openBroken(page, server.url, diskFullForTickets)
    await expect(page.locator('[data-trouble="not_carried_over"]')).toBeVisible()
    yield at('start, tickets not carried over')
  }

  async function* otherServer() {
    await page.route('**/demo/pairing.json', async (route) => {
      const pairing = await (await route.fetch()).json()
      await route.fulfill({ json: { ...pairing, serverUrl: 'http://barra.otroclub.local/replication' } })
    })
    yield* opened('another server', async () => {
      await page.getByRole('button', { name: 'Abrir de nuevo' }).click()
      // It opens twice: as it was paired, then as it is.
      await dialog.waitFor()
    })
    await terminal.isSelling()
  }

  async function* training() {
    await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    await page.getByRole('button', { name: 'Practicar…' }).click()
    await terminal.isReady()
    await page.getByRole('button', { name: /^Fallas/ }).click()
    await page.getByRole('switch', { name: 'Cortar el servidor' }).click()
    await terminal.isWithoutServer()
    yield at('training, its faults')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('switch', { name: 'Cortar el servidor' })).toBeHidden()
    yield at('training without a server')
  }

  async function* opened(name: string, open: () => Promise<unknown>) {
    await open()
    await expect(dialog).toBeVisible()
    yield at(name)
    await closed()
  }

  async function closed(): Promise<void> {
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }

  async function enterPin(pin: string, button: string): Promise<void> {
    const submit: Locator = page.getByRole('button', { name: button })
    for (const digit of pin) await page.getByRole('button', { name: `Número ${digit}` }).click()
    await submit.click()
  }
}
