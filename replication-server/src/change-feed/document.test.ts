import { partnerSchema, productSchema, visitSchema } from '@barra/domain'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { defaultCollections } from '../configuration/default-collections.ts'
import { documentOf, tombstoneOf } from './document.ts'

const [partners, products, visits] = defaultCollections as [
  (typeof defaultCollections)[number],
  (typeof defaultCollections)[number],
  (typeof defaultCollections)[number],
]
const noTimes = () => null

describe('a document', () => {
  it('holds the configured columns of its row and nothing else', () => {
    const row = { id_product_service: 4, price: 1500, featured: 1, _seq: 12, cost: '900.00' }
    expect(documentOf(products, '4', '3-ab', row, [], noTimes)).toEqual({
      _id: '4',
      _rev: '3-ab',
      id_product_service: 4,
      description: null,
      long_description: null,
      price: '1500.00',
      available: null,
      url_image: null,
      featured: true,
    })
  })

  it('lists applied tickets in one order, whichever the database found', () => {
    expect(documentOf(visits, '90', '1-ab', { id_visit: 90 }, ['c', 'a', 'b'], noTimes).applied_tickets).toEqual(['a', 'b', 'c'])
    expect(documentOf(partners, '1', '1-ab', { id_partner: 1 }, [], noTimes)).not.toHaveProperty('applied_tickets')
  })
})

describe('what terminals accept', () => {
  const isAccepted = { partners: partnerSchema, products: productSchema, visits: visitSchema }
  const odd = [
    '',
    ' ',
    'abc',
    '0000-00-00 00:00:00',
    '2026-02-30',
    -1,
    0,
    1e15,
    0.1 + 0.2,
    '-0.00',
    '-99999999.99',
    true,
    9007199254740993n,
  ]

  it.each([partners, products, visits])('is every document of $name, whatever its row holds', (collection) => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(isAccepted[collection.name as keyof typeof isAccepted])
    const others = collection.columns.filter(({ name }) => name !== collection.key)
    const rows = [null, undefined, ...odd].map((value) => Object.fromEntries(others.map(({ name }) => [name, value])))
    for (const row of rows) {
      const { _id, _rev, ...body } = documentOf(collection, '7', '1-ab', { ...row, [collection.key]: 7 }, [], noTimes)
      expect(validate(body), JSON.stringify([body, validate.errors])).toBe(true)
    }
    const { _id, _rev, _deleted, ...body } = tombstoneOf(collection, '7', '2-ab')
    expect(validate(body), JSON.stringify(validate.errors)).toBe(true)
  })
})

describe('a tombstone', () => {
  it.each([partners, products, visits])('of $name has the fields of a document', (collection) => {
    const row = { [collection.key]: 7 }
    const tombstone = tombstoneOf(collection, '7', '2-ab')
    expect(tombstone).toEqual({ ...documentOf(collection, '7', '2-ab', row, [], noTimes), _deleted: true })
    expect(tombstone[collection.key]).toBe(7)
  })
})
