// How pulled documents lie in RxDB: the wire's document, its key as `id`, the round it came in, and what is indexed.
import type { RxCollection, RxJsonSchema } from 'rxdb'
import {
  normalizeBracelet,
  partnerSchema,
  productSchema,
  visitSchema,
  type Partner,
  type Product,
  type Visit,
} from '@barra/domain'
import type { PulledDatabase, ReplicatedDocument } from '@barra/replication-protocol'

/** What every pulled document carries beside the club's columns. */
export interface PulledFields {
  id: string
  /** The round in which it was last received, which begins with the epoch: what a pull from 0 does not bring again is swept. */
  epoch: string
}

/** Bracelets as they are looked up: normalised, '' when there is none, since an index holds no null. */
interface BraceletKeys {
  bracelet_1: string
  bracelet_2: string
}

export type StoredPartner = Partner & PulledFields
export type StoredProduct = Product & PulledFields
export type StoredVisit = Visit & PulledFields & BraceletKeys

/** A document as it came, to be stored or, when deleted, forgotten. */
export type ReceivedDocument = HeldDocument & { readonly _deleted: boolean }

/** A document as it is held. */
export type HeldDocument = PulledFields & { readonly [field: string]: unknown }

export interface PulledCollections {
  partners: RxCollection<StoredPartner>
  products: RxCollection<StoredProduct>
  visits: RxCollection<StoredVisit>
}

const pulledFields = { id: { type: 'string', maxLength: 36 }, epoch: { type: 'string', maxLength: 32 } } as const
const braceletKey = { type: 'string', maxLength: 255 } as const

function pulledSchema<Stored>(
  documentSchema: { properties: object },
  indexed: Record<string, object> = {},
): RxJsonSchema<Stored> {
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { ...pulledFields, ...documentSchema.properties, ...indexed },
    required: ['id', 'epoch', ...Object.keys(indexed)],
    indexes: Object.keys(indexed),
  } as unknown as RxJsonSchema<Stored>
}

export const pulledSchemas = {
  partners: { schema: pulledSchema<StoredPartner>(partnerSchema) },
  products: { schema: pulledSchema<StoredProduct>(productSchema) },
  visits: { schema: pulledSchema<StoredVisit>(visitSchema, { bracelet_1: braceletKey, bracelet_2: braceletKey }) },
}

/** Turns the wire's document, tombstone or not, into what RxDB stores. */
export function toStored(db: PulledDatabase, document: ReplicatedDocument, round: string): ReceivedDocument {
  const { _id, _rev, _deleted = false, ...columns } = document
  const stored = { ...columns, id: _id, epoch: round, _deleted }
  if (db !== 'visits') return stored
  const visit = columns as unknown as Visit
  const keys: BraceletKeys = {
    bracelet_1: normalizeBracelet(visit.id_bracelet_1),
    bracelet_2: normalizeBracelet(visit.id_bracelet_2),
  }
  return { ...stored, ...keys }
}

/** The columns of a stored document, as they came over the wire. */
export function columnsOf({ id: _, epoch: __, ...stored }: HeldDocument): Record<string, unknown> {
  const isAdded = (name: string) => name in ({ bracelet_1: '', bracelet_2: '' } satisfies BraceletKeys)
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !isAdded(name)))
}
