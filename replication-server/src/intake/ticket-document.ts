// Reads what a terminal pushed: a document of unknown shape becomes a ticket with its id and content hash, or a reason why not.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { cancellationSchema, parseZonedIso, ticketSchema, UUID_PATTERN, type Cancellation, type Ticket } from '@barra/domain'
import { contentHash } from './content-hash.ts'

/** A pushed ticket whose form is right. */
export interface PushedTicket {
  readonly id: string
  readonly ticket: Ticket | Cancellation
  /** Of the ticket without CouchDB's own fields. */
  readonly hash: string
  /** The revision that a CouchDB-style client gave it; null when it came without. */
  readonly rev: string | null
}

export type TicketReading =
  | { readonly kind: 'ticket'; readonly pushed: PushedTicket }
  /** `id` is null when there was none that could be read. */
  | { readonly kind: 'invalid'; readonly id: string | null; readonly reason: string }

const LONGEST_ECHOED_ID = 100
const ID_SCHEMA = { type: 'string', pattern: UUID_PATTERN }
const REV_SCHEMA = { type: 'string', maxLength: 100 }

/** What CouchDB-style clients add to each document they push. */
interface CouchFields {
  readonly _id: string
  readonly _rev?: string
  readonly _revisions?: unknown
  readonly _deleted?: false
}
const COUCH_FIELDS = { _id: ID_SCHEMA, _rev: REV_SCHEMA, _revisions: { type: 'object' }, _deleted: { const: false } }

const ajv = new Ajv({ allowUnionTypes: true, formats: { 'iso-date-time': isStorableMoment } })
const isTicketDocument = compileDocument<Ticket>(ticketSchema)
const isCancellationDocument = compileDocument<Cancellation>(cancellationSchema)

function compileDocument<Body>(schema: typeof ticketSchema | typeof cancellationSchema): ValidateFunction<Body & CouchFields> {
  return ajv.compile({
    ...schema,
    properties: { ...COUCH_FIELDS, ...schema.properties },
    required: ['_id', ...schema.required],
  })
}

export function readTicketDocument(document: unknown): TicketReading {
  if ((document as { _deleted?: unknown } | null | undefined)?._deleted === true)
    return { kind: 'invalid', id: readableId(document), reason: 'a sale is not undone by deleting its ticket' }
  const isValid: ValidateFunction<(Ticket | Cancellation) & CouchFields> = isMeantToCancel(document)
    ? isCancellationDocument
    : isTicketDocument
  if (!isValid(document)) return { kind: 'invalid', id: readableId(document), reason: describe(isValid.errors?.[0]) }
  const { _id, _rev = null, _revisions, _deleted, ...ticket } = document
  return { kind: 'ticket', pushed: { id: _id, ticket, hash: contentHash(ticket), rev: _rev } }
}

function isMeantToCancel(document: unknown): boolean {
  return typeof document === 'object' && document !== null && Object.hasOwn(document, 'cancels')
}

function readableId(document: unknown): string | null {
  const id = (document as { _id?: unknown } | null | undefined)?._id
  return typeof id === 'string' && id.length <= LONGEST_ECHOED_ID ? id : null
}

function describe(error: ErrorObject | undefined): string {
  if (!error) return 'the document is no ticket'
  const field = error.instancePath.slice(1).replaceAll('/', '.')
  if (field === '_id') return '_id must be a UUID in lowercase'
  if (error.keyword === 'additionalProperties') {
    const unknown = String(error.params.additionalProperty).slice(0, LONGEST_ECHOED_ID)
    return `${field || 'the ticket'} has a field that is not part of a ticket: ${JSON.stringify(unknown)}`
  }
  if (error.keyword === 'format') return `${field} must be an ISO 8601 date and time with its offset`
  if (error.keyword === 'const') return `${field} must be ${JSON.stringify(error.params.allowedValue)}`
  return `${field || 'the ticket'} ${error.message ?? 'is not valid'}`
}

/** An ISO 8601 moment with offset that a DATETIME column can hold in any zone: from the year 1000 to 9999. */
function isStorableMoment(text: string): boolean {
  const hasOffset = /(Z|[+-](0\d|1[0-4]):[0-5]\d)$/.test(text)
  const moment = hasOffset ? parseZonedIso(text) : null
  return moment !== null && moment >= EARLIEST && moment <= LATEST
}

const EARLIEST = new Date('1000-01-02T00:00:00Z')
const LATEST = new Date('9999-12-30T00:00:00Z')
