// Which server the tickets that wait were sold for. A terminal paired with another club's must not hand them over there.
import { BehaviorSubject, type Observable } from 'rxjs'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { UNSENT } from './find-unsent.ts'

/** Tickets wait that were sold while the terminal belonged to another server. URLs are absolute. */
export interface OtherServer {
  readonly soldFor: string
  readonly pairedWith: string
}

/** Kept beside the tickets, so that it is there as long as they are. */
interface HomeNote {
  readonly serverUrl: string
}

const NOTE = 'home-server'

export class TicketsHome {
  readonly #tickets: TicketsCollection
  readonly #serverUrl: string
  readonly #question = new BehaviorSubject<OtherServer | null>(null)
  /** Set while a person has to say whether the other server is the same club. */
  readonly question$: Observable<OtherServer | null> = this.#question.asObservable()

  constructor(tickets: TicketsCollection, serverUrl: string) {
    this.#tickets = tickets
    this.#serverUrl = new URL(serverUrl, globalThis.location?.href).href
  }

  /** Whether what waits may go to this server. With nothing waiting, this server is the tickets' home from now on. */
  async admits(): Promise<boolean> {
    const soldFor = (await this.#tickets.database.getLocal<HomeNote>(NOTE))?.get('serverUrl') as string | undefined
    if (soldFor === this.#serverUrl) return true
    // A refused one may be tried again.
    const waiting = { sync_status: { $in: [...UNSENT, 'ERROR'] } }
    const isNothingWaiting = (await this.#tickets.findOne({ selector: waiting }).exec()) === null
    if (soldFor === undefined || isNothingWaiting) {
      await this.confirm()
      return true
    }
    this.#question.next({ soldFor, pairedWith: this.#serverUrl })
    return false
  }

  /** A person says that this server is the same club's: what waits may go to it. */
  async confirm(): Promise<void> {
    await this.#tickets.database.upsertLocal<HomeNote>(NOTE, { serverUrl: this.#serverUrl })
    this.#question.next(null)
  }
}
