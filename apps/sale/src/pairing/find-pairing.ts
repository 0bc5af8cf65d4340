import { fetchPairing, type Pairing } from '@barra/local-store'
import { recallPairing, rememberPairing } from './remembered-pairing.ts'

/** Where the demo hands its own terminal a pairing; nothing answers there outside the demo. */
const PAIRING_URL = '/demo/pairing.json'

/** The pairing known here, or else the server's; null when there is neither. */
export async function findPairing(): Promise<Pairing | null> {
  return recallPairing() ?? (await askServer())
}

/** Takes over a token that was renewed (a demo set up anew). True when the pairing changed: the store then has to be opened again. */
export async function refreshPairing(inUse: Pairing): Promise<boolean> {
  const current = await askServer()
  if (!current) return false
  const fields = ['token', 'serverUrl', 'terminal', 'timeZone'] as const
  return fields.some((field) => current[field] !== inUse[field])
}

async function askServer(): Promise<Pairing | null> {
  try {
    const pairing = await fetchPairing(PAIRING_URL)
    if (pairing) rememberPairing(pairing)
    return pairing
  } catch {
    return null
  }
}
