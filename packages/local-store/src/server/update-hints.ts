import { EventSource } from 'eventsource'
import type { DatabaseUpdate } from '@barra/replication-protocol'
import type { EndpointClient } from './endpoint-client.ts'

export interface UpdateHintsListener {
  /** The stream is open, so changes before this moment may have gone unseen. */
  connected(): void
  moved(dbName: string): void
  lost(): void
}

const REOPEN_DELAY_MS = 3_000

export interface UpdateHints {
  /** Begins anew: a connection that an outage killed without a word is open for minutes yet, as far as the browser knows. */
  reopen(): void
  stop(): void
}

/** Listens to the endpoint's hint that a database moved; data itself always comes by `_changes`. It reconnects until stopped. */
export function listenForUpdates(client: EndpointClient, listener: UpdateHintsListener): UpdateHints {
  const { url, fetch } = client.databaseUpdates
  let source: EventSource
  let reopening: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource(url, { fetch })
    source.onopen = () => listener.connected()
    source.onmessage = (event) => {
      const dbName = readDbName(event.data)
      if (dbName !== null) listener.moved(dbName)
    }
    source.onerror = () => {
      listener.lost()
      // A broken connection is retried by the EventSource; an answer that is no stream (a proxy's 502) ends it for good.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_DELAY_MS)
    }
  }
  const stop = () => {
    clearTimeout(reopening)
    source.close()
  }
  open()
  return {
    stop,
    reopen: () => {
      stop()
      open()
    },
  }
}

function readDbName(data: unknown): string | null {
  try {
    const update = JSON.parse(String(data)) as Partial<DatabaseUpdate> | null
    return typeof update?.db_name === 'string' ? update.db_name : null
  } catch {
    return null
  }
}
