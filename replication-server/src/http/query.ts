// Parameters of a URL: read strictly, since one that is misread would lose or repeat documents silently.
import { RequestError } from './request-error.ts'

export type Query = ReadonlyMap<string, string>

/** The parameters of a URL, each at most once. */
export function readQuery(url: string): Query {
  const query = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(url.split('?').slice(1).join('?'))) {
    if (query.has(name)) throw new RequestError('bad_request', `${name} is given twice`)
    query.set(name, value)
  }
  return query
}

export function parseBoolean(name: string, text = 'false'): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new RequestError('bad_request', `${name} may be true or false, not ${shorten(text)}`)
}

export function parseWhole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text))
    throw new RequestError('bad_request', `${name} must be a whole number from 0 on, not ${shorten(text)}`)
  return Number(text)
}

export function parseOneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((known) => known === text)
  if (choice !== undefined) return choice
  throw new RequestError('bad_request', `${name} may be ${listed(choices)}, not ${shorten(text)}`)
}

/** A client's text, short enough to be repeated in an answer. */
export function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

function listed(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
}
