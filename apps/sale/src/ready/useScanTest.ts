import { computed, shallowRef, type ComputedRef } from 'vue'
import { scannerSettings } from '../scanner/scanner-settings.ts'
import { useScanner } from '../scanner/useScanner.ts'
import { judgeScan, takingAnything, type ScanTest } from './scan-test.ts'

/** What was scanned last. Outlives the page: a scanner tested at eight is tested at nine. */
const lastTyped = shallowRef<string | null>(null)

const scan = computed<ScanTest>(() =>
  lastTyped.value === null ? { kind: 'untested' } : judgeScan(lastTyped.value, scannerSettings.value),
)

/** Takes whatever is scanned while the calling component is there for a test of the scanner. */
export function useScanTest(): ComputedRef<ScanTest> {
  useScanner({
    onScan: (typed) => (lastTyped.value = typed),
    onScanCut: () => undefined,
    typingField: () => null,
    onTyped: () => undefined,
    settings: () => takingAnything(scannerSettings.value),
  })
  return scan
}
