import type { AddressFailure } from '@barra/local-store'

/** Why no server is asked, or found, at what a person typed. `insecure`: over http, which a browser keeps from a page that came over https. */
export type AddressTrouble = AddressFailure | 'insecure'

/** Where the endpoint is when the page comes from the club's own server. */
export const OWN_SERVER = '/replication'

/**
 * The endpoint's base URL from what a person typed: "barra.miclub.local" is enough. Null when it is no address.
 * @param protocol of this page, such as 'https:': what it is not, a browser would not let it talk to
 */
export function toServerUrl(text: string, protocol: string): string | null {
  const typed = text.trim()
  if (typed === '' || /\s/.test(typed)) return null
  const withScheme = /^https?:\/\//i.test(typed) ? typed : `${protocol}//${typed}`
  if (!URL.canParse(withScheme)) return null
  const { origin, pathname } = new URL(withScheme)
  return origin + (pathname === '/' ? OWN_SERVER : pathname.replace(/\/+$/, ''))
}

/** Whether a browser keeps a page from talking to that address because it came more safely itself. This machine is as safe as https. */
export function isLessSecure(url: string, protocol: string): boolean {
  const { protocol: asked, hostname } = new URL(url)
  return protocol === 'https:' && asked === 'http:' && !/^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
}
