// axe-core on every screen, in both themes, with a server and without: nothing serious, and text at a contrast of 7 to 1.
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type * as axeCore from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, test } from './night.ts'
import type { Terminal } from './terminal.ts'

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// A colour on its way from one theme to the other, or a dialog fading in, has no contrast of its own.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const theme of ['Oscura', 'Clara']) {
  test(`axe finds nothing serious on any screen, with a server and without, when the screen is ${theme}`, async ({
    server,
    terminal,
    page,
  }) => {
    test.setTimeout(120_000)
    await terminal.open(server.url)
    await terminal.isReady()
    await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
    await page.getByRole('button', { name: theme }).click()
    await expectNothingSerious(page, 'settings')
    await page.keyboard.press('Escape')
    await terminal.sell('0291', ['Gin tonic'])
    await visitEveryScreen(terminal)
    await server.kill()
    await terminal.isWithoutServer()
    await visitEveryScreen(terminal)
  })
}

async function visitEveryScreen(terminal: Terminal): Promise<void> {
  const { page } = terminal
  await terminal.goTo('Venta')
  await terminal.scan('0417')
  await terminal.tile('Gin tonic').click()
  await expect(page.getByRole('button', { name: 'Deshacer' })).toBeVisible()
  await expectNothingSerious(page, 'sale')
  await terminal.scan('0999')
  await expect(terminal.guest).toContainText('Brazalete desconocido')
  await expectNothingSerious(page, 'unknown bracelet')
  await page.getByRole('button', { name: 'Seguir con 0417' }).click()
  await terminal.scan('0291')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNothingSerious(page, 'question')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await terminal.goTo('Sincronización')
  await expect(page.getByRole('button', { name: 'Sincronizar Tickets Pendientes' })).toBeVisible()
  await expectNothingSerious(page, 'sync')
  await page.getByTestId('second-copy').click()
  await expectNothingSeriousInDialog(page, 'second copy')
  await terminal.goTo('Tickets')
  await terminal.ticketRows('0291').click()
  await expect(page.getByRole('article')).toBeVisible()
  await expectNothingSerious(page, 'tickets')

  await page.getByRole('button', { name: 'ajustes de pantalla' }).click()
  await page.getByRole('link', { name: 'Turno y cajeros' }).click()
  await expect(page.getByTestId('shift-panel')).toBeVisible()
  await expectNothingSerious(page, 'shift')
  await page.getByRole('button', { name: 'Cerrar turno' }).click()
  await expectNothingSeriousInDialog(page, 'closing the shift')
  await page.getByRole('button', { name: 'Cajeros', exact: true }).click()
  await expectNothingSeriousInDialog(page, 'PIN')
}

/** Looks at the dialog that was just opened, and closes it. */
async function expectNothingSeriousInDialog(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNothingSerious(page, where)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function expectNothingSerious(page: Page, where: string): Promise<void> {
  await page.evaluate(await axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    const sizes = { boldValue: 700, boldTextPt: 14, largeTextPt: 18, shadowOutlineEmMax: 0.2, pseudoSizeThreshold: 0.25 }
    const contrastRatio = { normal: { expected: 7, minThreshold: 7 }, large: { expected: 4.5, minThreshold: 4.5 } }
    // The catalogue fades out under a pseudo element; without this axe would not judge any text over it.
    const options = { ...sizes, contrastRatio, ignoreUnicode: true, ignoreLength: false, ignorePseudo: true }
    axe.configure({ checks: [{ id: 'color-contrast-enhanced', options }] })
    const result = await axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true } } })
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(' ')) }))
  })
  expect(violations, where).toEqual([])
}
