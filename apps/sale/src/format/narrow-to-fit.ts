import type { ObjectDirective } from 'vue'

/** Widths of Archivo in percent, from the element's own down to the narrowest that still reads well. */
const NARROWER = [96, 92, 88, 84] as const
/** After that a size less, and then the ellipsis. */
const SMALLER = 0.94

/**
 * `v-narrow-to-fit`: text that does not fit its element gets narrower letters before anything is cut off. The element clips what
 * overflows (one line, or clamped lines), and its size must not depend on the text's width. One that is cut even so has `data-cut`.
 */
export const vNarrowToFit: ObjectDirective<HTMLElement> = {
  mounted(element) {
    shown.set(element, element.textContent)
    // Measured once it has been laid out, all new ones together, and again whenever its room changes.
    sizes.observe(element)
  },
  updated(element) {
    if (shown.get(element) === element.textContent) return
    shown.set(element, element.textContent)
    fit(element)
  },
  unmounted(element) {
    sizes.unobserve(element)
    shown.delete(element)
  },
}

const shown = new Map<HTMLElement, string | null>()
const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target as HTMLElement)))

// The first text may come before its font.
document.fonts.addEventListener('loadingdone', () => shown.forEach((_text, element) => fit(element)))

function fit(element: HTMLElement): void {
  element.style.fontStretch = ''
  element.style.fontSize = ''
  delete element.dataset['cut']
  if (fits(element)) return
  const usual = Number.parseFloat(getComputedStyle(element).fontStretch)
  for (const width of NARROWER.filter((width) => width < usual)) {
    element.style.fontStretch = `${width}%`
    if (fits(element)) return
  }
  element.style.fontSize = `${Number.parseFloat(getComputedStyle(element).fontSize) * SMALLER}px`
  if (!fits(element)) element.dataset['cut'] = ''
}

function fits({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth <= clientWidth && scrollHeight <= clientHeight
}
