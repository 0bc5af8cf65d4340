// Builds the sale app when it is missing or older than what it is made of.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './node-packages.mjs'
import { runStep } from './run-step.mjs'

const APP = join(ROOT, 'apps', 'sale')
/** Vite empties dist first, so a build that failed leaves no stamp. */
const STAMP = join(APP, 'dist', '.built-from')
const SOURCES = [APP, join(ROOT, 'packages')]
const FILES = ['package-lock.json', 'tsconfig.json']

/** Leaves a built app in apps/sale/dist; needs the node packages. Ends the process when the build fails. */
export async function ensureSaleApp() {
  const wanted = hashOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  await runStep('Building the sale app', process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: APP })
  writeFileSync(STAMP, wanted)
}

/** Content, not times: a fresh clone and a branch change set times that say nothing. */
function hashOfSources() {
  const hash = createHash('sha256')
  const files = [...SOURCES.flatMap(filesUnder), ...FILES.map((name) => join(ROOT, name))]
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function filesUnder(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (['node_modules', 'dist'].includes(entry.name) || /\.test\.ts$/.test(entry.name)) return []
      const path = join(directory, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}
