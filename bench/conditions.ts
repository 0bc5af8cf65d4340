// What a figure depends on besides the code: said beside every one of them.
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDiskSampler } from './disk-sampler.ts'
import { percentile } from './percentile.ts'

export async function describeConditions(): Promise<string> {
  const load = loadavg().map((average) => average.toFixed(1))
  const disk = await startDiskSampler(1)
  await sleep(500)
  const times = await disk.stop()
  return [
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`,
    `load ${load.join(' ')} before the start`,
    `a 4 KiB write reaches the disk in ${percentile(times, 0.5).toFixed(2)} ms (p50), ${percentile(times, 0.99).toFixed(2)} ms (p99)`,
  ].join(' · ')
}
