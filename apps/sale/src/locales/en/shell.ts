import type { shell as es } from '../es/shell.ts'

export const shell: typeof es = {
  sections: {
    label: 'Sections',
    sale: 'Sale',
    sync: 'Synchronisation',
    syncShort: 'Sync',
    tickets: 'Tickets',
    refused: 'none refused | 1 refused | {count} refused',
    pending: 'none pending | 1 pending | {count} pending',
  },
  server: {
    label: 'The club’s server',
    checking: 'Connecting',
    online: 'Online',
    offline: 'No server',
    noNetwork: 'No network',
    portal: 'Network not allowed',
    notPaired: 'Not paired',
    dataAge: 'Data from {ago}',
    noData: 'No data yet',
    pushing: 'Synchronising',
    pushed: '{done} of {total} tickets',
  },
  offline: {
    server: {
      title: 'No server: you can sell',
      text: 'The network is up; the club’s server has not answered {since}.',
      short: 'No answer {since}',
    },
    network: {
      title: 'No network: you can sell',
      text: 'This terminal has had no network {since}; the club’s server may be fine.',
      short: 'No network {since}',
    },
    portal: {
      title: 'The network answers with its own page: you can sell',
      text: 'It answers {since}. Open another page in this browser and accept its terms.',
      short: 'The network answers {since}',
    },
    notPaired: {
      title: 'Terminal not paired: you can sell',
      text: 'The club’s server answers but has not recognised this terminal {since}.',
      short: 'Not recognised {since}',
    },
    noData: 'No data from the club: you cannot sell yet',
    wait: 'Cannot synchronise yet',
  },
  clock: {
    measured: {
      ahead: 'This terminal’s clock is {duration} ahead',
      behind: 'This terminal’s clock is {duration} behind',
      text: 'Tickets carry the server’s time while it is known. Set date and time in the machine’s settings.',
    },
    remembered: {
      ahead: 'This terminal’s clock was known to be {duration} ahead',
      behind: 'This terminal’s clock was known to be {duration} behind',
      text: 'Tickets carry the time corrected by that until the server answers. Set date and time in the machine’s settings.',
    },
    doubtful: {
      ahead: 'This terminal’s clock used to be {duration} ahead',
      behind: 'This terminal’s clock used to be {duration} behind',
      text: 'It may have been set since: until the server answers, tickets carry this terminal’s time. Check that it is right.',
    },
  },
  diskFull: {
    title: 'No room left on the disk',
    text: 'Sales come first: the partners’ data gives way to them. Delete files or downloads of this computer.',
  },
  update: {
    ready: 'Update ready',
    apply: 'Update',
    running: 'Updating…',
    waits: {
      tickets: 'waits for 1 pending ticket | waits for 1 pending ticket | waits for {count} pending tickets',
      order: 'waits for the open order',
      push: 'waits for the push to end',
    },
  },
  settings: {
    label: 'screen settings',
    screen: 'Screen',
    dark: 'Dark',
    light: 'Light',
    language: 'Language',
    night: 'Night',
    terminal: 'Terminal',
    shift: 'Shift and cashiers',
    unpair: 'Unpair…',
  },
  unpair: {
    title: 'Unpair this terminal?',
    text: 'Nothing more is sold at this terminal until you pair it again, with another code.',
    serverAway: 'The club’s server cannot be reached now: until it is back you cannot pair this terminal again, nor sell at it.',
    waiting:
      'Nothing waits | 1 ticket that was not sent stays on this terminal, and is sent once you pair it again. | {count} tickets that were not sent stay on this terminal, and are sent once you pair it again.',
    openOrders:
      'No open order | 1 open order was not charged, {amount}: it stays open on this terminal, to be charged once you pair it again. | {count} open orders were not charged, {amount}: they stay open on this terminal, to be charged once you pair it again.',
    unsavedOrders:
      'No open order | 1 open order was not charged, {amount}: the disk did not keep it. Charge it first, or it is lost. | {count} open orders were not charged, {amount}: the disk did not keep one of them. Charge them first, or it is lost.',
    keep: 'Stay paired',
    keepText: 'Selling goes on, with a server or without',
    confirm: 'Unpair',
    consequence: 'Selling at this terminal ends',
  },
}
