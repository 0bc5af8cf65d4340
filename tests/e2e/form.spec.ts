// Every screen in every state, in both themes, both languages and at every size: nothing that axe-core calls serious, targets of
// 64 px, no text cut off, everything reached by Tab.
import { rm } from 'node:fs/promises'
import { axeFaults } from './form/axe-faults.ts'
import { tabFaults } from './form/keyboard.ts'
import { layoutFaults } from './form/layout-faults.ts'
import { badNight } from './form/states/bad-night.ts'
import { managing } from './form/states/managing.ts'
import { selling } from './form/states/selling.ts'
import { shift } from './form/states/shift.ts'
import { starting } from './form/states/starting.ts'
import { Walk } from './form/states/walk.ts'
import { wear } from './form/wear.ts'
import { copyOfApp } from './newer-app.ts'
import { expect, test } from './night.ts'

/** A folder for pictures of each state at each size, in each look, for people to look at. */
const PICTURES = process.env['FORM_PICTURES']

// What is where depends on the words and not on the theme; colours the other way round.
const LOOKS = [
  { theme: 'barraDark', locale: 'en', widths: [800, 1024], isJudgedByAxe: false },
  { theme: 'barraDark', locale: 'es-AR', widths: [800, 1024, 1280, 1366], isJudgedByAxe: true },
  { theme: 'barraLight', locale: 'es-AR', widths: [], isJudgedByAxe: true },
] as const
const [, USUAL_LOOK] = LOOKS

// A colour on its way from one theme to the other, or a dialog fading in, has no contrast of its own.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.use({
  environment: async ({ browserName: _ }, use) => {
    const app = await copyOfApp()
    await use({ SALE_APP_DIR: app })
    await rm(app, { recursive: true })
  },
})

for (const [part, states] of Object.entries({ starting, selling, managing, shift, badNight }))
  test(`nothing is hard to hit, to read or to reach: ${part}`, async ({ server, db, terminal, environment }) => {
    test.setTimeout(600_000)
    const walk = new Walk({ server, db, terminal })
    for await (const { name, page, sizes } of states(walk, environment['SALE_APP_DIR']!)) {
      for (const look of LOOKS) {
        await wear(page, look)
        const where = `${name}, ${look.theme}, ${look.locale}`
        for (const size of sizes) {
          const isMeasured = look.widths.some((width) => width === size.width)
          if (!isMeasured && !PICTURES) continue
          await page.setViewportSize(size)
          if (isMeasured) expect.soft(await layoutFaults(page), `${where}, ${size.width}×${size.height}`).toEqual([])
          const file = `${where.replaceAll(/\W+/g, '-')}-${size.width}.png`
          if (PICTURES) await page.screenshot({ path: `${PICTURES}/${file}` })
        }
        if (look.isJudgedByAxe) expect.soft(await axeFaults(page), where).toEqual([])
      }
      await wear(page, USUAL_LOOK)
      expect.soft(await tabFaults(page), `${name} by Tab`).toEqual([])
    }
  })
