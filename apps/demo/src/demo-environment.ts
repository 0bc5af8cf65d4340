import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assertToken, ConfigurationError, readEnvironment, readOrigins, type Environment } from '@barra/replication-server'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface DemoEnvironment extends Environment {
  /** An absolute path: the embedded database and the demo terminal's token live here. */
  readonly dataDir: string
  /** Of the demo terminal; made up and kept when not given. */
  readonly terminalToken: string | undefined
  /** Of the account `demo` at the main API; made up at each start when not given. */
  readonly mainApiPassword: string | undefined
  /** Of the endpoints that the page may talk to beside its own. */
  readonly endpointOrigins: readonly string[]
  /** The built sale app. */
  readonly saleAppDir: string
}

/** @throws ConfigurationError naming the variable that cannot be used */
export function readDemoEnvironment(variables: NodeJS.ProcessEnv): DemoEnvironment {
  const dataDir = resolve(ROOT, variables['DATA_DIR'] || '.data')
  return {
    ...readEnvironment({
      ...variables,
      DATABASE_URL: variables['DATABASE_URL'] || `sqlite:${join(dataDir, 'club.db')}`,
      PORT: variables['PORT'] || '3000',
      LOG_LEVEL: variables['LOG_LEVEL'] || 'error',
    }),
    dataDir,
    terminalToken: readToken(variables['TERMINAL_TOKEN']),
    mainApiPassword: variables['MAIN_API_PASSWORD'] || undefined,
    endpointOrigins: readOrigins('ENDPOINT_ORIGINS', variables['ENDPOINT_ORIGINS']),
    saleAppDir: resolve(ROOT, variables['SALE_APP_DIR'] || 'apps/sale/dist'),
  }
}

function readToken(text: string | undefined): string | undefined {
  if (!text) return undefined
  try {
    assertToken(text)
    return text
  } catch (error) {
    throw new ConfigurationError(`TERMINAL_TOKEN: ${(error as Error).message}`, { cause: error })
  }
}
