// What a shift manager does: gets the terminal ready, sends the tickets, decides about those that were refused.
import { readFile } from 'node:fs/promises'
import { chooseCopyInOrigin, pullCopyOut } from '../../copy-file.ts'
import { expect } from '../../night.ts'
import { CLOSED_AT, type States, type Walk } from './walk.ts'

export async function* managing(walk: Walk): States {
  const { server, db, terminal, page, dialog } = walk
  const [leaving, staying] = await db.openVisits(2)
  const copy = page.getByTestId('second-copy')
  await chooseCopyInOrigin(page)
  await terminal.open(server.url)
  await terminal.isReady()

  yield* settings()
  yield* nothingYet()
  yield* secondCopy()
  yield* checkingAndSending()
  yield* tickets()
  yield* files()

  async function* settings() {
    await walk.openSettings()
    yield walk.at('settings')
    await page.getByRole('button', { name: 'Desvincular…' }).click()
    await expect(page.getByRole('button', { name: 'Seguir vinculada' })).toBeVisible()
    yield walk.at('unpairing')
    await page.getByRole('button', { name: 'Seguir vinculada' }).click()
    await walk.openSettings()
    await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
    await expect(page.getByTestId('ready-answer')).not.toContainText('Revisando')
    yield walk.at('ready for the night')
    yield* walk.opened('scanner and warnings', () => page.getByRole('button', { name: 'Lector y avisos' }).click())
  }

  async function* nothingYet() {
    await terminal.goTo('Tickets')
    await expect(page.getByTestId('ticket-row')).toHaveCount(0)
    yield walk.at('tickets, none')
    await terminal.goTo('Sincronización')
    yield walk.at('sync, nothing to send')
  }

  async function* secondCopy() {
    yield* walk.opened('second copy', () => copy.click())
    await copy.click()
    await page.getByRole('button', { name: 'Elegir el archivo' }).click()
    await expect(dialog).toContainText('Al día')
    yield walk.at('second copy, set')
    await walk.close()
    const putBack = await pullCopyOut(page)
    await terminal.goTo('Venta')
    await terminal.goTo('Sincronización')
    await expect(copy).toContainText('Falla')
    yield walk.at('sync, second copy failing')
    yield* walk.opened('second copy, failing', () => copy.click())
    await putBack()
    await page.addInitScript(() => {
      Object.assign(FileSystemFileHandle.prototype, { queryPermission: async () => 'prompt' })
    })
    await page.goto(`${server.url}/sync`)
    await expect(copy).toContainText('Falta permiso')
    yield* walk.opened('second copy, not permitted', () => copy.click())
  }

  async function* checkingAndSending() {
    await page.getByRole('link', { name: /^Venta/ }).click()
    await terminal.isSelling()
    for (const guest of [leaving!, staying!, staying!]) await terminal.sell(guest.bracelet, ['Gin tonic'])
    await terminal.goTo('Sincronización')
    await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeVisible()
    yield walk.at('sync')
    await db.closeVisit(leaving!.id_visit, CLOSED_AT)
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    await expect(page.getByTestId('preflight')).toContainText('1 sería rechazado')
    yield walk.at('sync, checked before sending')
    await page.route('**/tickets/_bulk_docs', (route) => route.fulfill({ status: 500, body: 'down' }))
    await page.getByRole('button', { name: /^Enviar los/ }).click()
    await expect(page.getByText('Sincronizados 0 de 3 tickets')).toBeVisible({ timeout: 60_000 })
    yield walk.at('sync, sending failed')
    await page.unroute('**/tickets/_bulk_docs')
    const letGo = await walk.holdAnswers('**/tickets/_bulk_docs')
    await terminal.push()
    await expect(page.getByRole('banner')).toContainText('de 3')
    yield walk.at('sync, sending')
    letGo()
    await expect(page.getByText('Sincronizados 2 de 3 tickets')).toBeVisible()
    yield walk.at('sync, sent')
  }

  async function* tickets() {
    await terminal.goTo('Tickets')
    await expect(terminal.ticketRows('Rechazado')).toBeVisible()
    yield walk.at('tickets')
    await page.getByRole('searchbox').fill('nadie')
    await expect(page.getByText('Ningún ticket coincide')).toBeVisible()
    yield walk.at('tickets, nothing found')
    await page.getByRole('searchbox').fill('')
    await terminal.ticketRows('Rechazado').click()
    const panel = page.getByTestId('ticket-panel')
    await panel.getByRole('button', { name: 'Reintentar' }).click()
    await expect(panel.getByRole('alert')).toContainText('Escribí el motivo')
    yield walk.at('a refused ticket')
    await panel.getByLabel('Motivo, queda registrado').fill('Brazalete leído de otra mesa')
    await panel.getByRole('button', { name: 'Mover a otra visita' }).click()
    await expect(dialog).toBeVisible()
    yield walk.at('moving a ticket')
    await page.keyboard.type('0417')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Cargar a/ })).toBeVisible()
    yield walk.at('moving a ticket, to whom')
    await walk.close()
    await terminal.ticketRows('Sincronizado').first().click()
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    yield walk.at('voiding a ticket')
    await panel.getByLabel('Motivo, queda registrado').fill('Se equivocó de trago')
    await panel.getByRole('button', { name: 'Anular ticket' }).click()
    await expect(panel).toContainText('La anulación espera')
    yield walk.at('a ticket to be voided')
  }

  async function* files() {
    const choose = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'copia.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) })
    yield* walk.opened('importing tickets, a damaged file', async () => {
      await choose('{"torn')
      await expect(dialog).toContainText('Lo que tiene no se entiende')
    })
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Exportar pendientes' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    await choose(`${file}{"torn`)
    const take = page.getByRole('button', { name: /^Importar el ticket|^Importar los/ })
    await expect(take).toBeVisible()
    yield walk.at('importing tickets')
    await take.click()
    await expect(dialog).toContainText('Importación lista')
    yield walk.at('importing tickets, done')
    await page.getByRole('button', { name: 'Listo' }).click()
  }
}
