// The examples of docs/other-clients.md, run as they stand there.
import { execFile, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { aTicket, stored } from '../intake/small-club.ts'
import { CouchReplicator, CouchTarget } from './clients/couchdb-replicator.ts'
import { aConformanceClub, type ConformanceClub } from './conformance-club.ts'

const PAGE = new URL('../../docs/other-clients.md', import.meta.url)
/** Where the clients' packages are found. */
const HERE = fileURLToPath(new URL('.', import.meta.url))

async function exampleUnder(heading: string, { clientUrl, token }: ConformanceClub): Promise<string> {
  const page = await readFile(PAGE, 'utf8')
  const [, code] = new RegExp(`\\n## ${heading}\\n\\n\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(page) ?? []
  if (!code) throw new Error(`the page has no example under ${heading}`)
  return code
    .replaceAll('https://club.example/replication', clientUrl)
    .replaceAll("'TOKEN'", `'${token}'`)
    .replaceAll('"TOKEN"', `"${token}"`)
}

async function run(code: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `${code}\nprocess.exit()`], {
    cwd: HERE,
  })
  return stdout.trim()
}

/** Starts what runs until it is killed; answers what it has printed so far. */
function start(code: string): () => string {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: HERE, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  return () => printed
}

describeEachDatabase((openFresh) => {
  it('pulls with PouchDB, RxDB and CouchDB', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(1_200)
    for (const heading of ['PouchDB 9 pulls', 'RxDB 17 pulls'])
      expect(await run(await exampleUnder(heading, club)), heading).toMatch(/(^|\n)1200 partners$/)

    const { source } = JSON.parse(await exampleUnder('Apache CouchDB 3.5 pulls', club)) as {
      source: { url: string; auth: { basic: { username: string; password: string } } }
    }
    const target = new CouchTarget()
    const { username, password } = source.auth.basic
    await new CouchReplicator({ url: source.url, name: username, token: password }, target).replicate()
    await club.expectEqual('partners', target.documents)
  })

  it('follows with PouchDB', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(120)
    const printed = start(await exampleUnder('PouchDB 9 follows', club))
    await eventually(() => expect(printed()).toMatch(/^120 partners$/m))
    await club.insertPartners(3, 121)
    await eventually(() => expect(printed()).toMatch(/^123 partners$/m))
  })

  it('pushes a ticket with PouchDB, and says which was refused', async () => {
    const club = await aConformanceClub(openFresh)
    const example = await exampleUnder('PouchDB 9 pushes tickets', club)
    const push = (visit: number) => run(example.replace('TICKET', JSON.stringify(aTicket(visit))))
    expect(await push(await club.club.openVisit())).toBe('1 stored')
    expect(await push(9_999)).toMatch(/was refused: visit_not_found: .*\n0 stored$/)
    expect((await stored(club.club)).tickets).toHaveLength(1)
  })
})
