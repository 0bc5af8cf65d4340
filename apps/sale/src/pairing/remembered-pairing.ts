// What pairs this terminal with the club's server, kept so that the page opens with that server dead.
import type { Pairing } from '@barra/local-store'

const KEY = 'barra.pairing'

/** The pairing of an earlier start, or null when there never was one. */
export function recallPairing(): Pairing | null {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return isPairing(known) ? known : null
  } catch {
    return null
  }
}

export function rememberPairing(pairing: Pairing): void {
  localStorage.setItem(KEY, JSON.stringify(pairing))
}

/** Corrects the zone of the pairing in use, for the next start; one that was forgotten or replaced meanwhile stays as it is. */
export function rememberTimeZone(inUse: Pairing, timeZone: string): void {
  const known = recallPairing()
  if (known?.token === inUse.token && known.timeZone !== timeZone) rememberPairing({ ...known, timeZone })
}

/** The terminal's data stays where it is: tickets wait for the next pairing. */
export function forgetPairing(): void {
  localStorage.removeItem(KEY)
}

/** Tells when another tab, or whoever clears the browser's data, takes the pairing away or changes it. */
export function whenChangedElsewhere(tell: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) tell()
  })
}

function isPairing(value: unknown): value is Pairing {
  if (typeof value !== 'object' || value === null) return false
  const { serverUrl, token, terminal } = value as Partial<Record<keyof Pairing, unknown>>
  return [serverUrl, token, terminal].every((field) => typeof field === 'string')
}
