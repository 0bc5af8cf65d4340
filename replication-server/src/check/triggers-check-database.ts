import type { Database } from '@barra/database'
import { sql } from 'kysely'
import { parseAccount, quoteAccount } from '../dialect/account.ts'
import { readTriggers, type ReadTrigger } from '../dialect/catalog.ts'
import { currentAccount } from '../dialect/current-account.ts'
import { isAccessDenied, isNoSuchTrigger } from '../dialect/refusals.ts'
import { triggerDefinitions, type TriggerDefinition } from '../dialect/trigger-definitions.ts'
import type { CheckContext } from './check-context.ts'
import { findingsOn, nameSome, type Finding } from './finding.ts'

const { ok, warning, failure } = findingsOn('triggers')
const INSTALL = 'run `replication-server install`'

/** That every change of a configured table is noted: the triggers are there as installed, and whoever they run as exists. */
export async function triggerFindings({
  database,
  collections,
}: Pick<CheckContext, 'database' | 'collections'>): Promise<readonly Finding[]> {
  const wanted = collections.flatMap((collection) => triggerDefinitions(database.dialect, collection))
  const there = await readTriggers(database)
  const missing: string[] = []
  const hidden: string[] = []
  const altered: string[] = []
  for (const trigger of wanted) {
    const found = there.find(({ name }) => name === trigger.name)
    if (!found) ((await isHidden(database, trigger.name)) ? hidden : missing).push(trigger.name)
    else if (found.body === null) hidden.push(trigger.name)
    else if (!isAsInstalled(database, trigger, found, found.body)) altered.push(trigger.name)
  }
  const stray = there.filter(({ name }) => !wanted.some((trigger) => trigger.name === name)).map(({ name }) => name)
  const findings = [
    ...(missing.length > 0
      ? [failure(`${nameSome(missing)} ${isOrAre(missing)} not there, so changes are missed: ${INSTALL}`)]
      : []),
    ...(missing.length > 0 ? await creationFindings(database) : []),
    ...(altered.length > 0
      ? [
          failure(
            `${nameSome(altered)} ${isOrAre(altered)} not as installed: drop ${altered.length > 1 ? 'them' : 'it'} and ${INSTALL}`,
          ),
        ]
      : []),
    ...(stray.length > 0
      ? [warning(`${nameSome(stray)} ${stray.length === 1 ? 'notes' : 'note'} changes of what is no collection: ${INSTALL}`)]
      : []),
    ...(hidden.length > 0
      ? [
          warning(
            `${hidden.length} are there, but this account may not see what they do: check as the account that installed, too`,
          ),
        ]
      : []),
    ...(await definerFindings(database, there)),
  ]
  return findings.length > 0 ? findings : [ok(`${wanted.length} are there as installed`)]
}

/** With a binary log, a server lets only an administrator create triggers unless it is told to trust the others. */
async function creationFindings({ kysely, dialect }: Database): Promise<readonly Finding[]> {
  if (dialect === 'sqlite') return []
  const { rows } = await sql<{ isForbidden: number }>`
    SELECT @@GLOBAL.log_bin = 1 AND @@GLOBAL.log_bin_trust_function_creators = 0 AS ${sql.id('isForbidden')}
  `.execute(kysely)
  if (!Number(rows[0]!.isForbidden)) return []
  return [
    warning(
      'log_bin_trust_function_creators is OFF, so that only an account with SUPER may create them: ' +
        'before the install, run SET GLOBAL log_bin_trust_function_creators = 1',
    ),
  ]
}

function isOrAre(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are'
}

/** The catalogue shows a trigger only to who may make one; asked by its name, the server tells "not there" from "not for you". */
async function isHidden({ kysely, dialect }: Database, name: string): Promise<boolean> {
  if (dialect === 'sqlite') return false
  try {
    await sql`SHOW CREATE TRIGGER ${sql.id(name)}`.execute(kysely)
    return false
  } catch (error) {
    if (isNoSuchTrigger(error)) return false
    if (isAccessDenied(error)) return true
    throw error
  }
}

function isAsInstalled(database: Database, wanted: TriggerDefinition, found: ReadTrigger, foundBody: string): boolean {
  const body = oneLine(wanted.body.compile(database.kysely).sql)
  const isSameTable = found.table.toLowerCase() === wanted.table.toLowerCase()
  if (database.dialect === 'mysql') return isSameTable && found.event === `AFTER ${wanted.event}` && oneLine(foundBody) === body
  const text = oneLine(foundBody)
  return isSameTable && text.includes(` AFTER ${wanted.event} ON `) && text.endsWith(` FOR EACH ROW ${body}`)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Triggers run as their definer: without that account every write of the club's system to these tables fails. */
async function definerFindings(database: Database, triggers: readonly ReadTrigger[]): Promise<readonly Finding[]> {
  if (database.dialect === 'sqlite') return []
  const { account } = await currentAccount(database)
  const definers = new Set(triggers.flatMap(({ definer }) => definer ?? []))
  definers.delete(`${account.user}@${account.host}`)
  const findings: Finding[] = []
  for (const definer of definers) {
    const named = quoteAccount(parseAccount(definer) ?? { user: definer, host: '' })
    const exists = await accountExists(database, definer)
    if (exists === null) findings.push(warning(`they run as ${named}; this account may not see whether it exists`))
    if (exists === false)
      findings.push(
        failure(
          `they run as ${named}, which is no account: every write to these tables fails. Create it, or uninstall and install`,
        ),
      )
  }
  return findings
}

/** Null when this account may not know. */
async function accountExists({ kysely }: Database, definer: string): Promise<boolean | null> {
  const account = parseAccount(definer)
  if (!account) return false
  try {
    const { rows } = await sql`SELECT 1 FROM mysql.user WHERE User = ${account.user} AND Host = ${account.host}`.execute(kysely)
    return rows.length > 0
  } catch (error) {
    if (isAccessDenied(error)) return null
    throw error
  }
}
