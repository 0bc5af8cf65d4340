// Two taps in one place are meant for one thing. Where the first opened or closed a dialog, the second would press what lies there now,
// and sell it.
import { useEventListener } from '@vueuse/core'

/** A dialog, menu or message with whatever it covers the screen by. */
const LAYER = '.v-overlay'

/** For as long as the page lives. Which taps belong together the browser says, by the machine's own settings. */
export function letSecondTapsPressNothing(): void {
  let firstLayer: Element | null = null

  function onClick(event: MouseEvent): void {
    const layer = event.target instanceof Element ? event.target.closest(LAYER) : null
    if (event.detail === 1) firstLayer = layer
    if (event.detail <= 1 || layer === firstLayer) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  useEventListener(window, 'click', onClick, { capture: true })
}
