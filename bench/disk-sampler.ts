import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const BLOCK = Buffer.alloc(4096)

/** Milliseconds that a 4 KiB write took to reach the disk, each time it was tried. */
export interface DiskSampler {
  stop(): Promise<readonly number[]>
}

/** Tries the disk while a benchmark runs: what others write meanwhile holds up every commit, ours and the club's. */
export async function startDiskSampler(everyMs: number): Promise<DiskSampler> {
  const directory = await mkdtemp(join(tmpdir(), 'barra-bench-'))
  const file = await open(join(directory, 'sync'), 'w')
  const times: number[] = []
  let isStopped = false
  const sampling = (async () => {
    while (!isStopped) {
      const startedAt = performance.now()
      await file.write(BLOCK)
      await file.datasync()
      times.push(performance.now() - startedAt)
      await sleep(everyMs)
    }
  })()
  return {
    async stop() {
      isStopped = true
      await sampling
      await file.close()
      await rm(directory, { recursive: true })
      return times
    },
  }
}
