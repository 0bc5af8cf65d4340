// Listens to every key of the page: scans are taken out wherever the focus is, and typing outside any field is handed on.
import { onScopeDispose, watch } from 'vue'
import { useEventListener } from '@vueuse/core'
import { lastCharacterAtMs } from './last-key.ts'
import { pressedKeyOf } from './pressed-key.ts'
import { createScanDetector, type KeyMeaning } from './scan-detector.ts'
import { scannerSettings, type ScannerSettings } from './scanner-settings.ts'
import { asTextField, snapshotOf, type RestoreField, type TextField } from './text-field.ts'

export interface ScannerOptions {
  readonly onScan: (code: string) => void
  /** A scan ended that had begun before anybody listened: what it read is unknown. */
  readonly onScanCut: () => void
  /** The field that what is typed outside any field is meant for; null while nothing wants it. */
  readonly typingField: () => TextField | null
  /** Characters typed outside any field, once they are known to be no scan. */
  readonly onTyped: (text: string) => void
  /** Asked again whenever they change; this terminal's unless given. */
  readonly settings?: () => ScannerSettings
}

export function useScanner({
  onScan,
  onScanCut,
  typingField,
  onTyped,
  settings = () => scannerSettings.value,
}: ScannerOptions): void {
  let detector = createScanDetector(settings(), lastCharacterAtMs())
  watch(settings, (changed) => (detector = createScanDetector(changed, lastCharacterAtMs())))
  let restoreField: RestoreField | null = null
  let heldText = ''
  let heldTimer: ReturnType<typeof setTimeout> | undefined

  function releaseHeld(): void {
    clearTimeout(heldTimer)
    const text = heldText
    heldText = ''
    if (text !== '') onTyped(text)
  }

  function dropHeld(): void {
    clearTimeout(heldTimer)
    heldText = ''
  }

  // With no field focused, a character waits until it cannot be a scan any more: the search never flickers under the scanner.
  function hold(event: KeyboardEvent): void {
    if (typingField() === null || (heldText === '' && event.key === ' ')) return
    event.preventDefault()
    heldText += event.key
    clearTimeout(heldTimer)
    heldTimer = setTimeout(releaseHeld, settings().maxGapMs)
  }

  function typed(event: KeyboardEvent, meaning: KeyMeaning): void {
    const field = asTextField(document.activeElement)
    if (meaning.kind === 'burst_started' || restoreField === null) {
      const receiver = field ?? typingField()
      restoreField = receiver && snapshotOf(receiver)
    }
    if (!field) hold(event)
  }

  function taken(event: KeyboardEvent): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    dropHeld()
    restoreField?.()
    restoreField = null
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.isComposing) return
    const meaning = detector.press(pressedKeyOf(event))
    switch (meaning.kind) {
      case 'burst_started':
      case 'burst_continued':
        return typed(event, meaning)
      case 'scanned':
        taken(event)
        return onScan(meaning.code)
      case 'scanned_again':
        return taken(event)
      case 'scan_cut':
        taken(event)
        return onScanCut()
      case 'modifier':
        return
      case 'other':
        return releaseHeld()
    }
  }

  useEventListener(window, 'keydown', onKeydown, { capture: true })
  onScopeDispose(dropHeld)
}
