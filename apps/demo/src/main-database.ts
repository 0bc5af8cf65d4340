import { openDatabase, type Database } from '@barra/database'
import { createMainTables, findMainTables, seedClub } from '@barra/main-api'
import { progress } from './progress.ts'
import { StartUpError } from './start-up-error.ts'

/** Any number makes a club; this one has been looked at. */
const SEED = 417

export interface MainDatabaseOptions {
  readonly databaseUrl: string
  readonly timeZone: string
  readonly now: Date
}

/**
 * Opens the main database; an empty one gets the tables and the demo's club, one that holds anything is left as it is.
 * @throws StartUpError when it cannot be reached, or holds something that the demo must not touch
 */
export async function openMainDatabase({ databaseUrl, timeZone, now }: MainDatabaseOptions): Promise<Database> {
  const database = tryOpen(databaseUrl)
  try {
    await fillIfEmpty(database, timeZone, now)
    return database
  } catch (error) {
    await database.close().catch(() => {})
    throw isFromDatabase(error) ? unusable(databaseUrl, error) : error
  }
}

async function fillIfEmpty(database: Database, timeZone: string, now: Date): Promise<void> {
  const found = await findMainTables(database)
  if (found.kind === 'filled') return
  if (found.kind === 'incomplete') {
    throw new StartUpError(
      `The database has some of the club's tables but not ${found.missing.join(', ')}: give an empty one, or one that is complete.`,
    )
  }
  if (found.missing.length > 0) {
    if (found.others.length > 0) {
      throw new StartUpError(
        `The database holds other tables (${found.others.slice(0, 5).join(', ')}) and not the club's: give an empty one.`,
      )
    }
    // None, or those that a start made which was killed in the middle.
    progress("Creating the club's tables")
    await createMainTables(database)
  }
  progress('Making up a club: its partners, what it sells, a week of nights and tonight')
  const { counts } = await seedClub(database, { seed: SEED, now, timeZone })
  progress(`The club has ${counts.Partners} partners, ${counts.Products_Services} products and ${counts.Visits} visits`)
}

function tryOpen(databaseUrl: string): Database {
  try {
    return openDatabase(databaseUrl)
  } catch (error) {
    throw unusable(databaseUrl, error)
  }
}

/** Drivers give their faults a code: ECONNREFUSED, ER_ACCESS_DENIED_ERROR, SQLITE_NOTADB … */
function isFromDatabase(error: unknown): error is Error & { code: string } {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string'
}

/** Says where and why; never the URL, which holds a password. */
function unusable(databaseUrl: string, error: unknown): StartUpError {
  const { code, message } = error as { code?: string; message: string }
  const reason = message || code
  return new StartUpError(`The database ${placeOf(databaseUrl)} cannot be used: ${reason}`, { cause: error })
}

function placeOf(databaseUrl: string): string {
  if (databaseUrl.startsWith('sqlite:')) return `in ${databaseUrl.slice('sqlite:'.length)}`
  const { host, pathname } = new URL(databaseUrl)
  return `${pathname.slice(1)} at ${host}`
}
