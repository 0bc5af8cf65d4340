import type { ready as es } from '../es/ready.ts'

export const ready: typeof es = {
  title: 'Ready for the night?',
  again: 'Look again',
  looking: 'Looking…',
  openSale: 'Open the sale',
  answers: {
    ready: 'Ready: everything is in order.',
    checking: 'Looking…',
    warnings:
      'Nothing is missing. | One thing is missing. The rest is in order. | {count} things are missing. The rest is in order.',
    notReady: 'Not yet. | Not yet: one thing is missing. | Not yet: {count} things are missing.',
  },
  feet: {
    ready: 'Have a good night.',
    checking: 'One moment.',
    warnings: 'You can sell all the same; what is missing can be mended later.',
    notReady: 'You cannot sell like this: first what is red.',
  },
  levels: { ok: 'In order', checking: 'Looking', warn: 'To be seen to', bad: 'Keeps you from selling' },
  actions: {
    pull: 'Pull now',
    persist: 'Ask for protection',
    checkServer: 'Look for the server',
    tickets: 'See the tickets',
    update: 'Update',
    reload: 'Open again',
    secondCopy: 'See the second copy',
    settings: 'Set the scanner',
  },
  items: {
    server: {
      checking: { title: 'The club’s server', text: 'Asking…' },
      online: { title: 'The club’s server', text: 'Answers in {milliseconds} ms' },
      server_down: {
        title: 'The club’s server does not answer',
        text: 'The network is up. No answer {since}: see that it is on.',
      },
      network_down: { title: 'This terminal has no network', text: 'No network {since}: see to the cable or the wifi.' },
      captive_portal: {
        title: 'The network answers with its own page',
        text: 'Open another page in this browser and accept the network’s terms.',
      },
      not_paired: {
        title: 'The server does not recognise this terminal',
        text: 'Unpair it in the settings and pair it with a new code.',
      },
    },
    products: {
      checking: { title: 'Products', text: 'Looking…' },
      running: { title: 'Products', text: 'Pulling…' },
      held: { title: 'Products: {documents}', text: 'Copied {ago}, {moment}' },
      retrying: { title: 'Products: {documents}', text: 'Copied {ago}; the last try failed and is repeated' },
      empty: { title: 'There are no products', text: 'The server has none to sell. Tell the manager and pull again.' },
      never: { title: 'The products are missing', text: 'They were never pulled: there is nothing to sell.' },
      late: { title: 'Old products', text: 'They are from {moment}, {ago}: prices may have changed.' },
      failing: { title: 'The products do not arrive', text: 'Several tries failed. Those here are from {moment}.' },
    },
    visits: {
      checking: { title: 'Visits', text: 'Looking…' },
      running: { title: 'Visits', text: 'Pulling…' },
      held: { title: 'Visits: {documents}', text: 'Last 3 days, copied {ago}' },
      retrying: { title: 'Visits: {documents}', text: 'Copied {ago}; the last try failed and is repeated' },
      never: { title: 'The visits are missing', text: 'They were never pulled: there is nobody to sell to.' },
      late: { title: 'Old visits', text: 'They are from {moment}, {ago}: who came in since is not here.' },
      failing: { title: 'The visits do not arrive', text: 'Several tries failed. Those here are from {moment}.' },
    },
    partners: {
      checking: { title: 'Partners', text: 'Looking…' },
      running: { title: 'Partners', text: 'Pulling…' },
      held: { title: 'Partners: {documents}', text: 'Copied {ago}, {moment}' },
      retrying: { title: 'Partners: {documents}', text: 'Copied {ago}; the last try failed and is repeated' },
      never: { title: 'The partners are missing', text: 'You can sell, but without names and suspensions.' },
      late: { title: 'Old partners', text: 'They are from {moment}, {ago}: changes since are not here.' },
      failing: { title: 'The partners do not arrive', text: 'Several tries failed. Those here are from {moment}.' },
    },
    storage: {
      checking: { title: 'Storage', text: 'Trying whether a night fits…' },
      persisted: { title: 'Storage protected', text: 'The browser does not delete it, and the disk has room' },
      transient: {
        title: 'Storage not protected',
        text: 'Short of space the browser may delete it; a private window deletes it when it closes. Install Barra or ask for protection.',
      },
      full: {
        title: 'No room left on the disk',
        text: 'Delete files or downloads of this computer and pull the partners: they gave way to sales.',
      },
      tight: {
        title: 'Little room left on the disk',
        text: 'What a night takes did not fit. Delete files or downloads of this computer before you open.',
      },
    },
    secondCopy: {
      checking: { title: 'Second copy', text: 'Checking…' },
      up_to_date: { title: 'Second copy up to date', text: 'Unsent sales go to {file}, too' },
      byHand: { title: 'Second copy by hand', text: 'This browser writes none by itself: export what is pending when you close' },
      none: {
        title: 'There is no second copy',
        text: 'Choose a file on a USB stick: if this terminal breaks, the sales are there.',
      },
      not_permitted: {
        title: 'The second copy needs a permission',
        text: 'The browser waits for a permission to go on writing to {file}.',
      },
      failing: {
        title: 'The second copy cannot be written',
        text: '{file} fails: {reason}. See that the stick is in, or choose another file.',
      },
    },
    pending: {
      checking: { title: 'Pending tickets', text: 'Looking…' },
      none: { title: 'Nothing pending from another night', text: 'Everything sold has been sent' },
      tonight: { title: 'Nothing pending from another night', text: 'Of tonight 1 waits | Of tonight {count} wait' },
      old: {
        title: 'Tickets of another night are pending',
        text: 'There is one, of {oldest}. Synchronise it before you open. | There are {count}, the oldest of {oldest}. Synchronise them before you open.',
      },
    },
    clock: {
      unknown: {
        title: 'Nobody knows whether the clock is right',
        text: 'It is compared with the server’s as soon as that answers.',
      },
      right: { title: 'Clock right', text: 'Difference to the server: {difference}' },
      ahead: { title: 'The clock is {difference} ahead', text: 'Set date and time in the machine’s settings.' },
      behind: { title: 'The clock is {difference} behind', text: 'Set date and time in the machine’s settings.' },
      wasAhead: {
        title: 'The clock used to be {difference} ahead',
        text: 'It may have been set since: it is compared with the server’s as soon as that answers.',
      },
      wasBehind: {
        title: 'The clock used to be {difference} behind',
        text: 'It may have been set since: it is compared with the server’s as soon as that answers.',
      },
    },
    offline: {
      checking: { title: 'Opening without a server', text: 'Looking…' },
      cached: { title: 'Opens without a server', text: 'The page is kept on this terminal' },
      notCached: {
        title: 'Does not open without a server yet',
        text: 'The page is not kept here. Open it again with the server on.',
      },
    },
    scanner: {
      untested: { title: 'Test the bracelet scanner', text: 'Scan any bracelet: its number must show here.' },
      read: { title: 'Scanner tested', text: 'It read {code}' },
      noPrefix: {
        title: 'The scanner does not send the prefix',
        text: 'It read {code}, which does not begin with {prefix}: a sale would not take it.',
      },
      wrongLength: {
        title: 'The code has another length',
        text: 'It read {code}; {length} characters are expected: a sale would not take it.',
      },
      tooShort: {
        title: 'The code is too short',
        text: 'It read {code}; {length} characters or more are expected: a sale would not take it.',
      },
    },
    update: {
      none: { title: 'Version up to date', text: 'No update is waiting' },
      ready: { title: 'There is an update', text: 'Best taken before you open: it takes a few seconds.' },
      waits: { title: 'There is an update', text: 'It is ready and {wait}.' },
    },
  },
}
