// A stand-in for the club's existing API, on the same tables: for the demo, development and tests.
export { createMainTables, dropMainTables } from './schema/create-main-tables.ts'
export type * from './schema/main-tables.ts'
export { demoBracelets, type DemoBracelets } from './seed/demo-bracelets.ts'
export type { ClubOptions, ClubSizes } from './seed/make-club.ts'
export { seedClub, type SeededClub } from './seed/seed-club.ts'
