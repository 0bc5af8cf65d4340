import type { TerminalCollections } from '../collections/terminal-collections.ts'
import type { WriteBehind } from '../collections/write-behind.ts'

/** Since when the server has not answered, kept on disk: a page loaded in an outage would count from its own beginning. */
export interface OutageNote {
  /** Since when it had not answered an earlier page, ISO 8601 with offset; null when it last did. */
  readonly since: string | null
  keep(since: string | null): void
}

const NOTE = 'outage'

export async function openOutageNote({ pull_statuses }: TerminalCollections, notes: WriteBehind): Promise<OutageNote> {
  const { database } = pull_statuses
  const kept = await database.getLocal<{ since: string | null }>(NOTE)
  let since = kept?.toJSON().data.since ?? null
  return {
    since,
    keep(next) {
      if (next === since) return
      since = next
      notes.add(() => database.upsertLocal(NOTE, { since: next }))
    },
  }
}
