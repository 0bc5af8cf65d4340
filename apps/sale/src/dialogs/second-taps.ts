// Two taps in one place are meant for one thing. Where the first opened or closed a dialog, the second would press what lies there now,
// and sell it.
import { useEventListener } from '@vueuse/core'

const SECOND_WITHIN_MS = 500
const ONE_PLACE_PX = 48
/** A dialog, menu or message with whatever it covers the screen by. */
const LAYER = '.v-overlay'

interface Tap {
  readonly atMs: number
  readonly x: number
  readonly y: number
  readonly layer: Element | null
}

/** For as long as the page lives. */
export function letSecondTapsPressNothing(): void {
  let last: Tap | null = null

  function onClick(event: MouseEvent): void {
    // By a key, or by code.
    if (event.detail === 0) return
    const tap = tapOf(event)
    const isStray = last !== null && isSecond(tap, last) && tap.layer !== last.layer
    if (isStray) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    // A third one is as stray as the second.
    last = isStray ? { ...tap, layer: last!.layer } : tap
  }

  useEventListener(window, 'click', onClick, { capture: true })
}

function tapOf({ timeStamp, clientX, clientY, target }: MouseEvent): Tap {
  const layer = target instanceof Element ? target.closest(LAYER) : null
  return { atMs: timeStamp, x: clientX, y: clientY, layer }
}

function isSecond(tap: Tap, first: Tap): boolean {
  return tap.atMs - first.atMs < SECOND_WITHIN_MS && Math.hypot(tap.x - first.x, tap.y - first.y) < ONE_PLACE_PX
}
