import type { ErrorRequestHandler } from 'express'
import { Refusal } from './refusal.ts'

/** Everything that went wrong is answered as JSON `{message}`, and nothing is left hanging. */
export const answerFault: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  if (error instanceof Refusal) {
    response.status(error.status).json({ message: error.message })
    return
  }
  const status = (error as { status?: unknown }).status
  if (typeof status === 'number' && status >= 400 && status < 500) {
    response.status(status).json({ message: 'El pedido no es válido' })
    return
  }
  console.error(error)
  response.status(500).json({ message: 'Error interno del servidor' })
}
