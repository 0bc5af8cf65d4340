// A process with several writers, told its share by the stress that forked it.
import { openDatabase } from '@barra/database'
import { Random, seedOf } from './random.ts'
import type { WriterMessage, WriterOrder } from './messages.ts'
import { newTally, write } from './writer.ts'

const REPORT_EVERY_MS = 200

process.once('message', (order: WriterOrder) => void work(order))
process.on('disconnect', () => process.exit(1))

async function work({ name, databaseUrl, seed, writers, share, keys }: WriterOrder): Promise<void> {
  const tally = newTally()
  const report = (kind: WriterMessage['kind'], then?: () => void) => {
    process.send!({ kind, tally } satisfies WriterMessage, undefined, undefined, then)
  }
  const reporting = setInterval(() => report('progress'), REPORT_EVERY_MS)
  const database = openDatabase(databaseUrl)
  await Promise.all(
    Array.from({ length: writers }, (_, i) => {
      const random = new Random(seedOf(seed, `${name}/${i}`))
      return write({ database, random, share, keys }, tally)
    }),
  )
  clearInterval(reporting)
  await database.close()
  report('done', () => process.exit(0))
}
