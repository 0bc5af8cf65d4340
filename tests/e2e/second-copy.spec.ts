// The drill: a terminal is lost with fifty sales on it, and the file beside it brings them to the server.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { runCommandLine } from '../../replication-server/src/command-line/run-command-line.ts'
import { chooseCopyInOrigin, copyInOrigin, pullCopyOut, putIntoCopy } from './copy-file.ts'
import { expect, test } from './night.ts'
import { holdDisk } from './slow-disk.ts'
import { Terminal } from './terminal.ts'

const SALES = 50

test('fifty sales survive the loss of the browser’s profile in the second copy, and reach the database exactly once', async ({
  server,
  db,
  terminal,
  page,
  browser,
}) => {
  test.setTimeout(480_000)
  await chooseCopyInOrigin(page)
  const guests = await db.openVisits(5)
  const [product] = await db.featuredProducts()
  const ticketsBefore = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.goTo('Sincronización')
  await page.getByTestId('second-copy').click()
  await page.getByRole('button', { name: 'Elegir el archivo' }).click()
  await expect(page.getByRole('dialog')).toContainText('Cada venta sin enviar se guarda también en')
  await page.getByRole('button', { name: 'Listo' }).click()

  await server.kill()
  await terminal.isWithoutServer()
  await terminal.goTo('Venta')
  for (let i = 0; i < SALES; i++) {
    await sellAtOnce(terminal, guests[i % guests.length]!.bracelet, product!.description!)
    await expect(page.getByRole('link', { name: new RegExp(`^Tickets ${i + 1} pendientes?$`) })).toBeVisible()
  }
  await expect.poll(() => ticketsInCopy(page)).toBe(SALES)
  const copy = await copyInOrigin(page)
  await page.context().close()

  await server.start()
  const [second, third] = await Promise.all([anotherTerminal(), anotherTerminal()])
  await importCopy(second, copy)
  await expect(second.page.getByRole('dialog')).toContainText(`${SALES} tickets agregados`)
  await second.page.getByRole('button', { name: 'Listo' }).click()
  await importCopy(second, `${copy}{"torn`)
  await expect(second.page.getByRole('dialog')).toContainText(`La línea ${SALES + 2} no se entiende`)
  await expect(second.page.getByRole('dialog')).toContainText(`${SALES} ya estaban acá`)
  await second.page.getByRole('button', { name: 'Listo' }).click()
  await importCopy(third, copy)
  await third.page.getByRole('button', { name: 'Listo' }).click()

  await second.goTo('Sincronización')
  await second.push()
  await expect(second.page.getByText(`Sincronizados ${SALES} de ${SALES} tickets`)).toBeVisible()
  await third.goTo('Sincronización')
  await third.push()
  await expect(third.page.getByText(`Sincronizados ${SALES} de ${SALES} tickets`)).toBeVisible()

  expect(await db.countTickets()).toBe(ticketsBefore + SALES)
  const perGuest = (SALES / guests.length) * Number(product!.price)
  for (const guest of guests) expect(await db.consumedBy(guest.id_visit)).toBe(Number(guest.consumed) + perGuest)

  async function anotherTerminal(): Promise<Terminal> {
    const context = await browser.newContext({ locale: 'es-AR', viewport: { width: 1366, height: 768 } })
    const other = new Terminal(await context.newPage())
    await other.open(server.url)
    await other.isReady()
    return other
  }
})

