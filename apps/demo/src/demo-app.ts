import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express'
import helmet from 'helmet'
import { MAIN_API_MOUNT } from '@barra/main-api'
import { REPLICATION_MOUNT } from '@barra/replication-protocol'
import { DEMO_TERMINAL } from './demo-terminal.ts'
import { serveSaleApp } from './sale-app.ts'

export interface DemoAppParts {
  readonly mainApi: Router
  readonly replication: Router
  readonly saleAppDir: string
  readonly terminalToken: string
  /** The club's, by its IANA name. */
  readonly timeZone: string
  /** Of the endpoints that the page may talk to beside its own. */
  readonly endpointOrigins: readonly string[]
}

/** Everything on one origin. What no part knows is answered as JSON, except the routes of the page. */
export function createDemoApp(parts: DemoAppParts): Express {
  const { mainApi, replication, saleAppDir, terminalToken, timeZone, endpointOrigins } = parts
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet({ contentSecurityPolicy: contentSecurityPolicy(endpointOrigins), strictTransportSecurity: false }))
  app.use(REPLICATION_MOUNT, replication)
  app.use(MAIN_API_MOUNT, mainApi)
  app.get('/demo/pairing.json', (_request, response) => {
    response.set('Cache-Control', 'no-store')
    response.json({ serverUrl: REPLICATION_MOUNT, token: terminalToken, terminal: DEMO_TERMINAL, timeZone })
  })
  app.use(['/api', '/demo', REPLICATION_MOUNT], answerNotFound)
  app.use(serveSaleApp(saleAppDir))
  app.use(answerNotFound)
  app.use(answerFault)
  return app
}

/** No inline script and nothing from elsewhere; Vuetify sets styles inline. Plain http stays plain: the demo has no certificate. */
function contentSecurityPolicy(endpointOrigins: readonly string[]) {
  return {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'", ...endpointOrigins],
      'worker-src': ["'self'"],
      'manifest-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  }
}

const answerNotFound: RequestHandler = (request, response) => {
  response.status(404).json({ error: 'not_found', reason: `nothing answers ${request.method} ${request.baseUrl}${request.path}` })
}

const answerFault: ErrorRequestHandler = (error: { status?: number; message?: string }, _request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  const status = error.status !== undefined && error.status >= 400 && error.status < 500 ? error.status : 500
  if (status === 500) console.error(error)
  response
    .status(status)
    .json({ error: status === 500 ? 'internal_error' : 'bad_request', reason: 'the page could not be served' })
}
