/** How requests travel to the endpoint: `fetch`, or something that answers as it does. */
export type Transport = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>

export const browserTransport: Transport = (input, init) => globalThis.fetch(input, init)
