import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A push of `docs` whose head is sent; what is written of its `body`, and when, is the test's business. */
export async function pushByHand(
  endpointUrl: string,
  token: string,
  docs: readonly unknown[],
): Promise<{ readonly socket: Socket; readonly body: string }> {
  const { hostname, port, pathname } = new URL(`${endpointUrl}/tickets/_bulk_docs`)
  const body = JSON.stringify({ docs })
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(
    [
      `POST ${pathname} HTTP/1.1`,
      `Host: ${hostname}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      '',
    ].join('\r\n'),
  )
  return { socket, body }
}
