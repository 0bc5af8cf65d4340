/** A collection's table is not what it was when replication was installed: its rows cannot be read as documents. */
export class SchemaChangedError extends Error {
  override readonly name = 'SchemaChangedError'
  readonly collection: string

  constructor(collection: string, reason: string) {
    super(reason)
    this.collection = collection
  }
}
