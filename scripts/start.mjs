// `npm start`: makes sure of node packages and the built sale app, then runs apps/demo in this very process, so that a signal
// or a kill reaches the server itself and never leaves it behind.
import { ensureNodePackages } from './node-packages.mjs'
import { ensureSaleApp } from './sale-app.mjs'

stopWithNpm()
await ensureNodePackages()
await ensureSaleApp()

const { register } = await import('tsx/esm/api')
register()
await import('../apps/demo/src/main.ts')

/** npm passes SIGTERM to the shell between it and us, which dies of it and tells nobody: then we have another parent. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const check = () => process.ppid !== parent && process.kill(process.pid, 'SIGTERM')
  setInterval(check, 250).unref()
}
