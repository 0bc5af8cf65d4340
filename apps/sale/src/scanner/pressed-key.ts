/** A key as a scan is read from it. */
export interface PressedKey {
  /** As in KeyboardEvent.key. */
  readonly key: string
  /** When it was pressed, however busy the page was since: in ms of a clock that never goes back. */
  readonly atMs: number
  /** Ctrl, Alt or Meta held: a shortcut, never part of a code. */
  readonly isShortcut: boolean
  /** The keyboard's own auto-repeat, which is as fast as a scanner. */
  readonly isRepeat: boolean
}

const MODIFIERS = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph'])

export function pressedKeyOf(event: KeyboardEvent): PressedKey {
  return {
    key: event.key,
    atMs: event.timeStamp,
    isShortcut: event.ctrlKey || event.altKey || event.metaKey,
    isRepeat: event.repeat,
  }
}

/** Says nothing either way: scanners hold Shift for a capital. */
export function isModifier({ key }: PressedKey): boolean {
  return MODIFIERS.has(key)
}

/** Whether a code may go on with it. */
export function isCharacter({ key, isShortcut, isRepeat }: PressedKey): boolean {
  return key.length === 1 && !isShortcut && !isRepeat
}
