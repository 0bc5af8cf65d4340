// The file that pending tickets are copied to, as text: JSON lines (docs/decisions/0007). A header names what follows it and from
// where; each other line is one state of a ticket with a checksum, and the last state of an id counts. Lines are only ever appended,
// so files put one after another are a file too, and a line that a power cut tore is told from a whole one.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { isStoredTicket } from './is-stored-ticket.ts'

const FORMAT = 'barra-tickets'
const VERSION = 1

/** Who wrote the lines that follow. */
export interface CopyHeader {
  /** '' where a terminal that is no longer paired wrote them. */
  readonly terminal: string
  /** Absolute URL of the endpoint they are for; '' if unknown. */
  readonly server: string
  /** ISO 8601 with offset. */
  readonly written_at: string
}

/** What a file says, as far as it can be read, of what is to be told. */
export interface ReadCopy {
  readonly headers: readonly CopyHeader[]
  /** The last state of each ticket, in the order in which they first come. */
  readonly tickets: readonly StoredTicket[]
  /** Numbers, from 1, of the lines that are torn, changed, or no ticket, or of which nobody knows whose they are. */
  readonly badLines: readonly number[]
  /** How many lines hold a state of a ticket that is not to be told. */
  readonly leftOut: number
  /** Some of it was written by a later version, in a form that this one does not know. */
  readonly isNewer: boolean
}

export function headerLine(header: CopyHeader): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...header })}\n`
}

export function ticketLine(ticket: StoredTicket): string {
  return `${JSON.stringify({ sum: stateSum(ticket), ticket })}\n`
}

/** Tells two states of a ticket apart; equal for equal states, whoever wrote them. */
export function stateSum(ticket: StoredTicket): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(inOrder(ticket))))).slice(0, 16)
}

/** Names that sort by time and never meet, so that no copy takes another's place. */
export function copyFileName({ terminal, written_at }: CopyHeader, what: string): string {
  const letters = terminal.normalize('NFD').replace(/\p{M}/gu, '')
  const name =
    letters
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? 'barra'
  const [, day, time] = /^(.{10})T(.{8})/.exec(written_at) ?? []
  return `${name}-${what}-${day?.replaceAll('-', '')}-${time?.replaceAll(':', '')}.jsonl`
}

/**
 * Reads whatever can be read: one bad line costs that line and no other, unless it is a header. What stands under one that no longer
 * says for which server it is could be of a training, and is as bad.
 * @param isTold whether what stands under this header is to be told; what stands under none always is
 */
export function readCopy(text: string, isTold: (header: CopyHeader) => boolean = () => true): ReadCopy {
  const headers: CopyHeader[] = []
  const tickets = new Map<string, StoredTicket>()
  const badLines: number[] = []
  let leftOut = 0
  let isNewer = false
  const underHeader = (header: CopyHeader) => (isTold(header) ? 'told' : 'left_out')
  const underTorn = (line: string) => {
    const server = serverIn(line)
    return server === null ? 'unknown' : underHeader({ terminal: '', server, written_at: '' })
  }
  let under: 'told' | 'left_out' | 'unknown' = 'told'
  text.split('\n').forEach((line, index) => {
    // A byte order mark or a carriage return is what a mail program or an editor may add.
    const trimmed = line.replace(/^\uFEFF/, '').trim()
    if (trimmed === '') return
    const read = readLine(trimmed)
    if (read === null) {
      badLines.push(index + 1)
      if (isTornHeader(trimmed)) under = underTorn(trimmed)
    } else if ('ticket' in read) {
      if (under === 'told') tickets.set(read.ticket.id, read.ticket)
      else if (under === 'left_out') leftOut += 1
      else badLines.push(index + 1)
    } else {
      under = underHeader(read.header)
      if (read.version > VERSION) isNewer = true
      else if (under === 'told') headers.push(read.header)
    }
  })
  return { headers, tickets: [...tickets.values()], badLines, leftOut, isNewer }
}

type Line = { readonly ticket: StoredTicket } | { readonly header: CopyHeader; readonly version: number }

function readLine(line: string): Line | null {
  const value = parsed(line)
  if (typeof value !== 'object' || value === null) return null
  if ('format' in value) return readHeader(value)
  const { sum, ticket } = value as { sum?: unknown; ticket?: unknown }
  return isStoredTicket(ticket) && sum === stateSum(ticket) ? { ticket } : null
}

/** Undefined for what is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}

function readHeader(value: object): Line | null {
  const { format, version, terminal, server, written_at } = value as Record<string, unknown>
  if (format !== FORMAT || typeof version !== 'number') return null
  const text = (field: unknown) => (typeof field === 'string' ? field : '')
  return { version, header: { terminal: text(terminal), server: text(server), written_at: text(written_at) } }
}

/** Whether a line that cannot be read is a piece of a header. */
function isTornHeader(line: string): boolean {
  return parsed(line) === undefined && /^\{"f|"format":|"server":|"written_at":/.test(line)
}

/** The server that a torn header still names. */
function serverIn(line: string): string | null {
  return /"server":"([^"\\]*)"/.exec(line)?.[1] ?? null
}

/** With the keys of every object sorted: the disk does not promise their order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, inOrder(field)]),
  )
}
