// Finding a guest by hand among everyone inside.
import { normalizeBracelet, toSearchText, type Guest } from '@barra/domain'

/** More than a screen ever shows; the rest is a word more away. */
export const MAX_MATCHES = 50

export interface SearchableGuest {
  readonly guest: Guest
  readonly text: string
}

export interface GuestMatches {
  readonly guests: readonly Guest[]
  /** How many more there are than `guests` holds. */
  readonly hidden: number
}

export function toSearchableGuests(guests: readonly Guest[]): readonly SearchableGuest[] {
  return guests.map((guest) => ({ guest, text: toSearchText(`${guest.name} ${guest.bracelet}`) }))
}

/** Guests whose name or bracelet has every word of the query; who wears exactly that bracelet comes first, who has no name last. */
export function searchGuests(searchable: readonly SearchableGuest[], query: string): GuestMatches {
  const words = toSearchText(query).split(/\s+/).filter(Boolean)
  const bracelet = normalizeBracelet(query.trim())
  const matches = searchable.filter(({ text }) => words.every((word) => text.includes(word))).map(({ guest }) => guest)
  const isExact = (guest: Guest) => normalizeBracelet(guest.bracelet) === bracelet
  const place = (guest: Guest) => (isExact(guest) ? 0 : guest.name === '' ? 2 : 1)
  const ordered = matches.sort((a, b) => place(a) - place(b))
  return { guests: ordered.slice(0, MAX_MATCHES), hidden: Math.max(0, ordered.length - MAX_MATCHES) }
}

/** Whether what was typed is a bracelet to look up rather than part of a name. */
export function isBraceletQuery(query: string, matches: GuestMatches): boolean {
  const typed = query.trim()
  if (typed === '') return false
  const isExact = matches.guests.some((guest) => normalizeBracelet(guest.bracelet) === normalizeBracelet(typed))
  return isExact || /^\d+$/.test(typed) || (matches.guests.length === 0 && /\d/.test(typed))
}
