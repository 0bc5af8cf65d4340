// A scanner ends each bracelet with Enter, which would press the button that has the focus: an answer nobody gave.
import { useEventListener } from '@vueuse/core'
import { pressedKeyOf } from './pressed-key.ts'
import { createScanDetector } from './scan-detector.ts'
import { scannerSettings, takingAnything } from './scanner-settings.ts'
import { asTextField } from './text-field.ts'

/** For as long as the page lives. Into a text field a scanner types as any keyboard does, and who listens to scans still hears them. */
export function letScansPressNothing(): void {
  const detector = createScanDetector(takingAnything(scannerSettings.value))

  function onKeydown(event: KeyboardEvent): void {
    const { kind } = detector.press(pressedKeyOf(event))
    const isEndOfScan = kind === 'scanned' || kind === 'scanned_again' || kind === 'scan_cut'
    if (isEndOfScan && !asTextField(document.activeElement)) event.preventDefault()
  }

  useEventListener(window, 'keydown', onKeydown, { capture: true })
}
