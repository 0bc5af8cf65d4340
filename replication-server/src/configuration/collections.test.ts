import { partnerSchema, productSchema, visitSchema } from '@barra/domain'
import { PULLED_DATABASES } from '@barra/replication-protocol'
import { describe, expect, it } from 'vitest'
import { assertValidCollections, type CollectionConfiguration } from './collections.ts'
import { defaultCollections } from './default-collections.ts'

const table: CollectionConfiguration = { name: 'cards', table: 'Cards', key: 'id', columns: [{ name: 'id', kind: 'integer' }] }

describe('the default collections', () => {
  it('are the databases that terminals pull', () => {
    expect(defaultCollections.map(({ name }) => name)).toEqual([...PULLED_DATABASES])
    expect(() => assertValidCollections(defaultCollections)).not.toThrow()
  })

  it('have exactly the fields of the domain schemas', () => {
    const fields = defaultCollections.map(({ columns, hasAppliedTickets }) => [
      ...columns.map(({ name }) => name),
      ...(hasAppliedTickets ? ['applied_tickets'] : []),
    ])
    expect(fields).toEqual([partnerSchema.required, productSchema.required, visitSchema.required])
  })
})

describe('collections that contradict each other are refused', () => {
  it.each([
    ['a name that is no database', [{ ...table, name: '_cards' }]],
    ['two of one name', [table, table]],
    ['a key that is not replicated', [{ ...table, key: 'number' }]],
    ["a field of CouchDB's own", [{ ...table, columns: [...table.columns, { name: '_rev', kind: 'text' as const }] }]],
  ])('%s', (_what, collections) => {
    expect(() => assertValidCollections(collections)).toThrow(TypeError)
  })
})
