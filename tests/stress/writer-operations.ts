// What one writer does to the club's tables inside a transaction, as hard on the triggers as the club's system can be.
import type { Database } from '@barra/database'
import { sql, type RawBuilder, type Transaction } from 'kysely'
import { FIRST_KEY, type StressedTable } from './club-tables.ts'
import type { Random } from './random.ts'

interface OperationContext {
  readonly transaction: Transaction<unknown>
  readonly dialect: Database['dialect']
  readonly random: Random
  readonly table: StressedTable
  /** How many keys the writers share. */
  readonly keys: number
}

/** Returns how many rows it changed. A key that is taken already fails the statement and nothing else. */
type Operation = (context: OperationContext) => Promise<number>

const MOST_ROWS = 5

const insert: Operation = async (context) => run(context, insertInto(context, 'INSERT INTO', [anyKey(context)]))

/** As the club does it: the database gives the key. */
const insertNew: Operation = async (context) => run(context, insertInto(context, 'INSERT INTO', [null]))

const replace: Operation = async (context) => run(context, insertInto(context, 'REPLACE INTO', [anyKey(context)]))

const insertMany: Operation = async (context) => run(context, insertInto(context, 'INSERT INTO', distinctKeys(context)))

const insertOrUpdate: Operation = async (context) => {
  const [first] = Object.keys(context.table.draw(context.random))
  const column = sql.id(first!)
  const { key } = context.table
  const otherwise =
    context.dialect === 'mysql'
      ? sql`ON DUPLICATE KEY UPDATE ${column} = VALUES(${column})`
      : sql`ON CONFLICT (${sql.id(key)}) DO UPDATE SET ${column} = excluded.${column}`
  return run(context, sql`${insertInto(context, 'INSERT INTO', distinctKeys(context))} ${otherwise}`)
}

const update: Operation = async (context) => run(context, sql`${updateOf(context)} WHERE ${keyOf(context)} = ${anyKey(context)}`)

/** One statement over several rows, in no order of keys: it holds the first while it waits for the next. */
const updateMany: Operation = async (context) => {
  const keys = sql.join(distinctKeys(context))
  if (context.dialect === 'sqlite') return run(context, sql`${updateOf(context)} WHERE ${keyOf(context)} IN (${keys})`)
  const order = sql.raw(context.random.pick(['ASC', 'DESC']))
  return run(context, sql`${updateOf(context)} WHERE ${keyOf(context)} IN (${keys}) ORDER BY ${keyOf(context)} ${order}`)
}

const updateRange: Operation = async (context) => {
  const from = anyKey(context)
  return run(context, sql`${updateOf(context)} WHERE ${keyOf(context)} BETWEEN ${from} AND ${from + MOST_ROWS}`)
}

const remove: Operation = async (context) =>
  run(context, sql`DELETE FROM ${sql.table(context.table.table)} WHERE ${keyOf(context)} = ${anyKey(context)}`)

const removeMany: Operation = async (context) =>
  run(context, sql`DELETE FROM ${sql.table(context.table.table)} WHERE ${keyOf(context)} IN (${sql.join(distinctKeys(context))})`)

/** Deleted and there again when the transaction commits, or the other way round. */
const removeAndInsertAgain: Operation = async (context) => {
  const key = anyKey(context)
  const removal = sql`DELETE FROM ${sql.table(context.table.table)} WHERE ${keyOf(context)} = ${key}`
  const rows = (await run(context, removal)) + (await run(context, insertInto(context, 'INSERT INTO', [key])))
  return context.random.chance(0.7) ? rows : rows + (await run(context, removal))
}

const changeKey: Operation = async (context) => {
  const { table, key } = context.table
  const [from, to] = [anyKey(context), anyKey(context)]
  const rows = await run(context, sql`UPDATE ${sql.table(table)} SET ${sql.id(key)} = ${to} WHERE ${keyOf(context)} = ${from}`)
  return from === to ? rows : rows * 2
}

const WEIGHTED: readonly (readonly [weight: number, operation: Operation])[] = [
  [5, insert],
  [1, insertNew],
  [2, replace],
  [3, insertMany],
  [2, insertOrUpdate],
  [6, update],
  [3, updateMany],
  [2, updateRange],
  [2, remove],
  [1, removeMany],
  [2, removeAndInsertAgain],
  [2, changeKey],
]
const operations = WEIGHTED.flatMap(([weight, operation]) => Array<Operation>(weight).fill(operation))

export function pickOperation(random: Random): Operation {
  return random.pick(operations)
}

async function run({ transaction }: OperationContext, statement: RawBuilder<unknown>): Promise<number> {
  try {
    return Number((await statement.execute(transaction)).numAffectedRows ?? 0)
  } catch (error) {
    if (isDuplicateKey(error)) return 0
    throw error
  }
}

function isDuplicateKey(error: unknown): boolean {
  const { errno, code } = error as { errno?: number; code?: unknown }
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

function insertInto({ table, random }: OperationContext, verb: string, keys: readonly (number | null)[]): RawBuilder<unknown> {
  const rows = keys.map((key) => ({ [table.key]: key, ...table.draw(random) }))
  const columns = sql.join(Object.keys(rows[0]!).map((name) => sql.id(name)))
  const values = sql.join(rows.map((row) => sql`(${sql.join(Object.values(row))})`))
  return sql`${sql.raw(verb)} ${sql.table(table.table)} (${columns}) VALUES ${values}`
}

function updateOf({ table, random }: OperationContext): RawBuilder<unknown> {
  const changes = Object.entries(table.draw(random)).filter(() => random.chance(0.7))
  const [name, value] = Object.entries(table.draw(random))[0]!
  const assignments = (changes.length > 0 ? changes : [[name, value] as const]).map(
    ([column, next]) => sql`${sql.id(column)} = ${next}`,
  )
  return sql`UPDATE ${sql.table(table.table)} SET ${sql.join(assignments)}`
}

function keyOf({ table }: OperationContext): RawBuilder<unknown> {
  return sql.id(table.key)
}

function anyKey({ random, keys }: OperationContext): number {
  return random.between(FIRST_KEY, FIRST_KEY + keys - 1)
}

/** In no order. */
function distinctKeys(context: OperationContext): number[] {
  return [...new Set(Array.from({ length: context.random.between(2, MOST_ROWS) }, () => anyKey(context)))]
}
