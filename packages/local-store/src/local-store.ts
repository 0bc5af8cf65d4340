// What the sale app sees of the store: live observables to show, and the few things a cashier can do.
import type { Observable } from 'rxjs'
import type { Cart, Consumption, Guest, Product } from '@barra/domain'
import type { BraceletLookup } from './guests/bracelet-lookup.ts'
import type { DraftOrder, OpenOrders } from './drafts/draft-order.ts'
import type { LoggedError } from './error-log/logged-error.ts'
import type { PullStatuses } from './pull/pull-status.ts'
import type { PreflightOutcome } from './push/preflight.ts'
import type { PushOutcome, PushState } from './push/push-state.ts'
import type { HealthAnswer } from './server/health-answer.ts'
import type { OtherServer } from './push/tickets-home.ts'
import type { OnDuty } from './shifts/on-duty.ts'
import type { Shift } from './shifts/shift.ts'
import type { SecondCopyState } from './second-copy/second-copy-state.ts'
import type { Staff } from './staff/staff.ts'
import type { TicketFiles } from './second-copy/ticket-files.ts'
import type { ClockDifference } from './server/server-clock.ts'
import type { ServerState } from './server/server-state.ts'
import type { StorageState } from './storage-state.ts'
import type { SellingTabState } from './tabs/selling-tab.ts'
import type { PendingTickets } from './tickets/pending-tickets.ts'
import type { Decision } from './tickets/ticket-decisions.ts'
import type { StoredTicket } from './tickets/stored-ticket.ts'
import type { TicketLists } from './tickets/ticket-lists.ts'

/** Every observable emits its current value as soon as it is read, and never errors; each value is plain, immutable data. */
export interface LocalStore {
  /** The name on this terminal's tickets, such as "Barra 1". */
  readonly terminal: string

  readonly catalogue: {
    /** What can be sold now, in catalogue order. */
    readonly products$: Observable<readonly Product[]>
  }

  readonly guests: {
    /** Everyone inside, partners and affiliates alike, by name. */
    readonly inside$: Observable<readonly Guest[]>
    /** Who wears this bracelet, from local data alone. */
    findByBracelet(bracelet: string): Promise<BraceletLookup>
    /** The same, again whenever a visit with that bracelet comes, changes or goes. */
    lookup$(bracelet: string): Observable<BraceletLookup>
    /** The guest as data arrives: a name typed later, a suspension, an exit. Null once the visit has left the terminal. */
    guest$(id_visit: number, bracelet: string): Observable<Guest | null>
    /** What the visit has consumed: the pulled total and the local tickets it does not include. */
    consumption$(id_visit: number): Observable<Consumption>
  }

  readonly tickets: {
    /**
     * Turns a filled cart into a PENDING ticket. When the promise resolves the ticket is on disk, and the draft in `slot` counts as sold:
     * the first one unless given, none when null.
     * @throws SaleRefused when the visit is not open here, the cart cannot be charged or nobody has said who sells; StorageFailed when the disk refuses. Nothing is stored then.
     */
    closeCart(sale: { cart: Cart; guest: Guest; slot?: number | null }): Promise<StoredTicket>
    readonly pending$: Observable<PendingTickets>
    /** What this terminal sold last; null before there was a sale. */
    readonly newest$: Observable<StoredTicket | null>
    /** Sends a refused ticket once more, as it is. @throws TicketChangeRefused */
    retry(id: string, decision: Decision): Promise<void>
    /** Charges a refused ticket to another open visit; whom it was sold to stays in its history. @throws TicketChangeRefused */
    move(id: string, guest: Guest, decision: Decision): Promise<void>
    /** Voids a ticket. Where the main database may have it, the next cycle takes it back there. @throws TicketChangeRefused */
    void(id: string, decision: Decision): Promise<void>
  }

  /** The tickets that a screen asks for; those of years are not read with them. */
  readonly ticketLists: Pick<TicketLists, keyof TicketLists>

  readonly drafts: {
    /** The orders that were open when the page went away, by slot. */
    load(): Promise<readonly DraftOrder[]>
    /** What is in orders that were not charged, whichever tab they are in. */
    readonly open$: Observable<OpenOrders>
    /** Rejects when the disk refuses, and when another tab sells: the drafts are that tab's. */
    save(draft: DraftOrder): Promise<void>
    /** Forgets the order in a slot; rejects as `save` does. */
    clear(slot: number): Promise<void>
  }

