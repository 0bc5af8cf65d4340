// Whether everything that the endpoint needs is there and well, one finding after another.
import { accountFindings } from './account-check-database.ts'
import { cascadeFindings } from './cascades-check-database.ts'
import type { CheckContext } from './check-context.ts'
import { clockFindings } from './clock-check-database.ts'
import { collectionFindings } from './collections-check-database.ts'
import { connectionFindings } from './connection-check-database.ts'
import { findingsOn, type Finding } from './finding.ts'
import { receiptFindings } from './receipts-check.ts'
import { sequencerFindings } from './sequencer-check-database.ts'
import { serverFindings } from './server-check-database.ts'
import { tableFindings } from './tables-check.ts'
import { triggerFindings } from './triggers-check-database.ts'

type Check = (context: CheckContext) => Promise<readonly Finding[]>

/** Of what one may look at in any order, once there is a connection and our tables. */
const CHECKS: Readonly<Record<string, Check>> = {
  account: accountFindings,
  triggers: triggerFindings,
  collections: collectionFindings,
  server: serverFindings,
  clock: clockFindings,
  cascades: cascadeFindings,
  receipts: receiptFindings,
}

/** @param options.waitsForSequencer whether to watch if somebody takes the changes that wait, for a few seconds if need be */
export async function runChecks(
  context: CheckContext,
  { waitsForSequencer }: { readonly waitsForSequencer: boolean },
): Promise<readonly Finding[]> {
  const first = await run('connection', connectionFindings, context)
  if (isFailed(first)) return first
  const tables = await run('tables', tableFindings, context)
  if (isFailed(tables)) return [...first, ...tables]
  const checks = Object.entries({ ...CHECKS, ...(waitsForSequencer && { sequencer: sequencerFindings }) })
  const others = await Promise.all(checks.map(([what, check]) => run(what, check, context)))
  return [...first, ...tables, ...others.flat()]
}

export function isFailed(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'failure')
}

/** A check that cannot be made is a failure of its own: the others still are. */
async function run(what: string, check: Check, context: CheckContext): Promise<readonly Finding[]> {
  try {
    return await check(context)
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string }
    return [findingsOn(what).failure(message || code || String(error))]
  }
}
