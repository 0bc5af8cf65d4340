// Where each message goes, relative to the mount point (`/replication` by default).

export const REPLICATION_MOUNT = '/replication'

/** The databases a terminal pulls. */
export const PULLED_DATABASES = ['partners', 'products', 'visits'] as const
export type PulledDatabase = (typeof PULLED_DATABASES)[number]

export const TICKETS_DATABASE = 'tickets'

export const paths = {
  health: '/health',
  pair: '/pair',
  database: (db: string) => `/${encodeURIComponent(db)}`,
  changes: (db: string) => `/${encodeURIComponent(db)}/_changes`,
  allDocs: (db: string) => `/${encodeURIComponent(db)}/_all_docs`,
  checksum: (db: string) => `/${encodeURIComponent(db)}/_checksum`,
  databaseUpdates: '/_db_updates',
  preflight: (db: string) => `/${encodeURIComponent(db)}/_preflight`,
  bulkDocs: (db: string) => `/${encodeURIComponent(db)}/_bulk_docs`,
} as const
