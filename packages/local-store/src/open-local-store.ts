import { filter, firstValueFrom, map, pairwise } from 'rxjs'
import { toZonedIso } from '@barra/domain'
import { watchCatalogue } from './catalogue.ts'
import { openDatabases } from './collections/open-databases.ts'
import { WriteBehind } from './collections/write-behind.ts'
import { withDefaults, type LocalStoreOptions } from './configuration.ts'
import { tryRoom } from './disk-room/try-room.ts'
import { Drafts } from './drafts/drafts.ts'
import { ErrorLog } from './error-log/error-log.ts'
import { Guests } from './guests/guests.ts'
import type { LocalStore } from './local-store.ts'
import { LocalCopy } from './pull/local-copy.ts'
import { Pull } from './pull/pull.ts'
import { PullStatusBoard } from './pull/pull-status-board.ts'
import { Push } from './push/push.ts'
import { TicketsHome } from './push/tickets-home.ts'
import { afterUnpairedExport } from './second-copy/export-unpaired.ts'
import { SecondCopy } from './second-copy/second-copy.ts'
import { TicketFiles } from './second-copy/ticket-files.ts'
import { openServerClock } from './server/clock-note.ts'
import { EndpointClient } from './server/endpoint-client.ts'
import { openOutageNote } from './server/outage-note.ts'
import { Reachability } from './server/reachability.ts'
import { Shifts } from './shifts/shifts.ts'
import { Staff } from './staff/staff.ts'
import { StoragePersistence } from './storage-persistence.ts'
import { SellingTab } from './tabs/selling-tab.ts'
import type { TicketContext } from './tickets/ticket-context.ts'
import { TicketDecisions } from './tickets/ticket-decisions.ts'
import { TicketLists } from './tickets/ticket-lists.ts'
import { ticketStatesTurn } from './tickets/ticket-states-turn.ts'
import { Tickets } from './tickets/tickets.ts'

/**
 * Opens this terminal's data and starts pulling in the background; what is on disk can be sold from at once.
 * @throws Error when the browser gives no storage.
 */
export async function openLocalStore(options: LocalStoreOptions): Promise<LocalStore> {
  const configuration = withDefaults(options)
  const { timeZone, terminal } = configuration
  await afterUnpairedExport(configuration.name)
  const databases = await openDatabases(configuration)
  const client = new EndpointClient(configuration.serverUrl, configuration.token, configuration.transport)
  const notes = new WriteBehind()
  const clock = await openServerClock(databases.terminal, notes)
  const outage = await openOutageNote(databases.terminal, notes)
  const reachability = new Reachability({ client, intervalMs: configuration.healthIntervalMs, timeZone, clock, outage })
  const errorLog = new ErrorLog(databases.terminal.errors, notes, timeZone)
  const board = await PullStatusBoard.open({
    kept: databases.terminal.pull_statuses,
    wholeCopy: async (resource) => (await new LocalCopy(databases.pulled, resource).checkpoint())?.whole,
    notes,
    channelName: `${configuration.name}-pull-statuses`,
  })
  const sellingTab = new SellingTab(configuration)
  const guests = new Guests(databases.pulled, databases.tickets)
  const isSold = async (id: string) => (await databases.tickets.storageInstance.findDocumentsById([id], false)).length > 0
  const drafts = new Drafts(databases.terminal.drafts, isSold)
  const staff = new Staff(databases.terminal.people, configuration.token)
  const ticketLists = new TicketLists(databases.tickets, timeZone)
  const shifts = new Shifts({
    shifts: databases.terminal.shifts,
    ticketsOf: (shift_id) => firstValueFrom(ticketLists.ofShift$(shift_id)),
    cashiers$: staff.state$.pipe(map(({ cashiers }) => cashiers)),
    timeZone,
    now: () => reachability.now(),
  })
  const ticketContext: TicketContext = {
    tickets: databases.tickets,
    terminal,
    timeZone,
    findVisit: (id_visit) => guests.findVisit(id_visit),
    isServerReachable: () => reachability.isOnline,
    now: () => reachability.now(),
  }
  const tickets = new Tickets({
    ...ticketContext,
    whileSelling: (work) => sellingTab.whileSelling(work),
    seller: () => shifts.seller(),
    onClosing: (slot, ticketId) => drafts.markClosing(slot, ticketId),
  })
  const decisions = new TicketDecisions({
    ...ticketContext,
    hasSecondCopy: () => secondCopy.isChosen,
    findCharging: (ticketId) => guests.findCharging(ticketId),
  })
  const home = new TicketsHome(databases.tickets, configuration.serverUrl)
  // Noted before anything is sold; when it cannot be, the first cycle notes it.
  notes.add(() => home.admits())
  const push = new Push({ configuration, tickets: databases.tickets, client, reachability, errorLog, home, guests })
  const copyHeader = () => ({
    terminal,
    server: new URL(configuration.serverUrl, location.href).href,
    written_at: toZonedIso(new Date(), timeZone),
  })
  const ticketFiles = new TicketFiles({ tickets: databases.tickets, header: copyHeader, turn: ticketStatesTurn(configuration) })
  const secondCopy = new SecondCopy({ name: configuration.name, tickets: databases.tickets, header: copyHeader, errorLog })
  const pull = new Pull({ configuration, databases, client, reachability, board, errorLog, home })
  // A training may practise with a full disk.
  const hasRoom = async () => !configuration.isDiskFull() && (await tryRoom(configuration.name))
  await sellingTab.open()
  reachability.start()
  await secondCopy.start()
  notes.add(() => databases.purgeTombstones())
  const serverLosses = reachability.state$
    .pipe(
      pairwise(),
      filter(([before, after]) => before.kind === 'online' && after.kind === 'offline'),
    )
    .subscribe(([, after]) => {
      const code = after.kind === 'offline' ? after.cause : ''
      errorLog.add({ kind: 'server_lost', subject: '', code, message: 'the health route did not answer', failuresInARow: 1 })
    })

  let closing: Promise<void> | undefined
  const close = async () => {
    serverLosses.unsubscribe()
    reachability.stop()
    await sellingTab.close()
    await push.cancel()
    await pull.stop()
    await secondCopy.stop()
    board.close()
    await notes.close()
    await databases.close()
  }

  return {
    terminal,
    catalogue: { products$: watchCatalogue(databases.pulled) },
    guests,
    tickets: {
      closeCart: (sale) => tickets.closeCart(sale),
      pending$: tickets.pending$,
      newest$: tickets.newest$,
      retry: (id, decision) => decisions.retry(id, decision),
      move: (id, guest, decision) => decisions.move(id, guest, decision),
      void: (id, decision) => decisions.void(id, decision),
    },
    ticketLists,
    drafts: {
      open$: drafts.open$,
      load: () => drafts.load(),
      save: (draft) => sellingTab.whileSelling(() => drafts.save(draft)),
      clear: (slot) => sellingTab.whileSelling(() => drafts.clear(slot)),
    },
    sellingTab,
    pull: { statuses$: board.statuses$, pullNow: () => pull.pullNow() },
    server: reachability,
    push,
    home,
    errors: errorLog,
    staff,
    shifts,
    secondCopy,
    ticketFiles,
    storage: new StoragePersistence(board.statuses$, hasRoom),
    close: () => (closing ??= close()),
  }
}
