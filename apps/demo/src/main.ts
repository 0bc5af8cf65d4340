// What `npm start` runs: the club's API, the replication endpoint and the sale app on one origin, over one database.
import { readDemoEnvironment } from './demo-environment.ts'
import { runDemo } from './run-demo.ts'
import { describeFailure } from './start-up-error.ts'

try {
  await runDemo(readDemoEnvironment(process.env))
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exitCode = 1
}
