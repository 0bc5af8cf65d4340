// A browser that keeps nothing, or not for long: the start screen says which it is and what to do, before anything can be lost by it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumLaunch, wholeChromiumLaunch } from '../chromium.ts'
import { brokenDisk, diskFullForTickets, fullDisk, openBroken, withoutStorage } from './broken-storage.ts'
import { backToEarlierVersion } from './earlier-version.ts'
import { expect, sharedNight as test } from './night.ts'
import { holdDisk } from './slow-disk.ts'
import { Terminal } from './terminal.ts'

test('a browser that blocks the site’s data says so and how to allow it, and uses no pairing code up', async ({ server }) => {
  const profile = await mkdtemp(join(tmpdir(), 'barra-chromium-'))
  await mkdir(join(profile, 'Default'))
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } }
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(blocked))
  const context = await chromium.launchPersistentContext(profile, { ...wholeChromiumLaunch, locale: 'es-AR' })
  const page = context.pages()[0]!
  for (const isPaired of [true, false]) {
    if (!isPaired) await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: {} }))
    await page.goto(server.url)
    await expect(page.getByRole('heading')).toHaveText('El navegador no deja guardar ventas acá')
    await expect(page.getByRole('alert')).toContainText(`permití las cookies y los datos de ${new URL(server.url).host}`)
  }
  await context.close()
  await rm(profile, { recursive: true, maxRetries: 5 })
})

test('over plain http it says that the address is the wrong one, and uses no pairing code up', async ({ server }) => {
  // Of the names of a machine only localhost counts as safe.
  const args = [...chromiumLaunch.args, '--host-resolver-rules=MAP barra.club 127.0.0.1']
  const browser = await chromium.launch({ ...chromiumLaunch, args })
  const page = await browser.newPage({ locale: 'es-AR' })
  for (const isPaired of [true, false]) {
    if (!isPaired) await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: {} }))
    await page.goto(`http://barra.club:${server.port}`)
    await expect(page.getByRole('heading')).toHaveText('Esta dirección no sirve para vender')
    await expect(page.getByRole('alert')).toContainText('entrá por https://')
  }
  await browser.close()
})

test('a browser without storage, a broken disk and a full one each say what to do, and a slow one that it opens', async ({
  server,
  terminal,
  page,
}) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await openBroken(page, server.url, withoutStorage)
  await expect(page.getByRole('heading')).toHaveText('Este navegador no puede guardar ventas')

  await openBroken(page, server.url, brokenDisk)
  await expect(page.getByRole('heading')).toHaveText('El navegador no puede usar el disco de esta terminal')
  await expect(page.getByRole('alert')).toContainText('No borres los datos del navegador')

  await openBroken(page, server.url, fullDisk)
  await expect(page.getByRole('heading')).toHaveText('No queda lugar en el disco de esta terminal')

  const letTerminalOpen = await holdDisk(page, 'terminal--0--pull_statuses')
  await page.getByRole('button', { name: 'Abrir de nuevo' }).click()
  await expect(page.getByRole('status')).toHaveText('Abriendo la terminal…')
  await letTerminalOpen()
  await terminal.isReady()
})

test('tickets of the previous version that cannot be brought over are not lost: it says so, and brings them once it can', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  for (let i = 0; i < 2; i++) await terminal.sell(guest!.bracelet, [product!.description!])
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto(`${server.url}/icon.svg`)
  await page.evaluate(backToEarlierVersion)
  await openBroken(page, server.url, diskFullForTickets)
  await expect(page.getByRole('heading')).toHaveText('Falta traer las ventas de la versión anterior')
  await expect(page.getByRole('alert')).toContainText('No se perdió ninguna')
  await page.getByRole('button', { name: 'Abrir de nuevo' }).click()
  await terminal.isReady()
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('Pendiente')).toHaveCount(2)
})

test('a window that keeps nothing for long warns before it is paired, and sells', async ({ server, page }) => {
  // As every window of these tests is: a profile of its own, gone when it is closed.
  await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: {} }))
  await page.goto(server.url)
  await expect(page.getByTestId('transient-notice')).toContainText('Si es una ventana privada, se pierden al cerrarla')
  await page.getByRole('button', { name: 'Practicar sin servidor' }).click()
  await new Terminal(page).isSelling()
})
