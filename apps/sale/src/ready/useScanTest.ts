import { computed, shallowRef, type ComputedRef } from 'vue'
import { useNight } from '../clock/useNight.ts'
import { scannerSettings, takingAnything } from '../scanner/scanner-settings.ts'
import { useScanner } from '../scanner/useScanner.ts'
import { judgeScan, type LastScan, type ScanTest } from './scan-test.ts'

/** Outlives the page: a scanner tested at eight is tested at nine. */
const last = shallowRef<LastScan | null>(null)

/** Takes whatever is scanned while the calling component is there for a test of the scanner. */
export function useScanTest(): ComputedRef<ScanTest> {
  const isOfTonight = useNight()
  useScanner({
    onScan: (typed) => (last.value = { typed, at: new Date().toISOString() }),
    onScanCut: () => undefined,
    typingField: () => null,
    onTyped: () => undefined,
    settings: () => takingAnything(scannerSettings.value),
  })
  return computed(() => judgeScan(last.value, isOfTonight.value, scannerSettings.value))
}
