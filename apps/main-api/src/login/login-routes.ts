import { Router, type RequestHandler, type Response } from 'express'
import type { ApiContext } from '../http/api-context.ts'
import { readText, type Body } from '../http/read-body.ts'
import { verifyPassword } from './password-hash.ts'
import type { LoggedInUser, Sessions } from './sessions.ts'

const WRONG_CREDENTIALS = { message: 'Usuario o contraseña incorrectos' }

export function loginRoutes({ kysely }: ApiContext, sessions: Sessions): Router {
  return Router().post('/login', async (request, response) => {
    const body = request.body as Body
    const username = readText(body, 'username', 'El usuario es obligatorio')
    const password = readText(body, 'password', 'La contraseña es obligatoria')
    const user = await kysely.selectFrom('Users').selectAll().where('username', '=', username).executeTakeFirst()
    if (!user?.password || !(await verifyPassword(password, user.password))) {
      response.status(401).json(WRONG_CREDENTIALS)
      return
    }
    const { id_user, full_name, id_role } = user
    response.json({ data: { token: sessions.open({ id_user, username, id_role }), id_user, username, full_name, id_role } })
  })
}

/** The token travels bare in `Authorization`. The club's API leaves a request with a wrong one hanging; this one answers. */
export function requireLogin(sessions: Sessions): RequestHandler {
  return (request, response, next) => {
    const token = request.get('authorization')
    const user = token ? sessions.userOf(token) : null
    if (!user) {
      response.status(401).json({ message: token ? 'El token no es válido' : 'Falta el token' })
      return
    }
    response.locals['user'] = user
    next()
  }
}

export function userOf(response: Response): LoggedInUser {
  return response.locals['user'] as LoggedInUser
}
