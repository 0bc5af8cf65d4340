// vitest: one throw-away MariaDB for a run of the contract tests, reached with `inject('mariadbUrl')`.
import type { TestProject } from 'vitest/node'
import { startThrowAwayMariadb } from './throw-away-mariadb.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server without a database: `mysql://root@127.0.0.1:<port>/`. */
    mariadbUrl: string
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const mariadb = await startThrowAwayMariadb()
  project.provide('mariadbUrl', mariadb.url(''))
  return () => mariadb.stop()
}
