/** One line of the terminal's log of errors. */
export interface LoggedError {
  readonly id: string
  /** ISO 8601 with offset. */
  readonly at: string
  readonly kind:
    | 'pull_failed'
    | 'copy_repaired'
    | 'push_failed'
    | 'ticket_refused'
    | 'ticket_lost'
    | 'server_lost'
    | 'storage_failed'
    /** The second copy could not be written. */
    | 'second_copy_failed'
  /** What it concerns: a pulled resource, a ticket's number, or ''. */
  readonly subject: string
  /** A code a person or a locale file can look up, such as `visit_closed`, `timeout`, `http_500`, `disk_full`. */
  readonly code: string
  /** What went wrong, in the words of whoever noticed; English or the server's. */
  readonly message: string
  /** How many failures in a row, this one included. */
  readonly failuresInARow: number
}
