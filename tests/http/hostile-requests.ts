// Requests that no terminal sends. Each must be answered 4xx, in JSON, and change nothing.
import { gzipSync } from 'node:zlib'
import { MAX_BODY_BYTES, MAX_BULK_DOCS } from '@barra/replication-protocol'
import { aTicket } from '../intake/small-club.ts'

export interface HostileRequest {
  readonly name: string
  readonly method: string
  /** Below the mount point; sent as it is. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

const PUSH = '/tickets/_bulk_docs'
const PREFLIGHT = '/tickets/_preflight'
const JSON_TYPE = { 'Content-Type': 'application/json' }
const GET_ROUTES = ['/health', '/', '/partners', '/products', '/visits', '/tickets', '/products/_changes', '/tickets/_changes']

const STRANGE_SEQS = [
  '',
  '5',
  '-1',
  '1-',
  '-abcdefghijklmnop',
  '1-ABCDEFGH',
  '01-abcdefghijklmnop!',
  '1.5-abcdefghijklmnop',
  '1e3-abcdefghijklmnop',
  '12345678901234567-abcdefgh',
  '9'.repeat(4_000),
  "1-abcdefgh'--",
  '1-abcdefgh%00',
  'null',
  'NaN',
  '%F0%9F%98%80',
  '%ff%fe',
  '0%20OR%201=1',
]
const STRANGE_NUMBERS = [
  '-1',
  'NaN',
  '1e3',
  '2.5',
  '',
  '0x10',
  '%2B5',
  '99999999999999999999',
  'Infinity',
  '1%2000',
  '%D9%A1',
  'null',
]

/** @param visit an open one */
export function hostileRequests(visit: number): HostileRequest[] {
  return [...queries(), ...paths(), ...methods(visit), ...bodies(visit), ...bodies(visit).map(asPreflight), ...headers(visit)]
}

function queries(): HostileRequest[] {
  const strange = [
    ...STRANGE_SEQS.map((seq) => `since=${seq}`),
    ...[...STRANGE_NUMBERS, '10001'].map((number) => `limit=${number}`),
    ...STRANGE_NUMBERS.flatMap((number) => [`timeout=${number}`, `heartbeat=${number}`]),
    ...['', 'NORMAL', 'tail', '__proto__'].map((feed) => `feed=${feed}`),
    ...['yes', '1', '', 'TRUE', 'null'].map((value) => `include_docs=${value}`),
    ...['filter=_view', 'view=a/b', 'doc_ids=[]', 'selector={}', 'descending=true', 'since=0&since=0', 'limit=1&limit=2'],
  ]
  return ['/products', '/tickets'].flatMap((db) =>
    strange.map((query) => get(`${db}/_changes?${query.length > 100 ? `${query.slice(0, 4_000)}` : query}`)),
  )
}

function paths(): HostileRequest[] {
  return [
    '/nothing',
    '/Products',
    '/products%00',
    '/products%2f_changes',
    '/products%ff',
    '/products%c0%af',
    '/%zz',
    '/%',
    '/__proto__',
    '/__proto__/_changes',
    '/constructor/_changes',
    '/toString',
    '/hasOwnProperty/_changes',
    '/..%2f..%2fetc%2fpasswd',
    '/../../etc/passwd',
    '/products/../../x',
    '//products//_changes',
    '/products/_changes/more',
    '/products/17',
    '/products/_design/x',
    '/products/_local/../../x',
    '/_all_dbs',
    '/_users',
    '/_utils/',
    '/_session',
    '/_db_updates',
    '/_db_updates?feed=continuous',
    '/_db_updates?feed=eventsource&feed=eventsource',
    `/${'a'.repeat(8_000)}`,
    `/products/${'a/'.repeat(3_000)}`,
    "/products'%20OR%201=1--",
    '/products;_changes',
    '/%F0%9F%98%80/_changes',
    '/replication_terminals/_changes',
    '/Tickets/_bulk_docs',
  ].map(get)
}

function methods(visit: number): HostileRequest[] {
  const body = JSON.stringify({ docs: [aTicket(visit)] })
  const wrong = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'SEARCH']
  const onGet = GET_ROUTES.flatMap((path) => wrong.map((method) => ({ method, path })))
  const onPush = [PUSH, PREFLIGHT].flatMap((path) =>
    ['GET', 'PUT', 'PATCH', 'DELETE', 'COPY'].map((method) => ({ method, path })),
  )
  const elsewhere = [
    '/partners/_bulk_docs',
    '/products/_bulk_docs',
    '/nothing/_bulk_docs',
    '/__proto__/_bulk_docs',
    '/visits/_preflight',
    '/nothing/_preflight',
  ].map((path) => ({
    method: 'POST',
    path,
  }))
  return [...onGet, ...onPush, ...elsewhere].map((request) => ({
    ...request,
    name: `${request.method} ${request.path}`,
    headers: JSON_TYPE,
    body,
  }))
}

