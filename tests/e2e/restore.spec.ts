import { copyFile, rm } from 'node:fs/promises'
import { MainDatabase } from './main-database.ts'
import { expect, test } from './night.ts'

test('a restored database loses no ticket: the terminal forgets what is gone, lists what was lost, and has it stored once', async ({
  server,
  db,
  databaseUrl,
  terminal,
  page,
}) => {
  const [kept, lost] = await db.openVisits(2)
  const [product] = await db.featuredProducts()
  const price = Number(product!.price)
  const ticketsBefore = await db.countTickets()
  const lostGuestsTickets = await db.ticketsOf(lost!.id_visit)
  await terminal.open(server.url)
  await terminal.isReady()
  await terminal.sell(kept!.bracelet, [product!.description!])
  await pushAll(1)
  const file = databaseUrl.replace('sqlite:', '')
  await db.backUp(`${file}.backup`)

  await terminal.goTo('Venta')
  await terminal.sell(lost!.bracelet, [product!.description!, product!.description!])
  await pushAll(1)
  await db.addProduct('Trago de la casa', '4321.00')
  await terminal.goTo('Venta')
  await expect(terminal.tile('Trago de la casa')).toBeVisible()
  expect(await db.countTickets()).toBe(ticketsBefore + 2)

  await server.kill()
  await terminal.isWithoutServer()
  for (const part of ['', '-wal', '-shm']) await rm(file + part, { force: true })
  await copyFile(`${file}.backup`, file)
  const restored = new MainDatabase(databaseUrl)
  expect(await restored.countTickets()).toBe(ticketsBefore + 1)
  await server.start()
  await terminal.isBackOnline()

  await expect(terminal.tile('Trago de la casa')).toBeHidden({ timeout: 30_000 })
  await expect(terminal.tile(product!.description!)).toBeVisible()
  await terminal.goTo('Sincronización')
  await expect(page.getByRole('alert')).toContainText('ya no tiene 1 ticket', { timeout: 30_000 })
  await expect(page.getByTestId('pending-count')).toHaveText('1')
  await expect(page.getByTestId('error-line').filter({ hasText: 'Ticket perdido por el servidor' })).toHaveCount(1)
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('Sincronizado')).toHaveCount(1)
  await terminal.ticketRows('Reenviar').click()
  await expect(page.getByText('El servidor lo perdió')).toBeVisible()
  await terminal.goTo('Venta')
  await terminal.scan(lost!.bracelet)
  await expect.poll(() => terminal.consumed()).toBe(Number(lost!.consumed) + 2 * price)
  // Nothing was sent without the button.
  expect(await restored.countTickets()).toBe(ticketsBefore + 1)

  await pushAll(1)
  expect(await restored.countTickets()).toBe(ticketsBefore + 2)
  const tickets = (await restored.ticketsOf(lost!.id_visit)).slice(lostGuestsTickets.length)
  expect(tickets.map(({ ticket_amount }) => Number(ticket_amount))).toEqual([2 * price])
  expect(await restored.consumedBy(lost!.id_visit)).toBe(Number(lost!.consumed) + 2 * price)
  expect(await restored.consumedBy(kept!.id_visit)).toBe(Number(kept!.consumed) + price)
  await terminal.goTo('Tickets')
  await expect(terminal.ticketRows('Sincronizado')).toHaveCount(2)
  await restored.close()

  async function pushAll(count: number): Promise<void> {
    await terminal.goTo('Sincronización')
    await terminal.push()
    await expect(page.getByText(`Sincronizados ${count} de ${count} tickets`)).toBeVisible()
    await expect(page.getByTestId('pending-count')).toHaveText('0')
  }
})
