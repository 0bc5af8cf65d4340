import type { AddressInfo } from 'node:net'
import type { DemoBracelets } from '@barra/main-api'
import { MAIN_API_MOUNT } from '@barra/main-api'
import type { DemoLogin } from './demo-login.ts'
import { DEMO_TERMINAL } from './demo-terminal.ts'

export interface Announcement {
  readonly address: AddressInfo
  readonly bracelets: DemoBracelets
  readonly login: DemoLogin | null
  /** Only when it was made up just now. */
  readonly newToken: string | null
  /** Where the data is, for whoever wants a fresh night; null when it is a server's. */
  readonly dataDir: string | null
}

/** What somebody needs to know to try an outage. */
export function announce({ address, bracelets, login, newToken, dataDir }: Announcement): string {
  const url = urlOf(address)
  return [
    '',
    `  Barra is at ${url}`,
    '',
    '  Bracelets to type or scan:',
    `    open      ${bracelets.open ?? (login ? nightIsOver(dataDir) : 'none: nobody is inside')}`,
    `    closed    ${bracelets.closed ?? 'none: nobody went home'}`,
    `    unknown   ${bracelets.unknown ?? 'every number is known'}`,
    '',
    '  To try an outage: stop this with Ctrl-C and go on selling in the page; then run npm start again',
    '  and press "Sincronizar Tickets Pendientes" in the page.',
    '',
    ...(login ? [`  Main API: ${url}${MAIN_API_MOUNT}/ (user ${login.username}, password ${login.password})`] : []),
    ...(newToken === null ? [] : [`  Token of the terminal "${DEMO_TERMINAL}", told this once: ${newToken}`]),
    ...(isLoopback(address)
      ? []
      : [`  Other machines need https in front of this: over plain http a page cannot open without its server.`]),
    '',
  ].join('\n')
}

/** The demo's club: somebody was inside when it was made up. */
function nightIsOver(dataDir: string | null): string {
  const anew = dataDir === null ? 'start it on an empty database' : `stop this, delete the folder ${dataDir}, start again`
  return `none: the made-up night is over (for a new one ${anew})`
}

function urlOf({ address, family, port }: AddressInfo): string {
  if (isLoopback({ address, family, port }) || address === '0.0.0.0' || address === '::') return `http://localhost:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

function isLoopback({ address }: AddressInfo): boolean {
  return address === '::1' || address.startsWith('127.')
}
