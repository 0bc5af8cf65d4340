import { useEventListener } from '@vueuse/core'
import { asTextField } from '../../scanner/text-field.ts'

/**
 * What was touched last keeps the focus, and the scanner's keys would draw a ring round it. The function returned gives that focus
 * up; one that came by keyboard, or that a text field has, stays.
 */
export function useTouchedFocus(): () => void {
  let touched: HTMLElement | null = null

  function note(focused: EventTarget | null): void {
    const isTouched = focused instanceof HTMLElement && !asTextField(focused) && !focused.matches(':focus-visible')
    touched = isTouched ? focused : null
  }

  note(document.activeElement) // The link that led here.
  useEventListener(document, 'focusin', ({ target }) => note(target))
  return () => {
    if (touched === document.activeElement) touched?.blur()
  }
}
