// express-pouchdb with its databases in memory, on a free port that it prints. It ends with its parent's pipe.
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const installed = createRequire(join(import.meta.dirname, 'package.json'))
const PouchDB = installed('pouchdb-core')
PouchDB.plugin(installed('pouchdb-adapter-memory')).plugin(installed('pouchdb-replication'))

const logPath = join(tmpdir(), `express-pouchdb-${process.pid}.log`)
const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath }
const app = installed('express')()
app.use(installed('express-pouchdb')(PouchDB.defaults({ adapter: 'memory' }), options))
const server = app.listen(0, '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}/`))
process.stdin.resume().once('end', () => process.exit())
