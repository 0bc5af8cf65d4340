import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './database.ts'

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'barra-sqlite-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return `sqlite:${join(folder, 'club.db')}`
}

function open(url: string) {
  const database = openDatabase(url)
  onTestFinished(() => database.close())
  return database.kysely
}

async function aCounter() {
  const url = await aFile()
  const first = open(url)
  await sql`create table counter (n integer not null)`.execute(first)
  await sql`insert into counter values (0)`.execute(first)
  return { first, second: open(url) }
}

test('two connections of one process take turns instead of failing or freezing', async () => {
  const { first, second } = await aCounter()
  const increment = (database: typeof first) =>
    database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ n: number }>`select n from counter`.execute(transaction)
      await new Promise((resolve) => setTimeout(resolve, 2))
      await sql`update counter set n = ${rows[0]!.n + 1}`.execute(transaction)
    })
  await Promise.all(Array.from({ length: 40 }, (_, i) => increment(i % 2 ? first : second)))
  const { rows } = await sql<{ n: number }>`select n from counter`.execute(second)
  expect(rows[0]!.n).toBe(40)
})

test('a transaction that throws leaves nothing behind and the connection usable', async () => {
  const { first } = await aCounter()
  const failing = first.transaction().execute(async (transaction) => {
    await sql`update counter set n = 5`.execute(transaction)
    throw new Error('changed its mind')
  })
  await expect(failing).rejects.toThrow('changed its mind')
  const { rows } = await sql<{ n: number }>`select n from counter`.execute(first)
  expect(rows[0]!.n).toBe(0)
})

test('a refused statement does not spoil the transaction around it', async () => {
  const { first } = await aCounter()
  await sql`create table keyed (id integer primary key)`.execute(first)
  await first.transaction().execute(async (transaction) => {
    await sql`insert into keyed values (1)`.execute(transaction)
    await expect(sql`insert into keyed values (1)`.execute(transaction)).rejects.toThrow(/UNIQUE/)
    await sql`insert into keyed values (${null})`.execute(transaction)
  })
  const { rows } = await sql<{ id: number }>`select id from keyed`.execute(first)
  expect(rows.map(({ id }) => id)).toEqual([1, 2])
})

test('statements in a tight loop leave the event loop to others now and then, in a transaction too', async () => {
  const { first } = await aCounter()
  let ticks = 0
  const clock = setInterval(() => ticks++, 1)
  onTestFinished(() => clearInterval(clock))
  // Of the processor's time: a busy machine gives it in a few turns only.
  const readFor = async (database: typeof first, milliseconds: number) => {
    const before = process.cpuUsage()
    const spentMs = () => Object.values(process.cpuUsage(before)).reduce((sum, part) => sum + part) / 1_000
    while (spentMs() < milliseconds) await sql`select n from counter`.execute(database)
  }
  await readFor(first, 200)
  const alone = ticks
  expect(alone).toBeGreaterThan(3)
  await first.transaction().execute((transaction) => readFor(transaction, 200))
  expect(ticks - alone).toBeGreaterThan(3)
})

test('an address of no database known here is refused', () => {
  expect(() => openDatabase('postgres://host/club')).toThrow(TypeError)
})
