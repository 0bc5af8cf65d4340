import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readCollectionsFile } from './collections-file.ts'
import { ConfigurationError } from './configuration-error.ts'
import { defaultCollections } from './default-collections.ts'

const id = { name: 'id_card', kind: 'integer' }
const cards = { name: 'cards', table: 'Cards', key: 'id_card', columns: [id, { name: 'balance', kind: 'money' }] }

function aFile(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'barra-collections-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'club.json')
  writeFileSync(path, text)
  return path
}

it('reads what the default collections say when they are written down', () => {
  expect(readCollectionsFile(aFile(JSON.stringify(defaultCollections)))).toEqual(defaultCollections)
})

it.each<[string, unknown, string]>([
  ['is no array', { cards }, 'the file must be array'],
  ['is empty', [], 'the file must NOT have fewer than 1 items'],
  [
    'names an unknown kind',
    [{ ...cards, columns: [id, { name: 'balance', kind: 'decimal' }] }],
    '[0].columns[1].kind must be one of integer, text, money, boolean, date, wall_clock',
  ],
  ['leaves the key out', [{ ...cards, key: undefined }], '[0] lacks "key"'],
  ['has a field too many', [{ ...cards, primary: 'id' }], '[0] has "primary", which means nothing here'],
  ['has two collections of one name', [cards, cards], 'two collections are called cards'],
  ['has a key that is not among the columns', [{ ...cards, key: 'number' }], 'cards: its key number is not among its columns'],
  ['has a window of no days', [{ ...cards, window: { column: 'day', days: 0 } }], '[0].window.days must be >= 1'],
  ['has a window without its column', [{ ...cards, window: { days: 3 } }], '[0].window lacks "column"'],
  ['has a table that is no name', [{ ...cards, table: '' }], '[0].table must NOT have fewer than 1 characters'],
])('says where a file is wrong that %s', (_what, content, message) => {
  const path = aFile(JSON.stringify(content))
  expect(() => readCollectionsFile(path)).toThrow(new ConfigurationError(`COLLECTIONS ${path}: ${message}`))
})

it('says that a file is no JSON, or not there', () => {
  const path = aFile('[{')
  expect(() => readCollectionsFile(path)).toThrow(/club\.json: it is no JSON/)
  expect(() => readCollectionsFile(`${path}x`)).toThrow(/club\.jsonx: it cannot be read: .*ENOENT/)
})
