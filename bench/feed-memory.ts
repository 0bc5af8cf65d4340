// The server's memory while one client reads all changes in one answer, documents included.
import { readFile } from 'node:fs/promises'
import { startServing } from '../tests/stress/serving-process.ts'
import { aBenchClub, insertPartners, outboxDrained, TOKEN, withDurableMariadb } from './bench-club.ts'
import { printTable } from './print-table.ts'

const DOCUMENTS = Number(process.env.DOCUMENTS ?? 200_000)
const ROUNDS = 3
const STEPS = 5
const NEWLINE = 10

await withDurableMariadb(async (mariadb) => {
  const club = await aBenchClub(mariadb)
  await insertPartners(club, DOCUMENTS)
  const serving = await startServing(club.url)
  await outboxDrained(club)
  const rows = []
  const peaks: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const startedAt = performance.now()
    const { bytes, memory } = await readAll(serving.url, serving.pid)
    peaks.push(Math.max(...memory))
    const seconds = (performance.now() - startedAt) / 1000
    const atSteps = Object.fromEntries(memory.map((mb, i) => [`MB at ${(i * 100) / STEPS} %`, Math.round(mb)]))
    rows.push({ round, ...atSteps, 'MB sent': Math.round(bytes / 1e6), 'docs/s': Math.round(DOCUMENTS / seconds) })
  }
  const conclusion = `from round 2 to ${ROUNDS} the peak grew by ${Math.round(peaks.at(-1)! - peaks[1]!)} MB`
  printTable(`memory of the server while it streams ${DOCUMENTS} documents`, rows, conclusion)
  await serving.kill()
})

/** Reads to the end, and the server's memory in MB at the beginning and after each step of the way. */
async function readAll(url: string, pid: number): Promise<{ bytes: number; memory: readonly number[] }> {
  const memory = [await residentMb(pid)]
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Accept-Encoding': 'identity' }
  const answer = await fetch(`${url}/partners/_changes?include_docs=true`, { headers })
  let bytes = 0
  let rows = 0
  for await (const chunk of answer.body!) {
    bytes += chunk.length
    // One row per line.
    for (const byte of chunk) if (byte === NEWLINE) rows++
    while (memory.length < STEPS && rows >= (DOCUMENTS * memory.length) / STEPS) memory.push(await residentMb(pid))
  }
  memory.push(await residentMb(pid))
  if (rows < DOCUMENTS) throw new Error(`only ${rows} rows came`)
  return { bytes, memory }
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}
