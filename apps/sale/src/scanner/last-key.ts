// When the page's last key was pressed: who begins to listen later knows whether a scan was under way.
import { useEventListener } from '@vueuse/core'
import { isCharacter, isModifier, pressedKeyOf } from './pressed-key.ts'

// Before this moment nobody listened, so a character may have come just then.
let typedAtMs = performance.now()

/** Watches every key for as long as the page lives. */
export function watchLastKey(): void {
  useEventListener(window, 'keydown', onKeydown, { capture: true })
}

function onKeydown(event: KeyboardEvent): void {
  const key = pressedKeyOf(event)
  if (isModifier(key)) return
  typedAtMs = isCharacter(key) ? key.atMs : -Infinity
}

/** In ms of the clock of the events' `timeStamp`; -Infinity where it was no character of a code, such as Escape. */
export function lastCharacterAtMs(): number {
  return typedAtMs
}
