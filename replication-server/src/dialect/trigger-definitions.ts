import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'

export interface TriggerDefinition {
  readonly name: string
  readonly table: string
  readonly event: TriggerEvent
  /** What it does, of `statement`. */
  readonly body: RawBuilder<unknown>
  readonly statement: RawBuilder<unknown>
}

/**
 * The triggers that note a table's changes in the outbox. They compare no columns: which change matters is not known to the
 * writer, and a note too many costs one small row.
 */
export function triggerDefinitions(dialect: DatabaseDialect, collection: CollectionConfiguration): readonly TriggerDefinition[] {
  return EVENTS.map((event) => {
    const name = `replication_${collection.name}_${event.toLowerCase()}`
    const { table } = collection
    // MySQL knows the clause only since 8.0.29.
    const unlessThere = sql.raw(dialect === 'sqlite' ? 'IF NOT EXISTS ' : '')
    const header = sql`CREATE TRIGGER ${unlessThere}${sql.id(name)} AFTER ${sql.raw(event)} ON ${sql.id(table)} FOR EACH ROW`
    const body = sql`BEGIN ${noteChange(dialect, collection, event)} END`
    return { name, table, event, body, statement: sql`${header} ${body}` }
  })
}

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const
type TriggerEvent = (typeof EVENTS)[number]

function noteChange(dialect: DatabaseDialect, { name, key }: CollectionConfiguration, event: TriggerEvent): RawBuilder<unknown> {
  const oldKey = sql`OLD.${sql.id(key)}`
  const newKey = sql`NEW.${sql.id(key)}`
  const note = (value: RawBuilder<unknown>) =>
    sql`INSERT INTO replication_outbox (collection, doc_id) VALUES (${sql.lit(name)}, ${value});`
  if (event === 'INSERT') return note(newKey)
  if (event === 'DELETE') return note(oldKey)
  if (dialect === 'mysql') return sql`${note(newKey)} IF OLD.${sql.id(key)} <> NEW.${sql.id(key)} THEN ${note(oldKey)} END IF;`
  return sql`${note(newKey)}
    INSERT INTO replication_outbox (collection, doc_id) SELECT ${sql.lit(name)}, ${oldKey} WHERE ${oldKey} <> ${newKey};`
}
