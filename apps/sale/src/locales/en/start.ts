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
  insecure: {
    title: 'This address cannot be used to sell',
    text: 'The browser lets sales be saved only in a secure page: use https:// or localhost. What is saved already stays.',
  },
  failed: {
    title: 'The local database could not be opened',
    text: 'Saved sales are still on this disk: do not clear the browser’s data. Close other Barra tabs and try again.',
    reload: 'Open again',
  },
}
