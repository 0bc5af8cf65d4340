// The pretend endpoint of a training: a made-up club that takes tickets, fails as it is told to, and remembers across reloads.
import { formatMoney, parseMoney, toZonedIso, type Ticket, type Visit } from '@barra/domain'
import type { Transport } from '../server/transport.ts'
import { PretendEndpoint } from './pretend-endpoint.ts'
import type { IntakeTicket } from './pretend-intake.ts'
import { trainingClub } from './training-club.ts'
import type { TrainingRecord } from './training-record.ts'

export const TRAINING_TOKEN = 'training'

const INTAKE_PATH = /\/_bulk_docs$/

export class TrainingServer {
  readonly #record: TrainingRecord
  readonly #endpoint: PretendEndpoint
  /** Whether the next ticket that is judged is refused. */
  #isRefusing = false

  constructor(record: TrainingRecord, timeZone: string) {
    this.#record = record
    this.#endpoint = new PretendEndpoint({
      // Another training, another history: nothing pulled in one could be taken for the other's.
      epoch: record.startedAt.getTime().toString(16).padStart(12, '0'),
      token: TRAINING_TOKEN,
      rules: {
        judge: () => this.#judge(),
        store: (ticket) => this.#store(ticket),
        now: () => toZonedIso(new Date(), timeZone),
      },
    })
    for (const { db, id, columns } of trainingClub(record.startedAt, timeZone)) this.#endpoint.put(db, id, columns)
    this.#catchUp()
    record.faults$.subscribe((faults) => {
      if (faults.has('server_down')) this.#endpoint.breakStreams()
    })
  }

  /** Answers every request of the training's store. It knows no network. */
  readonly transport: Transport = async (input, init) => {
    init?.signal?.throwIfAborted()
    if (this.#record.has('server_down')) throw new TypeError('the training server is down')
    const url = new URL(String(input))
    const isPush = INTAKE_PATH.test(url.pathname)
    this.#catchUp()
    this.#isRefusing = this.#record.has('ticket_refused')
    const answer = await this.#endpoint.answer(url, init)
    if (isPush && this.#record.has('answer_lost')) throw new TypeError('the answer got lost in training')
    return answer
  }

  #judge() {
    if (!this.#isRefusing) return null
    this.#isRefusing = false
    return { code: 'visit_closed', reason: 'refused in training' }
  }

  #store(ticket: IntakeTicket): void {
    this.#record.addTicket(ticket)
    this.#addToVisit(ticket)
  }

  /** Takes over what was stored before this page was opened, or by another tab. */
  #catchUp(): void {
    for (const ticket of this.#record.tickets.slice(this.#endpoint.tickets.size)) {
      this.#endpoint.keepTicket(ticket)
      this.#addToVisit(ticket)
    }
  }

  #addToVisit(ticket: IntakeTicket): void {
    const { id_visit, ticket_amount } = ticket as unknown as Ticket
    const visit = this.#endpoint.document('visits', String(id_visit)) as Visit | undefined
    if (!visit) return
    const consumed = parseMoney(visit.visit_amount_consumed ?? '0') + parseMoney(ticket_amount)
    this.#endpoint.put('visits', String(id_visit), {
      ...visit,
      visit_amount_consumed: formatMoney(consumed),
      applied_tickets: [...visit.applied_tickets, ticket._id],
    })
  }
}
