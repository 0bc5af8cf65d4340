// What somebody sees before there is a terminal that sells.
import {
  blockedData,
  brokenDisk,
  diskFullForTickets,
  fullDisk,
  insecurePage,
  openBroken,
  withoutStorage,
} from '../../broken-storage.ts'
import { backToEarlierVersion } from '../../earlier-version.ts'
import { expect } from '../../night.ts'
import type { States, Walk } from './walk.ts'

const DEMO_PAIRING = '**/demo/pairing.json'

export async function* starting(walk: Walk): States {
  const { server, db, terminal, page, dialog } = walk
  const [guest] = await db.openVisits(1)
  page.on('dialog', (dialog) => void dialog.accept())

  yield* troubles()
  yield* firstStart()
  yield* unpaired()
  yield* earlierVersion()
  yield* otherServer()

  async function* troubles() {
    const faults = { missing: withoutStorage, blocked: blockedData, broken: brokenDisk, full: fullDisk, insecure: insecurePage }
    for (const [trouble, fault] of Object.entries(faults)) {
      await openBroken(page, server.url, fault)
      await expect(page.locator(`[data-trouble="${trouble}"]`)).toBeVisible()
      yield walk.at(`start, ${trouble}`)
    }
  }

  async function* firstStart() {
    await page.route(DEMO_PAIRING, (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
    const isNoServer = (url: URL) => url.pathname.endsWith('/replication/health')
    await page.route(isNoServer, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>404</h1>' }))
    await page.goto(server.url)
    await page.getByLabel('Dirección del servidor').fill('barra.miclub.local')
    await page.getByRole('button', { name: 'Buscar el servidor' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    yield walk.at('first start, no server')
    await page.unroute(isNoServer)
    await page.reload()
    await expect(page.getByText('Servidor encontrado')).toBeVisible()
    await page.keyboard.type('000000')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Ese código no sirve')
    yield walk.at('first start, wrong code')
    await page.unroute(DEMO_PAIRING)
    await terminal.open(server.url)
    await terminal.isReady()
  }

  async function* unpaired() {
    await terminal.sell(guest!.bracelet, ['Gin tonic'])
    await page.route(DEMO_PAIRING, (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
    await page.evaluate(() => localStorage.removeItem('barra.pairing'))
    await page.reload()
    await expect(page.getByTestId('unpaired-pending')).toContainText('hay 1 ticket sin enviar')
    yield walk.at('first start, with tickets of before')
    await page.unroute(DEMO_PAIRING)
  }

  /** Leaves the terminal on that screen. */
  async function* earlierVersion() {
    await terminal.open(server.url)
    await terminal.isReady()
    await page.goto(`${server.url}/icon.svg`)
    await page.evaluate(backToEarlierVersion)
    await openBroken(page, server.url, diskFullForTickets)
    await expect(page.locator('[data-trouble="not_carried_over"]')).toBeVisible()
    yield walk.at('start, tickets not carried over')
  }

  async function* otherServer() {
    await page.route(DEMO_PAIRING, async (route) => {
      const pairing = await (await route.fetch()).json()
      await route.fulfill({ json: { ...pairing, serverUrl: 'http://barra.otroclub.local/replication' } })
    })
    yield* walk.opened('another server', async () => {
      await page.getByRole('button', { name: 'Abrir de nuevo' }).click()
      // It opens twice: as it was paired, then as it is.
      await dialog.waitFor()
    })
    await terminal.isSelling()
  }
}
