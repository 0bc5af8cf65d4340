import { writeAndForget } from '../storage-probe.ts'

/** The tickets of a few nights. */
const BLOCK_BYTES = 10_000_000
const CHUNK_BYTES = 1_000_000
const MOST_RANDOM_BYTES = 65_536

/**
 * Whether the disk takes what a night writes: tried, since no browser tells how much is free.
 * @param name of the terminal's databases
 */
export async function tryRoom(name: string): Promise<boolean> {
  try {
    const chunks = Array.from({ length: BLOCK_BYTES / CHUNK_BYTES }, randomBytes)
    await writeAndForget(`${name}-room`, chunks)
    return true
  } catch {
    return false
  }
}

/** The browser compresses what it writes, and random bytes cannot be. */
function randomBytes(): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES)
  for (let from = 0; from < CHUNK_BYTES; from += MOST_RANDOM_BYTES) {
    crypto.getRandomValues(chunk.subarray(from, from + MOST_RANDOM_BYTES))
  }
  return chunk
}
