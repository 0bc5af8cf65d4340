// What a figure depends on besides the code: said beside every one of them.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentile } from './percentile.ts'

export function describeConditions(): string {
  const load = loadavg().map((average) => average.toFixed(1))
  return [
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`,
    `load ${load.join(' ')} before the start`,
    `a 4 KiB write reaches the disk in ${percentile(syncTimes(), 0.5).toFixed(2)} ms (p50)`,
  ].join(' · ')
}

function syncTimes(): number[] {
  const directory = mkdtempSync(join(tmpdir(), 'barra-bench-'))
  const file = openSync(join(directory, 'sync'), 'w')
  const block = Buffer.alloc(4096)
  try {
    return Array.from({ length: 50 }, () => {
      const startedAt = performance.now()
      writeSync(file, block)
      fdatasyncSync(file)
      return performance.now() - startedAt
    })
  } finally {
    closeSync(file)
    rmSync(directory, { recursive: true })
  }
}
