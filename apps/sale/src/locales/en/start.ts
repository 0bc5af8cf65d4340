import type { start as es } from '../es/start.ts'

export const start: typeof es = {
  opening: 'Opening the terminal…',
  slogan: 'The bar keeps selling even when the club’s server goes down.',
  unpaired: {
    title: 'This terminal is not paired yet',
    text: 'The first time, the club’s server is needed. Switch it on or check the network and try again; afterwards it opens without it.',
    retry: 'Try again',
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
