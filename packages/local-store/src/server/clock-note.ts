import type { WriteBehind } from '../collections/write-behind.ts'
import type { TerminalCollections } from '../collections/terminal-collections.ts'
import { ServerClock } from './server-clock.ts'

/** What the disk keeps of a clock that is off, so that a page loaded without a server knows. */
export interface ClockNote {
  readonly aheadMs: number
  /** By that clock, the last moment at which a page found it as it was. */
  readonly seenAtMs: number
  /** Milliseconds that passed on it until then without any page that saw them pass. */
  readonly unseenMs: number
  /** It may have been set: what was known is told, and no more corrected by. */
  readonly isDoubtful: boolean
}

const NOTE = 'server-clock'

export async function openServerClock({ pull_statuses }: TerminalCollections, notes: WriteBehind): Promise<ServerClock> {
  const { database } = pull_statuses
  const kept = await database.getLocal<{ note: ClockNote | null }>(NOTE)
  return new ServerClock(kept?.toJSON().data.note ?? null, (note) => notes.add(() => database.upsertLocal(NOTE, { note })))
}
