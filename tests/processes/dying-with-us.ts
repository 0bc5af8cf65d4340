import { existsSync } from 'node:fs'

const SETPRIV = '/usr/bin/setpriv'

/**
 * The command line to spawn so that the kernel ends the process with this one, even when this one is killed. Where that cannot be
 * had, the command itself.
 */
export function dyingWithUs(command: string, args: readonly string[]): readonly [command: string, args: string[]] {
  if (!existsSync(SETPRIV)) return [command, [...args]]
  return [SETPRIV, ['--pdeathsig', 'KILL', command, ...args]]
}
