import { parseArgs } from 'node:util'
import { audit } from './commands/audit.ts'
import { check } from './commands/check.ts'
import { grants } from './commands/grants.ts'
import { install } from './commands/install.ts'
import { renewEpoch } from './commands/renew-epoch.ts'
import { serve } from './commands/serve.ts'
import { addTerminal, listTerminals, revokeTerminal } from './commands/terminals.ts'
import { uninstall } from './commands/uninstall.ts'
import { UsageError, type Command } from './command.ts'

const options = {
  help: { type: 'boolean', short: 'h' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  scopes: { type: 'string' },
  token: { type: 'boolean' },
} as const

type Option = keyof typeof options

/**
 * Which command the words after `replication-server` ask for; null for help.
 * @throws UsageError
 */
export function parseCommand(words: readonly string[]): Command | null {
  const { values, positionals } = parse(words)
  if (values.help || positionals.length === 0 || positionals[0] === 'help') return null

  const takes = (count: number, ...allowed: Option[]) => {
    if (positionals.length !== count) throw new UsageError(`wrong number of words after ${positionals[0]}`)
    const stray = (Object.keys(values) as Option[]).find((option) => !allowed.includes(option))
    if (stray) throw new UsageError(`--${stray} does not belong to ${positionals[0]}`)
  }
  const [command, subcommand = '', name = ''] = positionals
  switch (command === 'terminals' ? `terminals ${subcommand}` : command) {
    case 'install':
      takes(1, 'dry-run')
      return install({ isDryRun: values['dry-run'] === true })
    case 'uninstall':
      takes(1, 'yes')
      if (!values.yes)
        throw new UsageError('uninstall forgets which tickets are stored and all terminals: say --yes if you mean it')
      return uninstall
    case 'serve':
      takes(1)
      return serve
    case 'check':
      takes(1)
      return check
    case 'grants':
      takes(2)
      return grants(subcommand)
    case 'audit':
      takes(1)
      return audit
    case 'renew-epoch':
      takes(1)
      return renewEpoch
    case 'terminals add':
      takes(3, 'scopes', 'token')
      return addTerminal({ name, scopes: values.scopes, printsToken: values.token === true })
    case 'terminals list':
      takes(2)
      return listTerminals
    case 'terminals revoke':
      takes(3)
      return revokeTerminal(name)
    default:
      throw new UsageError(`there is no command ${positionals.slice(0, 2).join(' ')}`)
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
}
