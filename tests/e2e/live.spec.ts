import { expect, test } from './night.ts'

test('a price changed in the main database shows on the open sale screen within two seconds', async ({
  server,
  db,
  terminal,
}) => {
  const [product] = await db.featuredProducts()
  await terminal.open(server.url)
  await terminal.isReady()
  await expect(terminal.tile(product!.description!)).toBeVisible()
  await db.setPrice(product!.id_product_service, '9876.50')
  await expect(terminal.tile(product!.description!)).toContainText('9.876,50', { timeout: 2_000 })
})
