import fc from 'fast-check'
import type { Stage } from './stage.ts'
import { nights } from './step.ts'

export interface Search {
  readonly seed: number
  readonly runs: number
  /** Milliseconds after which no other night is played, unless one failed: then the list is shortened for a while. */
  readonly limitMs?: number
}

const SHRINK_LIMIT_MS = 90_000

/** Plays random nights. @throws Error with the shortest list of steps found after which an invariant does not hold */
export async function searchNights(stage: Stage, { seed, runs, limitMs = Number.MAX_SAFE_INTEGER }: Search): Promise<void> {
  const endAt = Date.now() + limitMs
  let shrinkUntil: number | undefined
  const isOver = () => Date.now() > (shrinkUntil ?? endAt)
  const property = fc.asyncProperty(nights, async (steps) => {
    if (isOver()) return
    try {
      await stage.play(steps)
    } catch (error) {
      shrinkUntil ??= Date.now() + SHRINK_LIMIT_MS
      throw error
    }
  })
  await fc.assert(property, { seed, numRuns: runs })
}
