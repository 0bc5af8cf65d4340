// A terminal's tickets as the first version of this app wrote them: its schema is frozen here, whatever became of today's.
import { createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb/plugins/core'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { newId } from '@barra/domain'

const nullableString = { type: ['string', 'null'] } as const

const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    ticket_number: { type: 'string' },
    guest_name: { type: 'string' },
    id_visit: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 1 },
    id_bracelet: { type: 'string', minLength: 1, maxLength: 255 },
    ticket_date: { type: 'string', format: 'iso-date-time', maxLength: 35 },
    ticket_amount: { type: 'string', pattern: '^-?\\d{1,8}\\.\\d{2}$' },
    observations: { type: 'string', maxLength: 255 },
    created_offline: { type: 'boolean' },
    terminal: { type: 'string', maxLength: 100 },
    ticket_details: { type: 'array', minItems: 1, maxItems: 200, items: { type: 'object' } },
    sync_status: { type: 'string', maxLength: 7, enum: ['PENDING', 'SYNCED', 'ERROR'] },
    remote_id_ticket: nullableString,
    synced_at: nullableString,
    retry_count: { type: 'integer' },
    error_code: nullableString,
    error_message: nullableString,
    was_duplicate: { type: 'boolean' },
  },
  required: [
    'id',
    'ticket_number',
    'guest_name',
    'id_visit',
    'id_bracelet',
    'ticket_date',
    'ticket_amount',
    'observations',
    'created_offline',
    'terminal',
    'ticket_details',
    'sync_status',
  ],
  indexes: ['sync_status', 'id_visit'],
} as unknown as RxJsonSchema<TicketOfVersion0>

export interface TicketOfVersion0 {
  readonly id: string
  readonly sync_status: 'PENDING' | 'SYNCED' | 'ERROR'
  readonly [field: string]: unknown
}

/** A ticket of one Fernet, sold to visit 90. */
export function aTicketOfVersion0(number: number, fields: Partial<TicketOfVersion0> = {}): TicketOfVersion0 {
  return {
    id: newId(),
    ticket_number: `1-${String(number).padStart(4, '0')}`,
    guest_name: 'Martín Sosa',
    id_visit: 90,
    id_bracelet: '0417',
    ticket_date: '2026-11-25T01:12:31-03:00',
    ticket_amount: '6500.00',
    observations: '',
    created_offline: true,
    terminal: 'Barra 1',
    ticket_details: [
      {
        id_product_service: 4,
        description: 'Fernet con cola',
        quantity: 1,
        unit_price: '6500.00',
        payed: false,
        state: 'NO PAGADO',
      },
    ],
    sync_status: 'PENDING',
    remote_id_ticket: null,
    synced_at: null,
    retry_count: 0,
    error_code: null,
    error_message: null,
    was_duplicate: false,
    ...fields,
  }
}

/** The tickets database of the terminal `name`, as that version opens it; closed before today's is opened on this page. */
export async function openVersion0(name: string): Promise<{
  add(tickets: readonly TicketOfVersion0[]): Promise<void>
  all(): Promise<readonly TicketOfVersion0[]>
  close(): Promise<unknown>
}> {
  const database = await createRxDatabase<{ tickets: RxCollection<TicketOfVersion0> }>({
    name: `${name}-tickets`,
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
    multiInstance: true,
    eventReduce: true,
    localDocuments: true,
  })
  const { tickets } = await database.addCollections({ tickets: { schema } })
  return {
    add: async (added) => {
      const { error } = await tickets.bulkInsert([...added])
      if (error.length > 0) throw new Error('version 0 could not write its tickets')
    },
    all: async () => (await tickets.find({ sort: [{ id: 'asc' }] }).exec()).map((ticket) => ticket.toJSON() as TicketOfVersion0),
    close: () => database.close(),
  }
}
