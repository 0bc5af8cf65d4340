import type { Health } from '@barra/replication-protocol'
import { readTimeZone } from './read-time-zone.ts'

/** What an answer of the health route tells beside that there is one. */
export interface HealthAnswer {
  /** Milliseconds from the question to the answer. */
  readonly respondedInMs: number
  /** How far this terminal's clock is ahead of the server's, in milliseconds, negative when it is behind; null when the server did not say. */
  readonly clockAheadMs: number | null
  /** The club's zone; absent where the server did not say, or said one that this browser does not know. */
  readonly timeZone?: string
}

/**
 * @param body its `time`: what the server's clock said, most likely halfway between question and answer
 * @param answeredAtMs by this terminal's clock
 */
export function healthAnswer(
  { time, time_zone }: { readonly [Field in keyof Health]?: unknown },
  tookMs: number,
  answeredAtMs: number,
): HealthAnswer {
  const serverMs = typeof time === 'string' ? Date.parse(time) : NaN
  const clockAheadMs = Number.isNaN(serverMs) ? null : Math.round(answeredAtMs - tookMs / 2 - serverMs)
  return { respondedInMs: Math.round(tookMs), clockAheadMs, ...readTimeZone(time_zone) }
}
