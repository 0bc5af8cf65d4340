// A process that only writes: `tsx writing-process.ts <database URL> <transactions of each writer>`.
import { openDatabase, type Database } from '@barra/database'
import { writeFromManySides } from './writers.ts'

const [url, transactionsEach] = process.argv.slice(2)
const opened: Database[] = []
await writeFromManySides(
  () => {
    const database = openDatabase(url!)
    opened.push(database)
    return database
  },
  { transactionsEach: Number(transactionsEach) },
)
await Promise.all(opened.map((database) => database.close()))
