import { sequencingContext } from '../../change-feed/sequencing-context.ts'
import type { CheckContext } from '../../check/check-context.ts'
import { formatFinding } from '../../check/finding.ts'
import { isFailed, runChecks } from '../../check/run-checks.ts'
import { CommandError, type Command, type CommandContext } from '../command.ts'

export const check: Command = async (context) => {
  const findings = await runChecks(checkContext(context), { waitsForSequencer: true })
  for (const finding of findings) context.print(formatFinding(finding))
  if (isFailed(findings)) throw new CommandError('Something is not as it must be: see the lines that begin with failure.')
}

/**
 * Before anything is served. Warnings go to the log.
 * @throws CommandError with the lines of what failed
 */
export async function assertServable(context: CommandContext): Promise<void> {
  const findings = await runChecks(checkContext(context), { waitsForSequencer: false })
  const failures = findings.filter(({ level }) => level === 'failure')
  if (failures.length > 0) throw new CommandError(`nothing is served:\n${failures.map(formatFinding).join('\n')}`)
  for (const { what, sentence } of findings.filter(({ level }) => level === 'warning')) {
    context.logger.warn({ check: what }, sentence)
  }
}

function checkContext({ database, environment }: CommandContext): CheckContext {
  const { collections, stock, timeZone } = environment
  return { database, collections, stock, sequencing: sequencingContext(database, () => new Date(), timeZone) }
}