  readonly sellingTab: {
    readonly state$: Observable<SellingTabState>
    /** Makes this the tab that sells, once the other one has written what it was writing; does nothing when it is already. */
    takeOver(): Promise<void>
  }

  readonly pull: {
    readonly statuses$: Observable<PullStatuses>
    /** Pulls every collection now, in whichever tab leads the pulls, without waiting for the schedule. */
    pullNow(): void
  }

  readonly server: {
    readonly state$: Observable<ServerState>
    /** What the last answer of the health route told; null before there was one. */
    readonly answer$: Observable<HealthAnswer | null>
    /** How this terminal's clock differs from the server's, also from before the page was loaded; null while that was never known. */
    readonly clock$: Observable<ClockDifference | null>
    /** The present by the clock that dates tickets: the server's where this terminal's is known to be off. */
    now(): Date
    /** Asks the server anew, whatever question is under way, and answers what is known then; never longer than the health limit (3 s). */
    check(): Promise<ServerState>
  }

  readonly push: {
    readonly state$: Observable<PushState>
    /**
     * Runs one push cycle until nothing is pending, tickets sold meanwhile included, and answers how it ended; with `only`, until these
     * tickets (ids) are sent. It does not
     * throw: a server or a disk that fails is an `interrupted` cycle, and what got no verdict on disk stays PENDING.
     */
    start(which?: { readonly only?: readonly string[] }): Promise<PushOutcome>
    /** What a cycle would make of each ticket at this moment; nothing is stored, here or there. It does not throw. */
    preflight(): Promise<PreflightOutcome>
    /** Stops after the batch that is under way; what was not sent stays PENDING. */
    cancel(): Promise<void>
  }

  readonly home: {
    /** Set while tickets wait that were sold for another server: nothing is pushed until a person has answered. */
    readonly question$: Observable<OtherServer | null>
    /** This server is the same club's under another address: what waits may go to it. */
    confirm(): Promise<void>
  }

  readonly errors: {
    /** Newest first. */
    readonly log$: Observable<readonly LoggedError[]>
  }

  /** Who may sell at this terminal. Without anybody on the list it sells without asking. */
  readonly staff: Pick<Staff, 'state$' | 'check' | 'openRoster' | 'setUpManager'>

  readonly shifts: {
    /** Newest first. */
    readonly all$: Observable<readonly Shift[]>
    /** Tonight's that is open; null before its first sale or cashier. One that an earlier night left open is closed when it begins. */
    readonly current$: Observable<Shift | null>
    /** Who sells now; where there are cashiers and nobody has said who it is, no cart can be closed. */
    readonly onDuty$: Observable<OnDuty>
    /** The cashier of this name sells from now on. */
    putOnDuty(cashier: string): Promise<void>
    /** Closes the open shift, whatever is pending and whatever night it is of. Null if there was none. */
    close(): Promise<Shift | null>
  }

  /** A file outside of the browser's storage that pending tickets are written to, too. */
  readonly secondCopy: {
    readonly state$: Observable<SecondCopyState>
    /** Takes a file that a person has just chosen. @throws when the browser cannot remember it, and in a training */
    choose(handle: FileSystemFileHandle): Promise<void>
    /** Asks the browser's leave to write it again after a restart; only within a click. */
    permit(): Promise<void>
    /** Looks whether the file is still there and takes what is written, and resolves when `state$` says so. It does not throw. */
    check(): Promise<void>
    /** Copies no more; the file stays as it is. */
    forget(): Promise<void>
  }

  /** Tickets that leave in a file, and that come in one. */
  readonly ticketFiles: Pick<TicketFiles, 'exportPending' | 'nameCopy' | 'read' | 'holdsUnknown' | 'import'>

  readonly storage: {
    readonly state$: Observable<StorageState>
    /** Asks the browser once more never to evict this terminal's data. Answers whether it promises. */
    persist(): Promise<boolean>
    /** Tries whether the disk takes what a night writes; `state$` says what came of it. It does not throw. */
    check(): Promise<void>
  }

  /** Stops pulling, and a push after the batch under way, and closes the databases. */
  close(): Promise<void>
}
