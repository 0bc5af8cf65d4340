import { expect, test } from './night.ts'
import { Terminal } from './terminal.ts'

test('a second tab says that the first one sells, takes the open order over, and gives it back', async ({
  server,
  terminal,
  page,
}) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.serve('0417')
  await terminal.tile('Gin tonic').click()

  const other = new Terminal(await page.context().newPage())
  await other.open(server.url)
  await expect(other.page.getByText('La venta está abierta en otra pestaña')).toBeVisible()
  await expect(other.charge).toHaveCount(0)
  await other.page.getByRole('button', { name: 'Vender en esta pestaña' }).click()
  await expect(other.order).toContainText('Gin tonic')
  await expect(other.guest).toContainText('0417')
  await expect(page.getByText('La venta está abierta en otra pestaña')).toBeVisible()
  await expect(terminal.charge).toHaveCount(0)

  await other.chargeNow()
  await other.tile('Fernet con cola').click()
  await other.hasDrafted('Fernet con cola')
  await other.page.close()
  await expect(terminal.order).toContainText('Fernet con cola')
  await expect(terminal.order).not.toContainText('Gin tonic')
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('0417')).toHaveCount(1)
})