test('a terminal that lost its data goes on with the file of before, which keeps its sales and offers them first', async ({
  server,
  db,
  terminal,
  page,
}) => {
  await chooseCopyInOrigin(page)
  const dialog = page.getByRole('dialog')
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.goTo('Sincronización')
  await page.getByTestId('second-copy').click()
  await page.getByRole('button', { name: 'Elegir el archivo' }).click()
  await expect(dialog).toContainText('Al día')
  await page.getByRole('button', { name: 'Listo' }).click()
  await terminal.goTo('Venta')
  for (let i = 0; i < 2; i++) await terminal.sell(guest!.bracelet, [product!.description!])
  await expect.poll(() => ticketsInCopy(page)).toBe(2)

  await loseData(page)
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.goTo('Sincronización')
  await expect(page.getByTestId('pending-count')).toHaveText('0')
  await page.getByTestId('second-copy').click()
  await page.getByRole('button', { name: 'Seguir con un archivo que ya existe' }).click()
  await expect(dialog).toContainText('tiene 2 tickets de')
  await page.getByRole('button', { name: 'Importar los 2 tickets' }).click()
  await page.getByRole('button', { name: 'Listo' }).click()
  await expect(dialog).toContainText('Cada venta sin enviar se guarda también en')
  await page.getByRole('button', { name: 'Listo' }).click()
  expect(await ticketsInCopy(page)).toBe(2)
  await terminal.goTo('Venta')
  await terminal.sell(guest!.bracelet, [product!.description!])
  await expect.poll(() => ticketsInCopy(page)).toBe(3)
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 3 de 3 tickets')).toBeVisible()
  expect(await db.countTickets()).toBe(before + 3)

  await expect.poll(() => ticketsInCopy(page)).toBe(6)
  await page.getByTestId('second-copy').click()
  await page.getByRole('button', { name: 'Dejar de copiar' }).click()
  await expect(dialog).toContainText('Sin elegir')
  await putIntoCopy(page, 'una lista de compras')
  await page.getByRole('button', { name: 'Seguir con un archivo que ya existe' }).click()
  await expect(page.getByRole('alert')).toContainText('no es una copia de Barra, y no se tocó')
  expect(await copyInOrigin(page)).toBe('una lista de compras')
})

test('the second copy asks for leave after a restart, says what does not come off, and is left when somebody wants', async ({
  server,
  db,
  terminal,
  page,
}) => {
  await chooseCopyInOrigin(page)
  const dialog = page.getByRole('dialog')
  const copy = page.getByTestId('second-copy')
  const permit = dialog.getByRole('button', { name: 'Permitir que siga escribiendo' })
  const leave = dialog.getByRole('button', { name: 'Dejar de copiar' })
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.goTo('Sincronización')
  await copy.click()
  await page.getByRole('button', { name: 'Elegir el archivo' }).click()
  await expect(dialog).toContainText('Al día')

  await test.step('a stick that is out is told when the screen opens', async () => {
    await page.getByRole('button', { name: 'Listo' }).click()
    await terminal.goTo('Venta')
    const putBack = await pullCopyOut(page)
    await terminal.goTo('Sincronización')
    await expect(copy).toContainText('Falla')
    await expect(page.getByTestId('error-line').filter({ hasText: 'El archivo ya no está' })).toHaveCount(1)
    await putBack()
    await terminal.goTo('Venta')
    await terminal.goTo('Sincronización')
    await expect(copy).toContainText('Al día')
  })

  await test.step('after a restart the browser wants a click', async () => {
    await page.addInitScript(() => {
      let permission: PermissionState = 'prompt'
      const answers = { next: (_: PermissionState) => {} }
      Object.assign(window, { answers })
      Object.assign(FileSystemFileHandle.prototype, {
        queryPermission: async () => permission,
        requestPermission: () =>
          new Promise((resolve) => {
            answers.next = (answer) => resolve((permission = answer))
          }),
      })
    })
    await page.goto(`${server.url}/sync`)
    await expect(copy).toContainText('Falta permiso')
    await page.getByRole('link', { name: /^Venta/ }).click()
    await terminal.isSelling()
    await terminal.sell(guest!.bracelet, [product!.description!])
    await terminal.goTo('Sincronización')
    expect(await ticketsInCopy(page)).toBe(0)
    await copy.click()
    await permit.click()
    await expect(dialog.getByRole('button', { name: 'Pidiendo permiso…' })).toHaveAttribute('aria-busy', 'true')
    await answerWith(page, 'prompt')
    await expect(page.getByRole('alert')).toContainText('El navegador no dio el permiso')
    await permit.click()
    await expect(page.getByRole('alert')).toBeHidden()
    await answerWith(page, 'granted')
    await expect(dialog).toContainText('Al día')
    await expect.poll(() => ticketsInCopy(page)).toBe(1)
  })

  await test.step('what cannot be forgotten goes on', async () => {
    const mend = await keepEverything(page)
    await leave.click()
    await expect(page.getByRole('alert')).toContainText('No se pudo dejar de copiar: sigue como estaba')
    await expect(dialog).toContainText('Al día')
    await mend()
    await leave.click()
    await expect(dialog).toContainText('Sin elegir')
    await page.getByRole('button', { name: 'Listo' }).click()
    await page.reload()
    await expect(copy).toContainText('Sin elegir')
    expect(await ticketsInCopy(page)).toBe(1)
  })
})

