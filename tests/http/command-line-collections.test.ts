import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMainTables } from '@barra/main-api'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import type { ChangesPage } from '@barra/replication-protocol'
import { readCollectionsFile } from '../../replication-server/src/configuration/collections-file.ts'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { runCommand } from '../processes/run-command.ts'
import { serve } from '../processes/serve.ts'

describeEachDatabase((openFresh) => {
  it('serves the tables that a file of collections names, and no other', async () => {
    const { database, url, servingUrl, grantServing } = await openFresh()
    await createMainTables(database)
    await sql`CREATE TABLE Cards (id_card INTEGER PRIMARY KEY, balance DECIMAL(10,2), secret VARCHAR(20))`.execute(
      database.kysely,
    )
    await sql`INSERT INTO Cards VALUES (1, '12.50', 'hidden')`.execute(database.kysely)
    const columns = [
      { name: 'id_card', kind: 'integer' },
      { name: 'balance', kind: 'money' },
    ]
    const collections = await aFile([{ name: 'cards', table: 'Cards', key: 'id_card', columns }])
    const variables = { DATABASE_URL: servingUrl, COLLECTIONS: collections }

    expect(await runCommand(['install'], { ...variables, DATABASE_URL: url })).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 documents'),
    })
    await grantServing({ collections: readCollectionsFile(collections) })
    const { out: token } = await runCommand(['terminals', 'add', 'Barra 1', '--token'], variables)
    const base = await serve(variables).base
    const ask = (path: string) => fetch(base + path, { headers: { Authorization: `Bearer ${token}` } })
    await sql`INSERT INTO Cards VALUES (2, '3.00', 'hidden')`.execute(database.kysely)
    await eventually(async () => {
      const page = (await (await ask('/cards/_changes?include_docs=true')).json()) as ChangesPage
      expect(page.results.map(({ doc }) => doc)).toEqual([
        { _id: '1', _rev: expect.any(String), id_card: 1, balance: '12.50' },
        { _id: '2', _rev: expect.any(String), id_card: 2, balance: '3.00' },
      ])
    })
    expect((await ask('/visits/_changes')).status).toBe(404)
    expect(await runCommand(['audit'], variables)).toMatchObject({ code: 0, out: expect.stringContaining('cards: 2 rows') })
  })
})

async function aFile(content: unknown): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'barra-collections-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'collections.json')
  await writeFile(path, JSON.stringify(content))
  return path
}
