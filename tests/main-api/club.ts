// A small club behind a running main API, for the tests of this folder.
import { createServer } from 'node:http'
import type { Database } from '@barra/database'
import { createMainApi, createMainTables, DEMO_USERNAME, MAIN_API_MOUNT, seedClub, setPassword } from '@barra/main-api'
import type { MainTables } from '@barra/main-api'
import express from 'express'
import { listenOnFreePort, stopListening } from '../network/free-port.ts'

export const TIME_ZONE = 'America/Argentina/Buenos_Aires'
/** A Tuesday, 01:30 in the club: still Monday's business day, 2026-11-23. */
export const NOW = new Date('2026-11-24T01:30:00-03:00')
export const SMALL = { partners: 60, products: 30, openVisits: 20, closedTonight: 4, nightsBefore: 2, visitsPerNight: 10 }

const PASSWORD = 'una clave de prueba'

interface Answer {
  readonly status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the API said; the tests say what it must be
  readonly body: any
}

export interface Club {
  readonly kysely: ReturnType<typeof mainTables>
  /** Logged in, unless told another token ('' for none). */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  stop(): Promise<void>
}

export function mainTables(database: Database) {
  return database.kysely.withTables<MainTables>()
}

export async function openClub(database: Database): Promise<Club> {
  await createMainTables(database)
  await seedClub(database, { seed: 7, now: NOW, timeZone: TIME_ZONE, ...SMALL })
  await setPassword(database, DEMO_USERNAME, PASSWORD)

  const app = express().use(MAIN_API_MOUNT, createMainApi({ database, clock: () => NOW, timeZone: TIME_ZONE }))
  const server = createServer(app)
  const base = `http://127.0.0.1:${await listenOnFreePort(server)}${MAIN_API_MOUNT}`

  let token = ''
  async function call(method: string, path: string, body?: unknown, withToken = token): Promise<Answer> {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json', ...(withToken ? { authorization: withToken } : {}) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    })
    return { status: response.status, body: await response.json() }
  }
  token = (await call('POST', '/users/login', { username: DEMO_USERNAME, password: PASSWORD })).body.data.token

  return {
    kysely: mainTables(database),
    call,
    post: (path, body) => call('POST', path, body),
    stop: () => stopListening(server),
  }
}
