// `npm start`: makes sure of node packages and the built sale app, then runs apps/demo in this very process, so that a signal
// or a kill reaches the server itself and never leaves it behind.
import { ensureNodePackages } from './node-packages.mjs'
import { ensureSaleApp } from './sale-app.mjs'

await ensureNodePackages()
await ensureSaleApp()

const { register } = await import('tsx/esm/api')
register()
await import('../apps/demo/src/main.ts')
