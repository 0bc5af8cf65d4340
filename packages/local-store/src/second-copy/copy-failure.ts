/** Why a copy's file could not be read or written: a code that the screens have words for, and the browser's own message. */
export interface CopyFailure {
  readonly code: 'copy_gone' | 'copy_refused' | 'copy_unreadable' | 'disk_full' | 'timeout' | 'unexpected'
  readonly message: string
}

export function describeCopyFailure(error: unknown): CopyFailure {
  const { name = '', message = String(error) } = error instanceof Error ? error : {}
  return { code: codes[name] ?? 'unexpected', message }
}

/** By the name of the browser's error. */
const codes: Readonly<Record<string, CopyFailure['code']>> = {
  NotFoundError: 'copy_gone',
  NotAllowedError: 'copy_refused',
  NoModificationAllowedError: 'copy_refused',
  SecurityError: 'copy_refused',
  NotReadableError: 'copy_unreadable',
  InvalidStateError: 'copy_unreadable',
  QuotaExceededError: 'disk_full',
  TimeoutError: 'timeout',
}
