/** The database is not one that replication can be installed in, as it is now; the message says what to do. */
export class InstallError extends Error {
  override readonly name = 'InstallError'
}
