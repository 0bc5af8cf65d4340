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
    ['a name that a route has', [{ ...table, name: 'health' }]],
    ['a key that is no integer', [{ ...table, columns: [{ name: 'id', kind: 'text' as const }] }]],
    ['a column that is there twice', [{ ...table, columns: [...table.columns, ...table.columns] }]],
    ['a window over what is no date', [{ ...table, window: { column: 'id', days: 3 } }]],
    ["a table of replication's own", [{ ...table, table: 'replication_docs' }]],
    ["a field of CouchDB's own", [{ ...table, columns: [...table.columns, { name: '_rev', kind: 'text' as const }] }]],
  ])('%s', (_what, collections) => {
    expect(() => assertValidCollections(collections)).toThrow(TypeError)
  })
})
