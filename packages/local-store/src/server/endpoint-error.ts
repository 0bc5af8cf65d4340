import { isDiskFull } from '../disk-room/is-disk-full.ts'

/** Why a request to the endpoint brought no usable answer. `code` is what status lines and locale files go by. */
export class EndpointError extends Error {
  readonly code: EndpointErrorCode

  constructor(code: EndpointErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EndpointError'
    this.code = code
  }

  /** Whether the same request may succeed a little later without anybody doing anything. */
  get isTransient(): boolean {
    return (
      this.code === 'network' || this.code === 'timeout' || this.code === 'not_json' || /^http_(408|429|5\d\d)$/.test(this.code)
    )
  }
}

export type EndpointErrorCode =
  /** No connection could be made, or it broke. */
  | 'network'
  | 'timeout'
  /** Something other than the endpoint answered, such as a captive portal. */
  | 'not_json'
  /** JSON, but not what the protocol promises. */
  | 'bad_answer'
  | 'unauthorized'
  | 'forbidden'
  | 'epoch_changed'
  | `http_${number}`

/** Turns anything thrown into a code and a message for a status or a log. */
export function describeFailure(error: unknown): { code: EndpointErrorCode | 'disk_full' | 'unexpected'; message: string } {
  if (error instanceof EndpointError) return { code: error.code, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  return { code: isDiskFull(error) ? 'disk_full' : 'unexpected', message }
}
