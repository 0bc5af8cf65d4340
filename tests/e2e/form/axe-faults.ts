import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type * as axeCore from 'axe-core'
import type { Page } from '@playwright/test'

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core calls serious or critical, text below a contrast of 7 to 1 among it. */
export async function axeFaults(page: Page): Promise<unknown[]> {
  await page.evaluate(await axeSource)
  return page.evaluate(async () => {
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
}
