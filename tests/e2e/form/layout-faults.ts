// What a finger and an eye find wrong with what is on the screen, measured in the page.
import type { Page } from '@playwright/test'
import { OVERLAYS } from './front.ts'

/** Controls that are too small to hit or that something else covers, texts that are cut off, and anything outside the window. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(async (overlays) => {
    const TARGET_PX = 64
    const TOP_BAR_PX = 56
    const CONTROLS = 'button, a[href], input, textarea, select, [role="option"]'
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('[inert]')
    const nameOf = (element: HTMLElement) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.innerText).replaceAll(/\s+/g, ' ').slice(0, 50)}"`
    const whatIsOpen = () => [...document.querySelectorAll(overlays)].at(-1)
    await rest()
    const front = whatIsOpen() ?? document.querySelector('.v-application')!
    return [...outside(), ...[...front.querySelectorAll<HTMLElement>(CONTROLS)].flatMap(controlFaults), ...cutTexts()]

    /** Until everything is as it was a frame ago, and what is open is in front; a second at most. Measured in the frame that says so. */
    async function rest(): Promise<void> {
      const aFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      await document.fonts.ready
      await aFrame()
      let before = ''
      for (let frames = 0; frames < 60; frames++) {
        await aFrame()
        const now = [...document.body.querySelectorAll('*')].map(placeAndLetters).join()
        if (now === before && isInFront()) return
        before = now
      }
    }

    function placeAndLetters(element: Element): string {
      const { left, top, width, height } = element.getBoundingClientRect()
      return `${left} ${top} ${width} ${height} ${element.getAttribute('style')}`
    }

    function isInFront(): boolean {
      const open = whatIsOpen()
      if (!open) return true
      const hit = document.elementFromPoint(...middleOf(open))
      return hit !== null && open.contains(hit)
    }

    function outside(): string[] {
      const faults = []
      const { scrollWidth, scrollHeight } = document.documentElement
      if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} px wide`)
      if (scrollHeight > innerHeight) faults.push(`the page is ${scrollHeight} px high`)
      const { left, top, right, bottom } = front.getBoundingClientRect()
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        faults.push(`${front.className} lies outside the window`)
      return faults
    }

    function controlFaults(element: HTMLElement): string[] {
      // A field's target is its whole frame.
      const target = element.closest<HTMLElement>('.boxed-field, .reason') ?? element
      if (!isShown(element) || target.getBoundingClientRect().width < 2) return []
      const before = isHit(target) ? [] : scrollPositions(target)
      if (before.length > 0) target.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      const fault = faultOf(element, target)
      for (const [scroller, left, top] of before) scroller.scrollTo({ left, top, behavior: 'instant' })
      return fault === null ? [] : [`${nameOf(element)} ${fault}`]
    }

    function scrollPositions(element: Element): [Element, number, number][] {
      const positions: [Element, number, number][] = []
      for (let outer = element.parentElement; outer; outer = outer.parentElement)
        if (outer.scrollHeight > outer.clientHeight || outer.scrollWidth > outer.clientWidth)
          positions.push([outer, outer.scrollLeft, outer.scrollTop])
      return positions
    }

    function middleOf(target: Element): [number, number] {
      const { left, top, width, height } = target.getBoundingClientRect()
      return [left + width / 2, top + height / 2]
    }

    /** What a finger meets there, below the message that goes away by itself. */
    function under(x: number, y: number, target: Element): Element | undefined {
      const passing = [...document.querySelectorAll('[data-testid="undo"], [data-testid="sale-saved"]')]
      const isPassing = (element: Element) => passing.some((message) => message.contains(element) && !message.contains(target))
      return document.elementsFromPoint(x, y).find((element) => !isPassing(element))
    }

    function isHit(target: Element): boolean {
      const hit = under(...middleOf(target), target)
      return hit !== undefined && (target.contains(hit) || hit.contains(target))
    }

    function faultOf(element: HTMLElement, target: HTMLElement): string | null {
      const [x, y] = middleOf(target)
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'lies outside the window'
      if (!isHit(target)) return `is covered by "${under(x, y, target)?.className}"`
      const { width, height } = target.getBoundingClientRect()
      // What surrounds a small face may belong to it.
      const reach = (dx: number, dy: number) => {
        let px = 0
        while (px < TARGET_PX && target.contains(under(x + dx * (px + 1), y + dy * (px + 1), target) ?? null)) px++
        return px
      }
      const wide = width >= TARGET_PX - 0.5 ? width : 1 + reach(-1, 0) + reach(1, 0)
      const high = height >= TARGET_PX - 0.5 ? height : 1 + reach(0, -1) + reach(0, 1)
      const wantedHigh = element.closest('header.top-bar') ? TOP_BAR_PX : TARGET_PX
      const isSmall = wide < TARGET_PX - 1.5 || high < wantedHigh - 1.5
      return isSmall ? `is ${Math.round(wide)}×${Math.round(high)} px` : null
    }

    function cutTexts(): string[] {
      const faults: string[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const range = document.createRange()
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent!.trim()
        const element = node.parentElement
        if (text === '' || !element || !isShown(element)) continue
        range.selectNodeContents(node)
        const box = range.getBoundingClientRect()
        if (box.width < 2) continue
        const fault = cutOf(element, box)
        if (fault) faults.push(`"${text.slice(0, 50)}" ${fault}`)
      }
      return faults
    }

    /** Letters were made as narrow as they may be, and that did not do. */
    function hasEllipsis(element: HTMLElement): boolean {
      return 'cut' in element.dataset
    }

    /** Scrolled away is not cut: whatever scrolls that way ends the search. */
    function cutOf(element: HTMLElement, box: DOMRect): string | null {
      let [needsX, needsY] = [true, true]
      for (let outer: HTMLElement | null = element; outer && (needsX || needsY); outer = outer.parentElement) {
        const style = getComputedStyle(outer)
        const frame = outer.getBoundingClientRect()
        if (style.clipPath !== 'none' || frame.width <= 1) return null
        const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
        const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
        if (needsX && cuts(style.overflowX) && (box.right > frame.right + 1 || box.left < frame.left - 1))
          return hasEllipsis(outer) ? null : `is cut by "${outer.className}"`
        // A line is higher than its letters.
        if (needsY && cuts(style.overflowY) && (box.bottom > frame.bottom + 4 || box.top < frame.top - 4))
          return hasEllipsis(outer) ? null : `is cut off by "${outer.className}"`
        needsX &&= !scrolls(style.overflowX)
        needsY &&= !scrolls(style.overflowY)
      }
      const isOutside = (needsX && (box.right > innerWidth + 1 || box.left < -1)) || (needsY && box.bottom > innerHeight + 1)
      return isOutside ? 'lies outside the window' : null
    }
  }, OVERLAYS)
}
