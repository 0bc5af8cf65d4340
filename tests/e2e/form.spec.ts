// Every screen in every state, in both themes, at every size: nothing that axe-core calls serious, targets of 64 px, no text cut off.
import { axeFaults } from './form/axe-faults.ts'
import { tabFaults } from './form/keyboard.ts'
import { everyState, type Size } from './form/every-state.ts'
import { layoutFaults } from './form/layout-faults.ts'
import { expect, test } from './night.ts'

/** A folder for a picture of each state at each size, for people to look at. */
const PICTURES = process.env['FORM_PICTURES']

// A colour on its way from one theme to the other, or a dialog fading in, has no contrast of its own.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

// What is where does not depend on the theme, so each walk measures at two of the sizes.
const WALKS = [
  { theme: 'barraDark', isMeasured: ({ width }: Size) => width === 800 || width === 1366 },
  { theme: 'barraLight', isMeasured: ({ width }: Size) => width === 1024 || width === 1280 },
] as const

for (const { theme, isMeasured } of WALKS) {
  test(`nothing is hard to hit, to read or to reach in ${theme}`, async ({ server, db, terminal, page }) => {
    test.setTimeout(480_000)
    await page.addInitScript((name) => localStorage.setItem('barra.theme', name), theme)
    for await (const { name, page, sizes } of everyState({ server, db, terminal })) {
      for (const size of sizes.filter((size) => PICTURES || isMeasured(size))) {
        await page.setViewportSize(size)
        expect.soft(await layoutFaults(page), `${name} at ${size.width}×${size.height}`).toEqual([])
        const file = `${name.replaceAll(/\W+/g, '-')}-${size.width}-${theme}.png`
        if (PICTURES) await page.screenshot({ path: `${PICTURES}/${file}` })
      }
      expect.soft(await axeFaults(page), name).toEqual([])
      if (theme === 'barraDark') expect.soft(await tabFaults(page), `${name} by Tab`).toEqual([])
    }
  })
}
