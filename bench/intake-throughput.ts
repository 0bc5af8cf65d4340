// Tickets stored exactly once: pushed in batches, against one transaction for each, on the same disk.
import { newId, UNPAID, type Ticket } from '@barra/domain'
import { createTicketIntake, type TicketIntake } from '../replication-server/src/intake/ticket-intake.ts'
import { aBenchClub, withDurableMariadb, type BenchClub } from './bench-club.ts'
import { percentile } from './percentile.ts'
import { printTable } from './print-table.ts'

const VISITS = 100
const TICKETS = 1_000
const ROUNDS = 3
const BATCHES = [1, 10, 100, 500]

await withDurableMariadb(async (mariadb) => {
  const club = await aBenchClub(mariadb)
  await open(club)
  const intake = createTicketIntake({
    database: club.database,
    timeZone: 'America/Argentina/Buenos_Aires',
    stock: 'untouched',
    clock: () => new Date(),
    readRevisions: async () => (id) => `1-${id}`,
  })
  await pushAll(intake, 100, 200)

  const rates = new Map<number, number[]>(BATCHES.map((size) => [size, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const size of BATCHES) rates.get(size)!.push(await pushAll(intake, size, size === 1 ? TICKETS / 5 : TICKETS))
  }
  const alone = percentile(rates.get(1)!, 0.5)
  const rows = BATCHES.map((size) => {
    const rate = percentile(rates.get(size)!, 0.5)
    return { 'tickets a push': size, 'tickets/s': Math.round(rate), ratio: (rate / alone).toFixed(1) }
  })
  printTable('exactly-once intake, every commit on disk', rows, `${rows.at(-2)!.ratio} × one transaction per ticket (target ≥ 5)`)
})

async function open({ kysely }: BenchClub): Promise<void> {
  await kysely
    .insertInto('Products_Services')
    .values({ id_product_service: 1, description: 'Cerveza', price: '1500.00' })
    .execute()
  const today = new Date().toISOString().slice(0, 10)
  await kysely
    .insertInto('Visits')
    .values(Array.from({ length: VISITS }, () => ({ visit_date: today, id_bracelet_1: '0417' })))
    .execute()
}

/** Returns tickets per second. */
async function pushAll(intake: TicketIntake, size: number, count: number): Promise<number> {
  const tickets = Array.from({ length: count }, aTicket)
  const startedAt = performance.now()
  for (let from = 0; from < count; from += size) {
    const verdicts = await intake.acceptTickets(tickets.slice(from, from + size), { terminal: 'Barra 1' })
    const refused = verdicts.find((verdict) => 'error' in verdict)
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
  }
  return (count / (performance.now() - startedAt)) * 1000
}

function aTicket(): Ticket & { readonly _id: string } {
  const line = {
    id_product_service: 1,
    description: 'Cerveza',
    quantity: 2,
    unit_price: '1500.00',
    payed: false,
    state: UNPAID,
  } as const
  return {
    _id: newId(),
    id_visit: 1 + Math.floor(Math.random() * VISITS),
    id_bracelet: '0417',
    ticket_date: new Date().toISOString(),
    ticket_amount: '3000.00',
    observations: '',
    created_offline: true,
    terminal: 'Barra 1',
    ticket_details: [line],
  }
}