function bodies(visit: number): HostileRequest[] {
  const good = JSON.stringify({ docs: [aTicket(visit)] })
  const zipped = gzipSync(good)
  const gzip = { ...JSON_TYPE, 'Content-Encoding': 'gzip' }
  const type = (value: string) => ({ 'Content-Type': value })
  const fullLine = JSON.stringify(aTicket(visit).ticket_details[0])
  return [
    push('nothing', ''),
    push('no JSON', 'docs'),
    push('half a body', good.slice(0, good.length / 2)),
    push('one bracket too many', `${good}}`),
    push('two bodies', good + good),
    push('null', 'null'),
    push('a number', '1e5'),
    push('text', '"docs"'),
    push('a list', `[${good}]`),
    push('no docs', '{}'),
    push('docs of another spelling', good.replace('docs', 'Docs')),
    push('docs that are an object', '{"docs":{"0":{},"length":1}}'),
    push('docs that are text', '{"docs":"[]"}'),
    push('docs that are null', '{"docs":null}'),
    push('docs in a prototype', good.replace('{"docs"', '{"__proto__":{"docs"').concat('}')),
    push('NaN', good.replace(/"ticket_amount":"[^"]*"/, '"ticket_amount":NaN')),
    push('a comment', `/* */${good}`),
    push('single quotes', good.replaceAll('"', "'")),
    push('a trailing comma', good.replace(']}', '],}')),
    push('a control character in a text', good.replace('sin hielo', 'sin\nhielo')),
    push('too many tickets', JSON.stringify({ docs: Array(MAX_BULK_DOCS + 1).fill({}) })),
    push('a million nothings', `{"docs":[${'0,'.repeat(999_999)}0]}`),
    push('too many bytes', `{"docs":["${'x'.repeat(MAX_BODY_BYTES)}"]}`),
    push(
      'a cart of a million full lines',
      good.replace(fullLine, () => `${fullLine},`.repeat(100_000) + fullLine),
    ),
    push('brackets without end', '{"docs":['.concat('['.repeat(200_000))),
    push('UTF-16 that says it is UTF-8', Buffer.from(good, 'utf16le')),
    push('latin1 that says so', Buffer.from(good, 'latin1'), type('application/json; charset=latin1')),
    push('an unknown charset', good, type('application/json; charset=x')),
    push('a type that is none', good, type('json')),
    push('text/plain', good, type('text/plain')),
    push('a form', 'docs=1', type('application/x-www-form-urlencoded')),
    push('a form with a file', '--x\r\n\r\n--x--', type('multipart/form-data; boundary=x')),
    push('no type', good, {}),
    push('an unknown encoding', good, { ...JSON_TYPE, 'Content-Encoding': 'rot13' }),
    push('no gzip', good, gzip),
    push('gzip without its end', zipped.subarray(0, zipped.length - 9), gzip),
    push('gzip with one bit turned', turned(zipped), gzip),
    push('gzip of gzip', gzipSync(zipped), gzip),
    push('deflate that is gzip', zipped, { ...JSON_TYPE, 'Content-Encoding': 'deflate' }),
    push('brotli that is gzip', zipped, { ...JSON_TYPE, 'Content-Encoding': 'br' }),
    push('a gzip bomb', gzipSync(Buffer.alloc(MAX_BODY_BYTES * 10, ' ')), gzip),
  ]
}

/** Whatever is wrong with a push is wrong with asking about it. */
function asPreflight(request: HostileRequest): HostileRequest {
  return { ...request, name: `to try out: ${request.name}`, path: PREFLIGHT }
}

function headers(visit: number): HostileRequest[] {
  const body = JSON.stringify({ docs: [aTicket(visit)] })
  const credentials = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer null',
    'Bearer undefined',
    `Bearer ${'x'.repeat(43)}`,
    `Bearer ${'x'.repeat(4_000)}`,
    "Bearer ' OR '1'='1",
    'Bearer __proto__',
    'Basic',
    'Basic !!!!',
    `Basic ${Buffer.from('Barra 1:').toString('base64')}`,
    `Basic ${Buffer.from(':').toString('base64')}`,
    `Basic ${Buffer.from("Barra 1:' OR '1'='1").toString('base64')}`,
    'Digest username="Barra 1"',
    'Token x',
  ]
  return ['/products/_changes', PUSH, PREFLIGHT].flatMap((path) =>
    credentials.map((authorization) => ({
      name: `${path} with the credentials ${authorization.slice(0, 40)}`,
      method: path === '/products/_changes' ? 'GET' : 'POST',
      path,
      headers: { ...(path === '/products/_changes' ? {} : JSON_TYPE), Authorization: authorization },
      ...(path === '/products/_changes' ? {} : { body }),
    })),
  )
}

function get(path: string): HostileRequest {
  return { name: `GET ${path.slice(0, 80)}`, method: 'GET', path }
}

function push(name: string, body: string | Buffer, given: Readonly<Record<string, string>> = JSON_TYPE): HostileRequest {
  return { name: `a push of ${name}`, method: 'POST', path: PUSH, headers: given, body }
}

function turned(buffer: Buffer): Buffer {
  const copy = Buffer.from(buffer)
  copy[copy.length - 6]! ^= 1
  return copy
}
