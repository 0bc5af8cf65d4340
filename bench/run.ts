// `npm run bench [-- <name>…]`: each benchmark in a process and on a database server of its own. They print and never judge.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describeConditions } from './conditions.ts'

const BENCHMARKS = new Map([
  ['feed-latency', new URL('./feed-latency.ts', import.meta.url)],
  ['outbox-drain', new URL('./outbox-drain.ts', import.meta.url)],
  ['trigger-cost', new URL('./trigger-cost.ts', import.meta.url)],
  ['intake-throughput', new URL('./intake-throughput.ts', import.meta.url)],
  ['feed-reading', new URL('./feed-reading.ts', import.meta.url)],
  ['feed-memory', new URL('./feed-memory.ts', import.meta.url)],
  ['stock-client-pull', new URL('./stock-client-pull.ts', import.meta.url)],
])

const chosen = process.argv.slice(2)
const unknown = chosen.find((name) => !BENCHMARKS.has(name))
if (unknown !== undefined)
  throw new TypeError(`no benchmark is called ${unknown}; there are ${[...BENCHMARKS.keys()].join(', ')}`)

console.log(await describeConditions())
for (const name of chosen.length > 0 ? chosen : BENCHMARKS.keys()) {
  const file = fileURLToPath(BENCHMARKS.get(name)!)
  const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exitCode = 1
}
