// What the page of another origin runs: PouchDB on IndexedDB, put where the test finds it.
import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import idb from 'pouchdb-adapter-idb'
import replication from 'pouchdb-replication'

PouchDB.plugin(http).plugin(idb).plugin(replication)

Object.assign(globalThis, { PouchDB })
