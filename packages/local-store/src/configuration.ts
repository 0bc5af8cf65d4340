import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import type { PulledResource } from './pull/pull-status.ts'
import { browserTransport, type Transport } from './server/transport.ts'

/** Where this terminal belongs: made when it was paired. */
export interface Pairing {
  /** Base URL of the replication endpoint: '/replication' on the same origin, or absolute. */
  readonly serverUrl: string
  /** The terminal's own token; a secret. */
  readonly token: string
  /** The name on its tickets, such as "Barra 1". */
  readonly terminal: string
  /** The IANA name of the club's time zone, which its tickets are dated in; of Buenos Aires unless given. */
  readonly timeZone?: string
}

export interface LocalStoreOptions extends Pairing {
  /** Prefix of the IndexedDB databases; tests open several stores side by side. */
  readonly name?: string
  /** Milliseconds between scheduled pulls. */
  readonly pullIntervalMs?: Partial<Record<PulledResource, number>>
  /** Milliseconds from a failed pull to the next scheduled one; a shorter interval wins. */
  readonly pullRetryIntervalMs?: number
  /** Milliseconds from one check of a range of a pulled copy to the next, which follows a pull; Infinity for none. */
  readonly copyCheckIntervalMs?: number
  /** Documents in such a range, from 2 to 1,000. */
  readonly copyCheckSize?: number
  /** Milliseconds between health checks while online and while offline. */
  readonly healthIntervalMs?: { readonly online: number; readonly offline: number }
  /** Pauses before a push batch without an answer is sent again; after the last one the cycle gives up. */
  readonly pushRetryDelaysMs?: readonly number[]
  /** Tickets in one push request. */
  readonly pushBatchSize?: number
  /** How every request travels; the browser's own unless given. */
  readonly transport?: Transport
  /** Whether writes are refused at this moment as by a full disk. */
  readonly isDiskFull?: () => boolean
  /** Milliseconds that the selling tab has to hand over to another before its place is taken. */
  readonly handOverLimitMs?: number
}

export type Configuration = Readonly<Required<Omit<LocalStoreOptions, 'pullIntervalMs'>>> & {
  readonly pullIntervalMs: Readonly<Record<PulledResource, number>>
}

const MINUTE_MS = 60_000

export function withDefaults(options: LocalStoreOptions): Configuration {
  return {
    name: 'barra',
    timeZone: DEFAULT_CLUB_TIME_ZONE,
    pullRetryIntervalMs: 15 * MINUTE_MS,
    copyCheckIntervalMs: 15 * MINUTE_MS,
    copyCheckSize: 300,
    healthIntervalMs: { online: 10_000, offline: 3_000 },
    pushRetryDelaysMs: [500, 1_000, 2_000, 4_000],
    pushBatchSize: 50,
    transport: browserTransport,
    isDiskFull: () => false,
    handOverLimitMs: 3_000,
    ...options,
    pullIntervalMs: {
      partners: 24 * 60 * MINUTE_MS,
      products: 15 * MINUTE_MS,
      visits: 15 * MINUTE_MS,
      ...options.pullIntervalMs,
    },
  }
}
