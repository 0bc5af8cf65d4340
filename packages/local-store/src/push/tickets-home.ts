// Which server the tickets that wait were sold for. A terminal paired with another club's must not hand them over there.
import { BehaviorSubject, catchError, combineLatest, defer, distinctUntilChanged, map, of, type Observable } from 'rxjs'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { findNewest } from '../tickets/find-newest.ts'
import { findInStates, UNSETTLED } from '../tickets/ticket-states.ts'

/** Tickets wait that were sold while the terminal belonged to another server. URLs are absolute. */
export interface OtherServer {
  readonly soldFor: string
  readonly pairedWith: string
}

/** A server of which the terminal was a part, from the sale after the ticket `after` on; '' for its first one. */
interface Home {
  readonly serverUrl: string
  readonly after: string
}

/** Kept beside the tickets, so that it is there as long as they are: oldest first. A single one came without the list. */
interface HomeNote {
  readonly serverUrl: string
  readonly homes?: readonly Home[]
}

const NOTE = 'home-server'

export class TicketsHome {
  readonly #tickets: TicketsCollection
  readonly #serverUrl: string
  readonly #question = new BehaviorSubject<OtherServer | null>(null)
  /** Set while a person has to say whether the other server is the same club, until one says so in this tab or another. */
  readonly question$: Observable<OtherServer | null>

  constructor(tickets: TicketsCollection, serverUrl: string) {
    this.#tickets = tickets
    this.#serverUrl = new URL(serverUrl, globalThis.location?.href).href
    const isConfirmed$ = defer(() => tickets.database.getLocal$<HomeNote>(NOTE)).pipe(
      map((note) => homesIn(note?.toJSON().data).every((home) => home.serverUrl === this.#serverUrl)),
      // A note that cannot be read answers nothing.
      catchError(() => of(false)),
    )
    this.question$ = combineLatest([this.#question, isConfirmed$]).pipe(
      map(([question, isConfirmed]) => (isConfirmed ? null : question)),
      distinctUntilChanged(),
    )
  }

  /**
   * Whether what waits may go to this server: all of it was sold for this one. Whatever is sold from now on is, too.
   * A ticket that another server stored waits again when somebody voids it.
   */
  async admits(): Promise<boolean> {
    const homes = await this.#homes()
    if (homes.length === 0) {
      await this.confirm()
      return true
    }
    if (homes.at(-1)!.serverUrl !== this.#serverUrl) await this.#moveIn(homes)
    const waiting = await findInStates(this.#tickets, UNSETTLED)
    const soldFor = waiting.map(({ id }) => homeOf(id, homes)).find((serverUrl) => serverUrl !== this.#serverUrl)
    if (soldFor !== undefined) {
      this.#question.next({ soldFor, pairedWith: this.#serverUrl })
      return false
    }
    this.#question.next(null)
    return true
  }

  /** Tells of a ticket's id whether the ticket was sold for this server. */
  async ownership(): Promise<(ticketId: string) => boolean> {
    const homes = await this.#homes()
    return (ticketId) => homes.length === 0 || homeOf(ticketId, homes) === this.#serverUrl
  }

  /** A person says that this server is the same club's: what waits may go to it. */
  async confirm(): Promise<void> {
    await this.#keep([{ serverUrl: this.#serverUrl, after: '' }])
    this.#question.next(null)
  }

  async #moveIn(homes: readonly Home[]): Promise<void> {
    const after = (await findNewest(this.#tickets))?.id ?? ''
    // Of a server at which nothing was sold nothing is left.
    const earlier = homes.filter((home) => home.after !== after)
    await this.#keep([...earlier, { serverUrl: this.#serverUrl, after }])
  }

  async #homes(): Promise<readonly Home[]> {
    const note = await this.#tickets.database.getLocal<HomeNote>(NOTE)
    return homesIn(note?.toJSON().data)
  }

  async #keep(homes: readonly Home[]): Promise<void> {
    await this.#tickets.database.upsertLocal<HomeNote>(NOTE, { serverUrl: this.#serverUrl, homes })
  }
}

function homesIn(note: HomeNote | undefined): readonly Home[] {
  return note ? (note.homes ?? [{ serverUrl: note.serverUrl, after: '' }]) : []
}

/** Ids grow with every sale of a terminal. */
function homeOf(ticketId: string, homes: readonly Home[]): string {
  return homes.findLast(({ after }) => after < ticketId)!.serverUrl
}
