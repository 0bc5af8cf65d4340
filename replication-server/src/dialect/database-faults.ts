const MYSQL_LOCK_WAIT_TIMEOUT = 1205
const MYSQL_DEADLOCK = 1213

/** Whether the transaction lost against another one and may succeed when it is repeated as a whole. */
export function isLostRace(error: unknown): boolean {
  const { errno, code } = (error ?? {}) as { errno?: unknown; code?: unknown }
  if (errno === MYSQL_DEADLOCK || errno === MYSQL_LOCK_WAIT_TIMEOUT) return true
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}
