// A stand-in for the club's existing API, on the same tables: for the demo, development and tests.
export { createMainTables, dropMainTables } from './schema/create-main-tables.ts'
export type * from './schema/main-tables.ts'
