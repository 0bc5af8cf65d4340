import type { Database } from '@barra/database'
import type { SequencingContext } from '../change-feed/sequencing-context.ts'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { StockMode } from '../intake/ticket-intake.ts'

/** What a check looks at. */
export interface CheckContext {
  readonly database: Database
  readonly collections: readonly CollectionConfiguration[]
  readonly stock: StockMode
  readonly sequencing: SequencingContext
}
