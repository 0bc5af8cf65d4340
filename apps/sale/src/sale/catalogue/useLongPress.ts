import { onScopeDispose } from 'vue'

const LONG_PRESS_MS = 500
const MOVED_PX = 12

/**
 * Tells a tap from a long press on one element. A right click and the keyboard's menu key are long presses too, so that nobody
 * needs a finger for it.
 */
export function useLongPress(onTap: () => void, onLongPress: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let start = { x: 0, y: 0 }
  let wasLong = false

  function stop(): void {
    clearTimeout(timer)
  }

  function hold(): void {
    stop()
    wasLong = true
    onLongPress()
  }

  onScopeDispose(stop)
  return {
    pointerdown: (event: PointerEvent) => {
      stop()
      wasLong = false
      if (event.button !== 0) return
      start = { x: event.clientX, y: event.clientY }
      timer = setTimeout(hold, LONG_PRESS_MS)
    },
    pointermove: (event: PointerEvent) => {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > MOVED_PX) stop()
    },
    keydown: (event: KeyboardEvent) => {
      wasLong = false // No click follows a menu key or a right click, so the next one is a tap.
      if (event.repeat && event.key === 'Enter') event.preventDefault() // Held down it would click on and on.
    },
    pointerup: stop,
    // Lifted just then, the finger would tap what has come up under it and close that.
    touchend: (event: TouchEvent) => {
      if (wasLong) event.preventDefault()
    },
    pointercancel: stop,
    pointerleave: stop,
    contextmenu: (event: Event) => {
      event.preventDefault()
      hold()
    },
    click: () => {
      stop()
      if (!wasLong) onTap()
      wasLong = false
    },
  }
}
