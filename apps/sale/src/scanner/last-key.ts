// When any key of the page was pressed last: who begins to listen later knows whether a scan was under way.
import { useEventListener } from '@vueuse/core'

// Before this moment nobody listened, so a key may have come just then.
let pressedAtMs = performance.now()

/** Watches every key for as long as the page lives. */
export function watchLastKey(): void {
  useEventListener(window, 'keydown', ({ timeStamp }) => (pressedAtMs = timeStamp), { capture: true })
}

/** In ms of the clock of the events' `timeStamp`. */
export function lastKeyAtMs(): number {
  return pressedAtMs
}