test('a browser that writes no file hands the tickets over by hand', async ({ server, db, terminal, page }) => {
  await page.addInitScript(() => Object.assign(window, { showSaveFilePicker: undefined, showOpenFilePicker: undefined }))
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(guest!.bracelet, [product!.description!])
  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
  await expect(page.getByTestId('ready-secondCopy')).toContainText('Segunda copia a mano')
  await terminal.goTo('Sincronización')
  await page.getByTestId('second-copy').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Este navegador no puede escribir un archivo por su cuenta')
  await expect(dialog.getByRole('button', { name: /archivo/ }).filter({ hasNotText: 'Baja un archivo' })).toHaveCount(0)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Exportar pendientes' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain(guest!.bracelet)
  await expect(dialog).toContainText('1 ticket exportado a Descargas')
})

test('a terminal that is not paired any more hands its pending tickets over by file', async ({ server, db, terminal, page }) => {
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(guest!.bracelet, [product!.description!])

  await withoutDemoPairing(page)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.evaluate(() => localStorage.removeItem('barra.pairing'))
  await page.reload()
  await expect(page.getByTestId('unpaired-pending')).toContainText('hay 1 ticket sin enviar')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exportar pendientes' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text).toContain('"format":"barra-tickets"')
  expect(text).toContain(guest!.bracelet)
})

test('a revoked terminal hands its tickets over by file: each is stored once, also when it is paired again and sends them', async ({
  server,
  databaseUrl,
  db,
  terminal,
  page,
  browser,
}) => {
  await withoutDemoPairing(page)
  const [guest] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.countTickets()
  await terminal.pair(`${server.url}/#${await commandLine(databaseUrl, 'terminals', 'add', 'Barra 7')}`)
  for (let i = 0; i < 3; i++) await terminal.sell(guest!.bracelet, [product!.description!])
  await commandLine(databaseUrl, 'terminals', 'revoke', 'Barra 7')

  await terminal.goTo('Tickets')
  const exportButton = page.getByRole('button', { name: 'Exportar pendientes' })
  const download = page.waitForEvent('download')
  const letTerminalRead = await holdDisk(page)
  await exportButton.click()
  await expect(exportButton).toHaveText('Exportando…')
  await expect(exportButton).toHaveAttribute('aria-busy', 'true')
  await letTerminalRead()
  const text = await readFile(await (await download).path(), 'utf8')
  await expect(exportButton).toHaveText('Exportar')
  await makeNoFiles(page)
  await exportButton.click()
  await expect(page.getByText('No se pudieron exportar los tickets')).toBeVisible()

  const context = await browser.newContext({ locale: 'es-AR', viewport: { width: 1366, height: 768 } })
  const other = new Terminal(await context.newPage())
  await other.open(server.url)
  await other.isReady()
  const importButton = other.page.getByRole('button', { name: 'Importar tickets' })
  const letOtherRead = await holdFiles(other.page)
  await chooseFile(other, text)
  await expect(importButton).toHaveText('Leyendo…')
  await expect(importButton).toHaveAttribute('aria-busy', 'true')
  await expect(other.page.getByRole('status').filter({ hasText: 'Leyendo…' })).toHaveCount(1)
  await letOtherRead()
  await expect(importButton).toHaveText('Importar')
  const letOtherWrite = await holdDisk(other.page)
  await other.page.getByRole('button', { name: 'Importar los 3 tickets' }).click()
  await expect(other.page.getByRole('button', { name: 'Importando…' })).toHaveAttribute('aria-busy', 'true')
  await letOtherWrite()
  await other.page.getByRole('button', { name: 'Listo' }).click()
  await other.goTo('Sincronización')
  await other.push()
  await expect(other.page.getByText('Sincronizados 3 de 3 tickets')).toBeVisible()
  await context.close()

  page.on('dialog', (dialog) => void dialog.accept())
  await page.evaluate(() => localStorage.removeItem('barra.pairing'))
  await terminal.pair(`${server.url}/?again#${await commandLine(databaseUrl, 'terminals', 'add', 'Barra 7')}`)
  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 3 de 3 tickets')).toBeVisible()
  expect(await db.countTickets()).toBe(before + 3)
  expect(await db.consumedBy(guest!.id_visit)).toBe(Number(guest!.consumed) + 3 * Number(product!.price))
})

