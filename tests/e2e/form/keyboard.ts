// The hands of somebody without a mouse.
import { expect, type Locator, type Page } from '@playwright/test'
import { OVERLAYS } from './front.ts'

/** More than any screen has. */
const MOST_STOPS = 120

/** Presses Tab until the control has the focus, and sees that the screen shows it there. */
export async function tabTo(control: Locator): Promise<void> {
  const page = control.page()
  await expect(control).toBeVisible()
  for (let i = 0; i < MOST_STOPS; i++) {
    if (await control.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('Tab')
    await focusIsSettled(page)
  }
  await expectFocus(control)
}

/** Goes to the control as `tabTo` does, and presses Enter there. */
export async function pressEnterOn(control: Locator): Promise<void> {
  await tabTo(control)
  await control.page().keyboard.press('Enter')
}

/** The control has the focus, and a ring shows it. */
export async function expectFocus(control: Locator): Promise<void> {
  await expect(control).toBeFocused()
  expect(await control.page().evaluate(focusedStop), 'the focus is shown').toMatchObject({ isShown: true })
}

/** Leaves the dialog of the control by Escape, and waits until what is under it listens for the next one: a task later, in Vuetify. */
export async function escapeFrom(control: Locator): Promise<void> {
  const page = control.page()
  await page.keyboard.press('Escape')
  await expect(control).toBeHidden()
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
}

/** Controls of what is open that Tab does not come to, and stops at which nothing shows the focus. */
export async function tabFaults(page: Page): Promise<string[]> {
  const before = await page.evaluateHandle(() => document.activeElement)
  const missing = new Set(await page.evaluate(markControls, OVERLAYS))
  const faults = new Set<string>()
  missing.delete((await page.evaluate(focusedStop))?.id ?? '')
  // Not one stop further: a menu closes when the focus leaves it.
  for (let i = 0; i < MOST_STOPS && missing.size > 0; i++) {
    await page.keyboard.press('Tab')
    await focusIsSettled(page)
    const stop = await page.evaluate(focusedStop)
    if (stop === null) continue
    missing.delete(stop.id)
    if (!stop.isShown) faults.add(`${stop.id} does not show its focus`)
  }
  await before.evaluate((element) => (element as HTMLElement | null)?.focus?.())
  return [...faults, ...[...missing].map((id) => `${id} is not reached`)]
}

/** A menu takes the focus in a frame after it came to what is under it. */
function focusIsSettled(page: Page): Promise<void> {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())))
}

/** Gives each control that Tab should reach a mark, and answers the marks. A group that arrow keys walk is one stop. */
function markControls(overlays: string): string[] {
  const front = [...document.querySelectorAll(overlays)].at(-1) ?? document
  const controls = [...front.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, [tabindex="0"]')].filter(
    (control) =>
      control.tabIndex >= 0 &&
      !control.matches(':disabled') &&
      !control.closest('[inert], [data-testid="undo"]') &&
      control.checkVisibility({ visibilityProperty: true }),
  )
  return controls.map((control, i) => {
    const name = (control.getAttribute('aria-label') ?? control.innerText).replaceAll(/\s+/g, ' ').slice(0, 40)
    return (control.dataset['stop'] = `${i} ${control.tagName.toLowerCase()} "${name}"`)
  })
}

function focusedStop(): { id: string; isShown: boolean } | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const hasRing = (candidate: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(candidate)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
  }
  // A field shows it on its box, a button without a face on the face inside.
  const box = element.closest('.boxed-field, .reason')
  const isShown = [element, ...(box ? [box] : []), ...element.children].some(hasRing)
  return { id: element.dataset['stop'] ?? element.outerHTML.slice(0, 80), isShown }
}
