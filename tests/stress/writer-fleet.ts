import { ForkedProcess } from './forked-process.ts'
import type { WriterMessage, WriterOrder } from './messages.ts'
import type { Random } from './random.ts'
import { newTally, type WriterTally } from './writer.ts'

const ENTRY = new URL('./writer-process.ts', import.meta.url)

export interface WriterFleetOptions {
  readonly databaseUrl: string
  readonly seed: number
  readonly changes: number
  readonly writerProcesses: number
  readonly writersPerProcess: number
  readonly keys: number
}

export interface WriterFleet {
  /** Resolves when all changes are committed. */
  readonly done: Promise<void>
  tally(): WriterTally
  /** Kills a process in the middle of its transactions; another one makes the changes it still owed. */
  killAndReplace(random: Random): Promise<void>
  stop(): Promise<void>
}

interface Writer {
  readonly process: ForkedProcess<WriterOrder, WriterMessage>
  readonly share: number
  readonly ended: Promise<void>
  tally: WriterTally
}

export function startWriters(options: WriterFleetOptions): WriterFleet {
  const { databaseUrl, seed, writersPerProcess, keys } = options
  const all: Writer[] = []
  let writing: Writer[] = []
  let finish!: () => void
  let fail!: (error: unknown) => void
  const done = new Promise<void>((resolve, reject) => ([finish, fail] = [resolve, reject]))

  const add = (share: number) => {
    const name = `writer ${all.length}`
    const process = new ForkedProcess<WriterOrder, WriterMessage>(name, ENTRY, (message) => (writer.tally = message.tally))
    const writer: Writer = { process, share, tally: newTally(), ended: process.done }
    writer.ended.then(() => {
      writing = writing.filter((other) => other !== writer)
      if (writing.length === 0) finish()
    }, fail)
    process.tell({ name, databaseUrl, seed, writers: writersPerProcess, share, keys })
    all.push(writer)
    writing.push(writer)
  }
  for (let i = 0; i < options.writerProcesses; i++) add(Math.ceil(options.changes / options.writerProcesses))

  return {
    done,
    tally() {
      const sum = newTally()
      for (const { tally } of all) {
        for (const name of Object.keys(sum) as (keyof WriterTally)[]) sum[name] += tally[name]
      }
      return sum
    },
    async killAndReplace(random) {
      if (writing.length === 0) return
      const victim = random.pick(writing)
      await victim.process.kill()
      const owed = victim.share - victim.tally.changes
      if (owed > 0) add(owed)
      writing = writing.filter((other) => other !== victim)
      if (writing.length === 0) finish()
    },
    stop: async () => void (await Promise.all(all.map(({ process }) => process.kill()))),
  }
}
