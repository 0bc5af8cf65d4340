export { openDatabase, type Database, type DatabaseDialect } from './database.ts'
