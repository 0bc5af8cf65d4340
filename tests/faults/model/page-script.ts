import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ENTRY = fileURLToPath(new URL('terminal-page.ts', import.meta.url))

/** The terminal's page as one script, bundled as the sale app is. */
export async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['es'], fileName: 'terminal' } },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const [bundle] = [result].flat()
  if (!bundle || !('output' in bundle)) throw new Error('vite built nothing')
  return bundle.output[0].code
}
