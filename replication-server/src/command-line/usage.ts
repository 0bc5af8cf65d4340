export const USAGE = `replication-server: the replication endpoint beside a club's main database

Usage
  replication-server install [--dry-run]      add the tables and triggers called replication_…
  replication-server grants <user>@<host>     print what that account needs to serve (MySQL, MariaDB)
  replication-server check                    say what is well and what is not, one line each; serve does so first
  replication-server uninstall --yes          remove them, receipts and terminals included
  replication-server serve                    serve /replication until SIGTERM or Ctrl-C
  replication-server audit                    compare the tables with what terminals were told, once, and repair
  replication-server renew-epoch              after a restore: terminals pull from the beginning
  replication-server terminals add <name> [--scopes pull,push] [--token]
                                              print a code, good for ten minutes, with which the terminal pairs
                                              itself; with --token, a token for another client, once
  replication-server terminals list
  replication-server terminals revoke <name>  its token is refused from the next request on

Environment
  DATABASE_URL     mysql://user:password@host:port/name or sqlite:<path> (needed)
  COLLECTIONS      a JSON file of what terminals may pull (partners, products and visits)
  HOST, PORT       where to listen (127.0.0.1, 3001)
  CLUB_TIME_ZONE   the zone of the main database's times (America/Argentina/Buenos_Aires)
  STOCK            untouched (default), or decrement to lower 'available' with each sale
  PUBLIC_URL       where the sale app is, for the QR code of \`terminals add\` (the code alone)
  CORS_ORIGINS     origins whose pages may call, separated by commas (none)
  AUDIT_MINUTES    between two audits by \`serve\` (10); 0 for none
  REPAIR_TOTALS    yes: the audit sets an open visit's total to the sum of its tickets (no)
  TOMBSTONE_DAYS   how long deletions are remembered (30); who is away for longer pulls from the beginning
  LOG_LEVEL        fatal, error, warn, info (default), debug, trace or silent

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.`
