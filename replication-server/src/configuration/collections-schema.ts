import { COLUMN_KINDS } from './collections.ts'

const identifier = { type: 'string', minLength: 1, maxLength: 64 }

/** The form of a file of collections: an array of `CollectionConfiguration`. What one value says of another is not asked here. */
export const collectionsSchema = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'table', 'key', 'columns'],
    properties: {
      name: { type: 'string' },
      table: identifier,
      key: identifier,
      columns: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'kind'],
          properties: { name: identifier, kind: { enum: COLUMN_KINDS }, whenUnreadable: { type: 'string' } },
        },
      },
      window: {
        type: 'object',
        additionalProperties: false,
        required: ['column', 'days'],
        properties: { column: identifier, days: { type: 'integer', minimum: 1, maximum: 3650 } },
      },
      hasAppliedTickets: { type: 'boolean' },
    },
  },
} as const
