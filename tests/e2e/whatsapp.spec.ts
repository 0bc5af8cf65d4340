import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultCollections } from '@barra/replication-server'
import { expect, test } from './night.ts'

/** A club that lets its partners' phones travel. */
test.use({
  environment: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'barra-collections-'))
    const file = join(folder, 'collections.json')
    const phones = ['partner_phone', 'affiliate_phone'].map((name) => ({ name, kind: 'text' }))
    const collections = defaultCollections.map((collection) =>
      collection.name === 'partners' ? { ...collection, columns: [...collection.columns, ...phones] } : collection,
    )
    await writeFile(file, JSON.stringify(collections))
    await use({ COLLECTIONS: file })
    await rm(folder, { recursive: true })
  },
})

test('a sale is sent to the guest’s own phone by WhatsApp, where the club gave one', async ({ server, db, terminal, page }) => {
  const [withPhone, without] = await db.openVisits(2)
  await db.setPhone(withPhone!.id_visit, '011 15-5550-1234')
  await db.setPhone(without!.id_visit, null)
  await terminal.open(server.url)
  await terminal.isReady()
  const sold = page.getByRole('dialog', { name: /^Venta / })
  const link = sold.getByRole('link', { name: 'WhatsApp' })
  await terminal.sell(withPhone!.bracelet, ['Gin tonic', 'Gin tonic'])
  await page.getByRole('button', { name: /^Última venta/ }).click()
  await expect(link).toHaveAttribute('href', /^https:\/\/wa\.me\/5491155501234\?text=/)
  const text = new URL((await link.getAttribute('href'))!).searchParams.get('text')
  expect(text?.replaceAll(/\s/g, ' ')).toMatch(/^Ticket 1-0001, .* 2 × Gin tonic: \$ 15\.000,00 Total: \$ 15\.000,00$/)
  await page.keyboard.press('Escape')

  await terminal.sell(without!.bracelet, ['Gin tonic'])
  await page.getByRole('button', { name: /^Última venta/ }).click()
  await expect(sold).toContainText('1-0002')
  await expect(link).toHaveCount(0)
})
