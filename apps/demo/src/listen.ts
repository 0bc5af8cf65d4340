import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { StartUpError } from './start-up-error.ts'

/** @throws StartUpError when the address is taken, forbidden or not this machine's */
export async function listen(app: RequestListener, port: number, host: string): Promise<Server> {
  const server = createServer(app)
  server.listen(port, host)
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    throw new StartUpError(explain((error as { code?: string }).code, port, host) ?? String(error), { cause: error })
  }
}

function explain(code: string | undefined, port: number, host: string): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use already: end what uses it, or choose another with PORT=${port === 65_535 ? 3000 : port + 1} npm start.`
    case 'EACCES':
      return `Port ${port} may not be used by this user: choose one above 1023 with PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine.`
    default:
      return null
  }
}
