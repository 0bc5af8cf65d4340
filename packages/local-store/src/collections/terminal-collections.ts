// What the terminal remembers about itself: how the pulls stand, the open orders, the log of errors, who sells, and the shifts.
import type { RxCollection, RxJsonSchema } from 'rxdb'
import type { DraftOrder } from '../drafts/draft-order.ts'
import type { LoggedError } from '../error-log/logged-error.ts'
import type { PulledResource, PullStatus } from '../pull/pull-status.ts'
import type { Shift } from '../shifts/shift.ts'
import type { KeptPerson } from '../staff/kept-person.ts'

export type KeptPullStatus = { readonly id: PulledResource } & Omit<PullStatus, 'isRunning' | 'corrections'>
export interface KeptDraft {
  /** Which slot, see `Drafts`. */
  readonly id: string
  /** One from when there was a single slot has neither number. */
  readonly draft: (Pick<DraftOrder, 'cart' | 'guest'> & Partial<DraftOrder>) | null
  /** The ticket it is about to become, once charging began. */
  readonly ticketId: string | null
}

export interface TerminalCollections {
  pull_statuses: RxCollection<KeptPullStatus>
  drafts: RxCollection<KeptDraft>
  errors: RxCollection<LoggedError>
  people: RxCollection<KeptPerson>
  shifts: RxCollection<Shift>
}

const id = { type: 'string', maxLength: 36 } as const

function schema<Kept>(properties: object): RxJsonSchema<Kept> {
  const all = { id, ...properties }
  return { version: 0, primaryKey: 'id', type: 'object', properties: all, required: ['id'] } as unknown as RxJsonSchema<Kept>
}

export const terminalSchemas = {
  pull_statuses: {
    schema: schema<KeptPullStatus>({
      lastSuccessAt: { type: ['string', 'null'] },
      lastError: { type: ['object', 'null'] },
      failuresInARow: { type: 'integer' },
      documents: { type: 'integer' },
      nextRunAt: { type: ['string', 'null'] },
    }),
  },
  drafts: { schema: schema<KeptDraft>({ draft: { type: ['object', 'null'] }, ticketId: { type: ['string', 'null'] } }) },
  errors: {
    schema: schema<LoggedError>({
      at: { type: 'string' },
      kind: { type: 'string' },
      subject: { type: 'string' },
      code: { type: 'string' },
      message: { type: 'string' },
      failuresInARow: { type: 'integer' },
    }),
  },
  people: {
    schema: schema<KeptPerson>({ name: { type: 'string' }, pin: { type: 'object' }, tries: { type: 'object' } }),
  },
  shifts: {
    schema: schema<Shift>({
      opened_at: { type: 'string' },
      closed_at: { type: ['string', 'null'] },
      closed_by: { type: ['string', 'null'] },
      on_duty: { type: ['string', 'null'] },
    }),
  },
}
