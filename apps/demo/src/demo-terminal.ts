// The demo pairs its own terminal: the one thing here that a real club must never do.
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TerminalRegistry } from '@barra/replication-server'

export const DEMO_TERMINAL = 'Barra 1'

export interface DemoTerminalToken {
  readonly token: string
  /** Made up now: the only time to print it. */
  readonly isNew: boolean
}

/** The given token, or the one of an earlier start, or a new one, kept in a file that only this user can read. */
export async function demoTerminalToken(dataDir: string, given: string | undefined): Promise<DemoTerminalToken> {
  if (given !== undefined) return { token: given, isNew: false }
  const file = join(dataDir, 'terminal-token')
  const kept = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
  if (kept !== '') return { token: kept, isNew: false }
  const token = randomBytes(32).toString('base64url')
  await writeFile(file, `${token}\n`, { mode: 0o600 })
  return { token, isNew: true }
}

/**
 * Makes the token the demo terminal's, whatever it had before.
 * @throws TerminalError when the token is too short or another terminal's
 */
export async function ensureDemoTerminal(terminals: TerminalRegistry, token: string): Promise<void> {
  if (await terminals.authenticate({ token, name: DEMO_TERMINAL })) return
  await terminals.revoke(DEMO_TERMINAL)
  await terminals.add({ name: DEMO_TERMINAL, token })
}