/** Otherwise the demo would pair the terminal by itself. */
async function withoutDemoPairing(page: Page): Promise<void> {
  await page.route('**/demo/pairing.json', (route) => route.fulfill({ status: 404, json: { error: 'not_found' } }))
}

async function commandLine(databaseUrl: string, ...words: string[]): Promise<string> {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  await runCommandLine(words, { variables: { DATABASE_URL: databaseUrl }, print, printError: print })
  return lines[0]!
}

/** Charges and goes on with the next guest, as a cashier in a hurry does. */
async function sellAtOnce(terminal: Terminal, bracelet: string, product: string): Promise<void> {
  await terminal.serve(bracelet)
  await terminal.tile(product).click()
  await terminal.charge.click()
}

async function chooseFile(terminal: Terminal, text: string): Promise<void> {
  await terminal.goTo('Tickets')
  const file = { name: 'copia.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) }
  await terminal.page.locator('input[type=file]').setInputFiles(file)
}

async function importCopy(terminal: Terminal, text: string): Promise<void> {
  await chooseFile(terminal, text)
  await terminal.page.getByRole('button', { name: /^Importar los/ }).click()
  await expect(terminal.page.getByRole('heading', { name: 'Importación lista' })).toBeVisible()
}

async function ticketsInCopy(page: Page): Promise<number> {
  return (await copyInOrigin(page)).split('\n').filter((line) => line.includes('"ticket":')).length
}

/** What a profile that is lost takes along; the stick stays. */
async function loseData(page: Page): Promise<void> {
  page.on('dialog', (dialog) => void dialog.accept())
  await page.goto(new URL('/icon.svg', page.url()).href)
  await page.evaluate(async () => {
    localStorage.clear()
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => (indexedDB.deleteDatabase(name!).onsuccess = resolve))
    }
  })
}

/** What a person answers to the browser's question. */
async function answerWith(page: Page, permission: PermissionState): Promise<void> {
  await page.evaluate(
    (answer) => (window as unknown as { answers: { next(answer: PermissionState): void } }).answers.next(answer),
    permission,
  )
}

/** A disk that forgets nothing until the returned function is called. */
async function keepEverything(page: Page): Promise<() => Promise<void>> {
  const disk = await page.evaluateHandle(() => {
    const { delete: forget } = IDBObjectStore.prototype
    IDBObjectStore.prototype.delete = () => {
      throw new DOMException('the disk is read only', 'ReadOnlyError')
    }
    return { mend: () => void (IDBObjectStore.prototype.delete = forget) }
  })
  return () => disk.evaluate(({ mend }) => mend())
}

/** Files that are chosen are read, as from a slow stick, once the returned function is called. */
async function holdFiles(page: Page): Promise<() => Promise<void>> {
  const gate = await page.evaluateHandle(() => {
    const read = Blob.prototype.text
    const gate = { open: () => {} }
    const opened = new Promise((resolve) => (gate.open = () => resolve(null)))
    Blob.prototype.text = async function () {
      await opened
      return read.call(this)
    }
    return gate
  })
  return () => gate.evaluate(({ open }) => open())
}

/** As a browser without room for another file does. */
async function makeNoFiles(page: Page): Promise<void> {
  await page.evaluate(() => {
    URL.createObjectURL = () => {
      throw new DOMException('no room for a file', 'QuotaExceededError')
    }
  })
}
