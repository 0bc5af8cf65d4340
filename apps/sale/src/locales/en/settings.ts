import type { settings as es } from '../es/settings.ts'

/** What a manager sets once for this terminal. */
export const settings: typeof es = {
  title: 'Scanner and warnings',
  text: 'For this terminal. What you leave empty stays as delivered.',
  scanner: {
    prefix: 'Prefix the scanner sends',
    noPrefix: 'None',
    length: 'Length of a bracelet',
    anyLength: 'Any',
  },
  thresholds: {
    pendingTickets: 'Too many pending: more than',
    productsMinutes: 'Products are old after (min)',
    visitsMinutes: 'Visits are old after (min)',
    partnersHours: 'Partners are old after (hours)',
    failuresInARow: 'Failed copies in a row',
  },
  save: 'Save',
  back: 'Back',
}
