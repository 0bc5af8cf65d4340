// A process that only writes: `tsx writing-process.ts <database URL> <transactions of each writer>`, and goes on until its stdin ends.
import { once } from 'node:events'
import { openDatabase, type Database } from '@barra/database'
import { writeFromManySides } from './writers.ts'

const [url, transactionsEach] = process.argv.slice(2)
const opened: Database[] = []
let isEnough = false
void once(process.stdin.resume(), 'end').then(() => (isEnough = true))
await writeFromManySides(
  () => {
    const database = openDatabase(url!)
    opened.push(database)
    return database
  },
  { transactionsEach: Number(transactionsEach), isEnough: () => isEnough },
)
await Promise.all(opened.map((database) => database.close()))
