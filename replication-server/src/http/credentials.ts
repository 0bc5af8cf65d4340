export interface Credentials {
  readonly token: string
  /** Given by Basic credentials. */
  readonly name?: string
}

/** Reads `Bearer <token>`, or `Basic` with the terminal's name and token as CouchDB clients send them; null when it is neither. */
export function parseAuthorization(header: string | undefined): Credentials | null {
  const [, scheme, value] = /^(\w+) +(\S+) *$/.exec(header ?? '') ?? []
  if (!scheme || !value) return null
  if (scheme.toLowerCase() === 'bearer') return { token: value }
  if (scheme.toLowerCase() !== 'basic') return null
  const [, name, token] = /^([^:]+):(.+)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? []
  return name && token ? { name, token } : null
}
