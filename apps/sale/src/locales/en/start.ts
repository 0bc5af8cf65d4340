import type { start as es } from '../es/start.ts'

export const start: typeof es = {
  opening: 'Opening the terminal…',
  slogan: 'The bar keeps selling even when the club’s server goes down.',
  steps: {
    label: 'Steps',
    looking: 'Looking for the club’s server…',
    found: 'Server found: {host}',
    notFound: 'Find the club’s server',
    pair: 'Pair this terminal',
    pull: 'Fetch products, visits and partners',
  },
  address: {
    title: 'Where is the server?',
    text: 'Ask the manager for its address. It is needed the first time only: afterwards this terminal opens without it.',
    field: 'Address of the server',
    search: 'Look for the server',
    searching: 'Looking…',
    change: 'Change the address',
    unreachable: 'Nobody answers at that address. Check that the server is on and that there is a network.',
    wrong_address: 'Something else is at that address, not the Barra server. Check how it is written.',
    insecure:
      'This page was opened over https, and then the browser does not talk to an http address. Write it with https://; if nobody answers there, ask the manager to put the server on https.',
    unreadable:
      'Somebody answers at that address, but not to this page: it is something else, or the Barra server was not told of this page. Check how it is written, or ask the manager to name it there (CORS_ORIGINS).',
    forbidden:
      'This page has no leave to talk to that address. Check how it is written, or ask the manager to give it (ENDPOINT_ORIGINS).',
    loadAnew: 'It has it now: load the page anew',
  },
  code: {
    title: 'Pair this terminal',
    text: 'Ask the manager for the code of six digits. It expires after 10 minutes.',
    field: 'Code of six digits',
    clear: 'Clear all',
    pair: 'Pair',
    pairing: 'Pairing…',
    wrong_code: 'This code does not work: it is wrong, used or expired. Ask for a new one.',
    too_many_tries: 'Too many codes were tried. Wait ten minutes and ask for a new one.',
    unreachable: 'The server stopped answering. Try again: the code is still good.',
    wrong_address: 'What answers at that address is not the Barra server.',
  },
  transient: {
    title: 'This browser may not keep what is sold',
    text: 'If this is a private window, sales are lost when it is closed: open Barra in an ordinary one. If it is not, go on: “Ready for the night?” says how to protect them.',
  },
  trouble: {
    missing: {
      title: 'This browser cannot save sales',
      text: 'It lacks the place where Barra keeps them. Open {host} in an up-to-date Chrome, Edge or Firefox.',
    },
    blocked: {
      title: 'The browser does not let sales be saved here',
      text: 'It blocks the data of this site. In its settings allow cookies and data of {host}; if the window is private, use an ordinary one. Then open again. What was saved already stays.',
    },
    full: {
      title: 'There is no room left on this terminal’s disk',
      text: 'Saved sales are still on it. Make room by deleting downloads or pictures, never the browser’s data, and open again.',
    },
    broken: {
      title: 'The browser cannot use this terminal’s disk',
      text: 'Do not clear the browser’s data: saved sales may still be there. Close the browser completely and open it again; if that is not enough, restart the machine. Meanwhile sell at another terminal.',
    },
    insecure: {
      title: 'This address cannot be used to sell',
      text: 'The browser lets sales be saved only in a secure page: use https:// or localhost. What is saved already stays.',
    },
    not_carried_over: {
      title: 'The sales of the previous version are still to be brought over',
      text: 'None is lost: they are on this disk, as they were. Close other Barra tabs, make room on the disk and open again. If it happens again, sell at another terminal, do not clear the browser’s data and show this screen to whoever supports you.',
    },
    pairing_not_kept: {
      title: 'The browser did not keep the pairing',
      text: 'The code is used up, and only this page knows: do not close or reload it. Make room by deleting downloads or pictures, or allow data of {host} in the browser’s settings, and try again. If you close it, ask for another code.',
    },
    practice_not_closed: {
      title: 'The practice did not close well',
      text: 'You are no longer practising, and nothing of the practice reaches the club. Open again to sell.',
    },
    unexpected: {
      title: 'The local database could not be opened',
      text: 'Saved sales are still on this disk: do not clear the browser’s data. Close other Barra tabs and try again.',
    },
  },
  cause: 'The browser says: {message}',
  retry: 'Try again',
  reload: 'Open again',
}
