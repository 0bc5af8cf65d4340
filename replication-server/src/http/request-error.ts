import { REQUEST_ERRORS, type RequestErrorCode } from '@barra/replication-protocol'

/** A request that is answered `{error, reason}`. The reason is for whoever wrote the client: it says what is wrong. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: RequestErrorCode
  /** Further fields of the answer. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: RequestErrorCode, reason: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(reason, { cause })
    this.code = code
    this.details = details
  }

  get status(): number {
    return REQUEST_ERRORS[this.code]
  }
}
