import { shallowRef } from 'vue'
import { readScannerSettings } from '../scanner/scanner-settings.ts'
import { useScanner } from '../scanner/useScanner.ts'
import { judgeScan, takingAnything, type ScanTest } from './scan-test.ts'

/** Outlives the page: a scanner tested at eight is tested at nine. */
const lastTest = shallowRef<ScanTest>({ kind: 'untested' })

/** Takes whatever is scanned while the calling component is there for a test of the scanner. */
export function useScanTest() {
  const settings = readScannerSettings()
  useScanner({
    onScan: (typed) => (lastTest.value = judgeScan(typed, settings)),
    onScanCut: () => undefined,
    typingField: () => null,
    onTyped: () => undefined,
    settings: takingAnything(settings),
  })
  return { scan: lastTest, settings }
}
