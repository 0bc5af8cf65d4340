// The command's configuration: environment variables, each checked before anything starts.
import { DEFAULT_CLUB_TIME_ZONE, isTimeZone } from '@barra/domain'
import { STOCK_MODES, type StockMode } from '../intake/ticket-intake.ts'
import type { CollectionConfiguration } from './collections.ts'
import { readCollectionsFile } from './collections-file.ts'
import { ConfigurationError } from './configuration-error.ts'
import { defaultCollections } from './default-collections.ts'

export interface Environment {
  readonly databaseUrl: string
  readonly collections: readonly CollectionConfiguration[]
  readonly host: string
  readonly port: number
  readonly timeZone: string
  readonly stock: StockMode
  readonly corsOrigins: readonly string[]
  /** Where the sale app is, without a slash at its end. */
  readonly publicUrl: string | null
  readonly logLevel: string
  /** Between two audits; 0 for none. */
  readonly auditMinutes: number
  readonly repairTotals: boolean
  readonly tombstoneDays: number
}

type Variables = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = 3001
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** @throws ConfigurationError */
export function readEnvironment(variables: Variables): Environment {
  return {
    databaseUrl: readDatabaseUrl(variables.DATABASE_URL),
    collections: variables.COLLECTIONS ? readCollectionsFile(variables.COLLECTIONS) : defaultCollections,
    host: variables.HOST || '127.0.0.1',
    port: readWholeNumber('PORT', variables.PORT, { from: 0, to: 65_535 }, DEFAULT_PORT),
    timeZone: readTimeZone(variables.CLUB_TIME_ZONE),
    stock: readOneOf('STOCK', variables.STOCK, STOCK_MODES, 'untouched'),
    corsOrigins: readOrigins('CORS_ORIGINS', variables.CORS_ORIGINS),
    publicUrl: readPublicUrl(variables.PUBLIC_URL),
    logLevel: readOneOf('LOG_LEVEL', variables.LOG_LEVEL, LOG_LEVELS, 'info'),
    auditMinutes: readWholeNumber('AUDIT_MINUTES', variables.AUDIT_MINUTES, { from: 0, to: 10_000 }, 10),
    repairTotals: readOneOf('REPAIR_TOTALS', variables.REPAIR_TOTALS, ['no', 'yes'], 'no') === 'yes',
    tombstoneDays: readWholeNumber('TOMBSTONE_DAYS', variables.TOMBSTONE_DAYS, { from: 4, to: 10_000 }, 30),
  }
}

function readDatabaseUrl(text: string | undefined): string {
  if (!text) throw new ConfigurationError('DATABASE_URL is not set: say mysql://user:password@host:port/name or sqlite:<path>')
  const isMysql = /^(mysql|mariadb):\/\//.test(text)
  // The URL itself is not repeated: it holds a password.
  if (!isMysql && !/^sqlite:./.test(text))
    throw new ConfigurationError('DATABASE_URL must begin with mysql://, mariadb:// or sqlite:')
  if (isMysql && !isMysqlUrl(text))
    throw new ConfigurationError(
      'DATABASE_URL must name a database: mysql://user:password@host:port/name; write @ : / ? # % in a password as %40 %3A %2F %3F %23 %25',
    )
  return text
}

function isMysqlUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.hostname === '' || url.pathname.length < 2) return false
  return [url.username, url.password, url.pathname].every(isDecodable)
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function readWholeNumber(
  name: string,
  text: string | undefined,
  { from, to }: { from: number; to: number },
  otherwise: number,
): number {
  if (!text) return otherwise
  const number = Number(text)
  if (!/^\d{1,9}$/.test(text) || number < from || number > to)
    throw new ConfigurationError(`${name} must be a number from ${from} to ${to}, not ${quote(text)}`)
  return number
}

function readTimeZone(text: string | undefined): string {
  const timeZone = text || DEFAULT_CLUB_TIME_ZONE
  if (!isTimeZone(timeZone)) throw new ConfigurationError(`CLUB_TIME_ZONE is no IANA time zone: ${quote(timeZone)}`)
  return timeZone
}

function readOneOf<T extends string>(name: string, text: string | undefined, choices: readonly T[], otherwise: T): T {
  if (!text) return otherwise
  const choice = choices.find((known) => known === text)
  if (!choice) throw new ConfigurationError(`${name} may be ${choices.join(', ')}, not ${quote(text)}`)
  return choice
}

/** The origins of a list with commas. @throws ConfigurationError naming the variable */
export function readOrigins(name: string, text: string | undefined): string[] {
  const origins = (text ?? '').split(',').flatMap((origin) => origin.trim() || [])
  for (const origin of origins) {
    const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin
    if (!isOrigin) throw new ConfigurationError(`${name}: ${quote(origin)} is no origin, such as https://bar.example`)
  }
  return origins
}

function readPublicUrl(text: string | undefined): string | null {
  if (!text) return null
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new ConfigurationError(`PUBLIC_URL: ${quote(text)} is no address, such as https://bar.example`)
  return text.replace(/\/+$/, '')
}

function quote(text: string): string {
  return JSON.stringify(text)
}
