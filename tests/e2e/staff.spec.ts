import type { Page } from '@playwright/test'
import { enterAs, openStaff, setUpCashiers, tapPin } from './cashiers.ts'
import { expect, test } from './night.ts'

test('who guesses a PIN waits, over a reload too, while a colleague comes in', async ({ server, terminal, page }) => {
  const alert = page.getByRole('dialog').getByRole('alert')
  const who = page.getByTestId('who-sells')
  // It stands still, so a wait is as long as ever when a busy machine has loaded the page again; a page times it by a clock of its own.
  await page.clock.setFixedTime(new Date())
  await terminal.open(server.url)
  await terminal.isReady()
  await setUpCashiers(page, '9087', { Caro: '1234', Sol: '567890' })
  await terminal.goTo('Venta')
  await enterAs(page, 'Caro', '0000')
  await expect(alert).toHaveText('Ese PIN no es.')
  await tapPin(page, '0001', 'Entrar')
  await expect(page.getByRole('button', { name: 'Un momento…' })).toBeHidden()
  await expect(alert).toHaveText('Ese PIN no es.')
  await tapPin(page, '0002', 'Entrar')
  await expect(alert).toContainText('Ese PIN no es. Demasiados intentos. Probá de nuevo en')
  await tapPin(page, '1234', 'Entrar')
  await expect(alert).toHaveText(/^Demasiados intentos\. Probá de nuevo en \d+\ss\.$/)

  await page.reload()
  await enterAs(page, 'Caro', '1234')
  await expect(alert).toContainText('Demasiados intentos')
  const waitedFrom = Date.now()
  await page.getByRole('button', { name: 'Volver' }).click()
  await enterAs(page, 'Sol', '567890')
  await expect(who).toContainText('Sol')

  await page.waitForTimeout(Math.max(0, waitedFrom + 16_000 - Date.now()))
  await who.click()
  await enterAs(page, 'Caro', '1234')
  await expect(who).toContainText('Caro')
})

test('the list of cashiers opens to the manager’s PIN alone, and a PIN that was changed counts without a server, too; none stands on the disk', async ({
  server,
  terminal,
  page,
}) => {
  const alert = page.getByRole('dialog').getByRole('alert')
  const list = page.getByRole('list', { name: 'Cajeros' })
  const who = page.getByTestId('who-sells')
  await terminal.open(server.url)
  await terminal.isReady()
  await setUpCashiers(page, '908706', { Caro: '417263', Sol: '567890' })

  await page.getByRole('button', { name: 'Cajeros' }).click()
  await tapPin(page, '417263', 'Entrar')
  await expect(alert).toHaveText('Ese PIN no es.')
  await expect(list).toBeHidden()
  await tapPin(page, '908706', 'Entrar')
  await page.getByRole('button', { name: 'PIN nuevo para Caro' }).click()
  await tapPin(page, '583920', 'Guardar')
  await expect(list).toBeVisible()
  await page.getByRole('button', { name: 'Listo' }).click()

  await server.kill()
  await terminal.isWithoutServer()
  await page.reload()
  await terminal.goTo('Venta')
  await enterAs(page, 'Caro', '417263')
  await expect(alert).toHaveText('Ese PIN no es.')
  await tapPin(page, '583920', 'Entrar')
  await expect(who).toContainText('Caro')

  await openStaff(page)
  await tapPin(page, '583920', 'Entrar')
  await expect(alert).toHaveText('Ese PIN no es.')

  const kept = await everythingKept(page)
  for (const known of ['Caro', 'Sol', '"hash":"']) expect(kept).toContain(known)
  // Alone: in a hash or a date such digits may stand by chance.
  for (const pin of ['908706', '417263', '583920', '567890'])
    expect(kept).not.toMatch(new RegExp(`(?<![0-9a-f])${pin}(?![0-9a-f])`))
})

test('a name that is on the list already is refused where it is written, before anybody thinks of a PIN', async ({
  server,
  terminal,
  page,
}) => {
  await terminal.open(server.url)
  await terminal.isReady()
  await setUpCashiers(page, '9087', { Caro: '1234' })
  await page.getByRole('button', { name: 'Cajeros' }).click()
  await tapPin(page, '9087', 'Entrar')
  const name = page.getByLabel('Nombre')
  await name.fill('caro')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('Ya hay alguien con ese nombre.')
  await expect(name).toHaveValue('caro')
  await name.fill('Carola')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'PIN nuevo de Carola' })).toBeVisible()
})

test('who is not on the list reaches what sells nothing from the question who sells, whose names stand beside their icons', async ({
  server,
  terminal,
  page,
}) => {
  const question = page.getByRole('dialog', { name: '¿Quién vende?' })
  const link = (name: string) => question.getByRole('link', { name })
  await terminal.open(server.url)
  await terminal.isReady()
  await setUpCashiers(page, '9087', { Caro: '1234' })
  await terminal.goTo('Venta')
  const [icon, name] = await question.getByRole('button', { name: 'Caro' }).evaluate(middlesOfIconAndName)
  expect(Math.abs(icon - name)).toBeLessThan(3)

  await link('Tickets').click()
  await expect(page.getByRole('region', { name: 'Tickets' })).toBeVisible()
  await expect(question).toBeHidden()
  await terminal.goTo('Venta')
  await link('Sincronización').click()
  await expect(page).toHaveURL(/\/sync$/)
  await expect(question).toBeHidden()
  await terminal.goTo('Venta')
  await link('Turno y cajeros').click()
  await expect(page).toHaveURL(/\/shift$/)
  await expect(question).toBeHidden()
})

/** Runs in the page, in one frame: the dialog grows while it opens. */
function middlesOfIconAndName(button: Element): readonly [number, number] {
  const middleOf = (selector: string) => {
    const { y, height } = button.querySelector(selector)!.getBoundingClientRect()
    return y + height / 2
  }
  return [middleOf('svg'), middleOf('.text')]
}

/** Every record of every database of this terminal, and what the page keeps beside them, as JSON. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error!)
      })
    const records: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name!))
      const stores = [...database.objectStoreNames]
      if (stores.length > 0) {
        const reading = database.transaction(stores)
        for (const store of stores) records.push(await settled(reading.objectStore(store).getAll()))
      }
      database.close()
    }
    return JSON.stringify(records)
  })
}
