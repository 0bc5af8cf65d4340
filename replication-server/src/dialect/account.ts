// Accounts of MySQL and MariaDB, as statements name them.

export interface Account {
  readonly user: string
  readonly host: string
}

/** Reads `user@host`, as CURRENT_USER() prints it; the host is what follows the last @. Null when it is no account. */
export function parseAccount(text: string): Account | null {
  const at = text.lastIndexOf('@')
  return at > 0 && at < text.length - 1 ? { user: text.slice(0, at), host: text.slice(at + 1) } : null
}

export function quoteAccount({ user, host }: Account): string {
  return `${quoteText(user)}@${quoteText(host)}`
}

export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}

/** A database in a grant on all its tables, where _ and % would stand for any letters. */
export function quoteDatabasePattern(name: string): string {
  return quoteName(name.replace(/[_%]/g, '\\$&'))
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
