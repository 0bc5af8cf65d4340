import { expect, test } from './night.ts'
import { SmallDisk } from './small-disk.ts'

test('a full disk costs the copy of the partners, then refuses a sale aloud and keeps its order, which is sold once there is room', async ({
  server,
  db,
  terminal,
  page,
}) => {
  const [visit] = await db.openVisits(1)
  const [product] = await db.featuredProducts()
  const before = await db.ticketsOf(visit!.id_visit)
  const partners = page.getByTestId('pull-partners')
  const notice = page.getByRole('alert').filter({ hasText: 'Falta lugar en el disco' })
  const refusal = page.getByRole('alert').filter({ hasText: 'La venta NO se guardó' })
  const disk = await SmallDisk.of(page, server.url)
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.goTo('Sincronización')
  await expect(partners).toContainText(/[1-9][\d.]* copiados/)
  await expect(partners).toContainText('Al día')
  await terminal.goTo('Venta')
  await expect(notice).toBeHidden()

  await disk.fill()
  await terminal.sell(visit!.bracelet, [product!.description!])
  await expect(notice).toBeVisible()
  await terminal.goTo('Sincronización')
  await expect(partners.getByText('0 copiados', { exact: true })).toBeVisible()
  await expect(partners).toContainText('No queda lugar en el disco')
  await expect(page.getByTestId('storage-panel')).toContainText('Sin lugar')
  await terminal.goTo('Venta')

  await disk.fill()
  await terminal.scan(visit!.bracelet)
  await expect(terminal.guest).toContainText(visit!.bracelet)
  await terminal.tile(product!.description!).click()
  await terminal.charge.click()
  await expect(refusal).toContainText('disco')
  await refusal.getByRole('button', { name: 'Entendido' }).click()
  await expect(terminal.order).toContainText(product!.description!)
  await terminal.goTo('Sincronización')
  await terminal.goTo('Venta')
  await expect(terminal.order).toContainText(product!.description!)
  await terminal.charge.click()
  await expect(refusal).toBeVisible()
  await disk.free()
  await terminal.chargeNow()

  await terminal.goTo('Sincronización')
  await terminal.push()
  await expect(page.getByText('Sincronizados 2 de 2 tickets')).toBeVisible()
  expect(await db.ticketsOf(visit!.id_visit)).toHaveLength(before.length + 2)
  await page.getByRole('button', { name: 'Traer ahora' }).click()
  await expect(partners).toContainText(/[1-9][\d.]* copiados/)
  await expect(notice).toBeHidden()
})

test('a disk without room for a night is told by "ready for the night?", before it opens', async ({ server, terminal, page }) => {
  const storage = page.getByTestId('ready-storage')
  const disk = await SmallDisk.of(page, server.url)
  await terminal.open(server.url)
  await terminal.isReady()
  await disk.fill(2_000_000)
  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await page.getByRole('link', { name: '¿Listos para la noche?' }).click()
  await expect(storage).toContainText('Queda poco lugar en el disco')
  await disk.free()
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click()
  await expect(storage).toContainText('Almacenamiento sin proteger')
})
