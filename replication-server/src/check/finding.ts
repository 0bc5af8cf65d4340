/** One line of a check: what was looked at, and how it is. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'failure'
  readonly what: string
  readonly sentence: string
}

/** Makes the findings of one check. */
export function findingsOn(what: string) {
  return {
    ok: (sentence: string): Finding => ({ level: 'ok', what, sentence }),
    warning: (sentence: string): Finding => ({ level: 'warning', what, sentence }),
    failure: (sentence: string): Finding => ({ level: 'failure', what, sentence }),
  }
}

export function formatFinding({ level, what, sentence }: Finding): string {
  return `${level.padEnd('failure'.length)}  ${what}: ${sentence}`
}

/** The first few of many, and how many more. */
export function nameSome(names: readonly string[], most = 5): string {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ')
}
