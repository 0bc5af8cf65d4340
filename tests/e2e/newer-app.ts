// A copy of the built app that a test puts a newer version in the place of, as a deployment does.
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BUILT_APP = fileURLToPath(new URL('../../apps/sale/dist', import.meta.url))

/** A folder with the app, for the server's SALE_APP_DIR. */
export async function copyOfApp(): Promise<string> {
  const app = await mkdtemp(join(tmpdir(), 'barra-app-'))
  await cp(BUILT_APP, app, { recursive: true })
  return app
}

/** The newer version's title is "Barra, la nueva". */
export async function renewApp(app: string): Promise<void> {
  const [page, worker] = [join(app, 'index.html'), join(app, 'sw.js')]
  await writeFile(page, (await readFile(page, 'utf8')).replace('<title>Barra</title>', '<title>Barra, la nueva</title>'))
  // The worker knows the page by the hash of its content.
  await writeFile(worker, (await readFile(worker, 'utf8')).replace(/(url:"index\.html",revision:")\w+/, '$1another'))
}
