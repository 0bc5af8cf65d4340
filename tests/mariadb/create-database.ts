import { randomUUID } from 'node:crypto'
import { createConnection } from 'mysql2/promise'

/** Makes an empty database with a name of its own on that server; returns the database's URL. */
export async function createDatabaseOn(serverUrl: string): Promise<string> {
  const name = `barra_${randomUUID().replaceAll('-', '')}`
  await runOn(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Removes a database made by `createDatabaseOn`. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  const name = url.pathname.slice(1)
  url.pathname = '/'
  await runOn(url.href, `DROP DATABASE IF EXISTS ${name}`)
}

async function runOn(serverUrl: string, statement: string): Promise<void> {
  const connection = await createConnection(serverUrl)
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}
