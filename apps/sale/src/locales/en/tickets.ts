import type { tickets as es } from '../es/tickets.ts'

export const tickets: typeof es = {
  filters: {
    label: 'Which tickets to show',
    all: 'All',
    pending: 'Pending',
    refused: 'Refused',
  },
  columns: {
    number: 'Ticket',
    time: 'Time',
    guest: 'Guest',
    amount: 'Amount',
    status: 'Status',
  },
  noName: 'No name',
  status: {
    pending: 'Pending',
    synced: 'Synchronised',
    duplicate: 'Already there',
    refused: 'Refused',
    lost: 'Resend',
  },
  empty: {
    all: 'No tickets yet',
    allText: 'Every sale saved on this terminal appears here.',
    pending: 'No pending tickets',
    pendingText: 'Nothing waits to be synchronised.',
    refused: 'No refused tickets',
    refusedText: 'The server accepted all it received.',
    none: 'Choose a ticket',
    noneText: 'Its products and its story appear here.',
    missing: 'That ticket is not on this terminal',
  },
  panel: {
    number: 'Ticket {number}',
    back: 'Back to the list',
    attempts: 'no attempts | 1 attempt | {count} attempts',
    lines: 'Products',
    story: 'Story',
    observations: 'Note',
    server: 'The server said: {message}',
  },
  story: {
    soldOffline: 'Sold without the server, saved here',
    sold: 'Sold and saved here',
    synced: 'Stored in the club’s server, no. {id}',
    duplicate: 'Was already in the club’s server, no. {id}',
    refused: 'Refused by the server',
    failed: 'No answer: {reason}',
    lost: 'The server was restored and no longer has it',
    waiting: 'Waits to be synchronised',
  },
  lost: {
    title: 'The server lost it',
    text: 'The club’s database was restored to a moment before this sale and no longer has it. It is still saved here: synchronise to send it again. However often it is sent, it is stored once.',
  },
  refusals: {
    visit_not_found: {
      title: 'The visit does not exist',
      text: 'The server does not know the visit it was charged to. It may have been deleted at the entrance.',
    },
    visit_closed: {
      title: 'The visit was already closed',
      text: 'The visit was closed before this sale arrived. It may be somebody else’s bracelet.',
      before: 'They left at {exit}; this sale is from {sale}. It may be somebody else’s bracelet.',
      after: 'The sale is from {sale} and they left at {exit}, before it reached the server.',
    },
    product_not_found: {
      title: 'A product no longer exists',
      text: 'The server does not know one of this ticket’s products. It may have been removed from the catalogue.',
    },
    amount_mismatch: {
      title: 'The amount does not match',
      text: 'The lines do not add up to the ticket’s amount. Tell the technical team: it should not happen.',
    },
    invalid_ticket: {
      title: 'The ticket is not valid',
      text: 'Something is missing or makes no sense to the server. Tell the technical team: it should not happen.',
    },
    id_reused: {
      title: 'Identity already used',
      text: 'The server has another sale with this ticket’s identity. Tell the technical team.',
    },
    possible_duplicate: {
      title: 'It may have been entered twice',
      text: 'The server has a ticket of the same bracelet at the same time, entered another way. Somebody has to look at both.',
    },
    other: {
      title: 'The server refused it',
      text: 'This version of Barra does not know the reason.',
    },
  },
}
