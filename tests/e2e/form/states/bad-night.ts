// What fails at night, and practising it.
import { expect } from '../../night.ts'
import { renewApp } from '../../newer-app.ts'
import { SmallDisk } from '../../small-disk.ts'
import type { States, Walk } from './walk.ts'

const HOUR_MS = 3_600_000

export async function* badNight(walk: Walk, app: string): States {
  const { server, terminal, page } = walk
  const disk = await SmallDisk.of(page, server.url)
  await terminal.open(server.url)
  await terminal.isReady()

  yield* withoutServer()
  yield* otherNetworks()
  yield* wrongClock()
  yield* newVersion()
  yield* littleRoom()
  yield* training()

  async function* withoutServer() {
    await server.kill()
    await terminal.isWithoutServer()
    await terminal.sell('0417', ['Gin tonic'])
    await expect(page.getByText('Venta guardada')).toBeHidden()
    yield walk.at('sale without a server')
    await terminal.goTo('Sincronización')
    yield walk.at('sync without a server')
    await terminal.goTo('Tickets')
    await terminal.ticketRows('Pendiente').click()
    yield walk.at('a pending ticket')
    await page.goto(`${server.url}/ready`)
    await expect(page.getByTestId('ready-answer')).not.toContainText('Revisando')
    yield walk.at('ready for the night, without a server')
  }

  async function* otherNetworks() {
    await page.route('**/replication/health', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>Aceptá las condiciones</h1>' }),
    )
    await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
    await expect(page.getByTestId('offline-bar')).toContainText('La red responde con su propia página')
    await terminal.goTo('Venta')
    yield walk.at('sale behind a portal')
    await page.unroute('**/replication/health')
    await page.context().setOffline(true)
    await expect(page.getByTestId('offline-bar')).toContainText('Sin red')
    yield walk.at('sale without a network')
    await page.context().setOffline(false)
  }

  async function* wrongClock() {
    server.setClock(new Date(Date.now() - 2.2 * HOUR_MS))
    await server.start()
    await terminal.isBackOnline()
    await expect(page.getByTestId('clock-notice')).toContainText('adelanta 2')
    yield walk.at('sale, the clock is off')
    await server.kill()
    server.setClock(new Date())
    await server.start()
    await terminal.isBackOnline()
    await expect(page.getByTestId('clock-notice')).toBeHidden()
  }

  async function* newVersion() {
    await renewApp(app)
    await page.reload()
    await expect(page.getByRole('button', { name: /^Actualización lista/ })).toBeDisabled()
    yield walk.at('sale, a new version waits')
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText('Sincronizados 1 de 1 tickets')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Actualización lista/ })).toBeEnabled()
    yield walk.at('sync, a new version is ready')
    await terminal.goTo('Venta')
  }

  async function* littleRoom() {
    await disk.fill()
    await terminal.sell('0417', ['Gin tonic'])
    await expect(page.getByTestId('disk-notice')).toBeVisible()
    await expect(page.getByText('Venta guardada')).toBeHidden()
    yield walk.at('sale, little room on the disk')
    await terminal.goTo('Sincronización')
    await expect(page.getByTestId('storage-panel')).toContainText('Sin lugar')
    yield walk.at('sync, little room on the disk')
    await disk.free()
    await terminal.goTo('Venta')
  }

  async function* training() {
    await walk.openSettings()
    await page.getByRole('button', { name: 'Practicar…' }).click()
    await terminal.isReady()
    await page.getByRole('button', { name: /^Fallas/ }).click()
    await page.getByRole('switch', { name: 'Cortar el servidor' }).click()
    await terminal.isWithoutServer()
    yield walk.at('training, its faults')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('switch', { name: 'Cortar el servidor' })).toBeHidden()
    yield walk.at('training without a server')
  }
}
