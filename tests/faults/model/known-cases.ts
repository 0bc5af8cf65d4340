import type { Step } from './step.ts'

/** Nights after which an invariant once did not hold, and the corners that the design was made for. Each is played in every test run. */
export const knownCases: readonly { readonly name: string; readonly steps: readonly Step[] }[] = [
  {
    name: 'the answer is lost, the page dies, the visit closes, and the ticket is pushed again',
    steps: [
      ['sell', { bracelet: 0, product: 0, units: 1, times: 3, tab: 'tab 1' }],
      ['push', { fates: ['kill_endpoint_after'], tab: 'tab 1', crashAfterMs: 0 }],
      ['crash', 'tab 1'],
      ['close visit', 0],
      ['start endpoint'],
      ['push', { fates: ['crash_on_answer'], tab: 'tab 1', crashAfterMs: 0 }],
      ['pull'],
    ],
  },
  {
    name: 'two tabs push what both sold, and one of them dies while it writes the verdicts down',
    steps: [
      ['open tab 2'],
      ['sell', { bracelet: 0, product: 0, units: 1, times: 2, tab: 'tab 1' }],
      ['sell', { bracelet: 0, product: 1, units: 2, times: 2, tab: 'tab 2' }],
      ['push in both tabs', { fates: ['deliver_twice', 'sell'] }],
      ['sell', { bracelet: 1, product: 0, units: 1, times: 4, tab: 'tab 2' }],
      ['push', { fates: ['push_in_other_tab', 'crash_after_answer'], tab: 'tab 1', crashAfterMs: 5 }],
      ['pull'],
    ],
  },
  {
    name: 'a request is delivered long after the terminal gave it up and pushed again',
    steps: [
      ['sell', { bracelet: 0, product: 0, units: 1, times: 4, tab: 'tab 1' }],
      ['push', { fates: ['deliver_late', 'pass', 'deliver_late', 'cancel'], tab: 'tab 1', crashAfterMs: 0 }],
      ['main API sale', { visit: 0, product: 0, units: 1 }],
      ['late requests arrive'],
      ['pull'],
      ['push', { fates: ['close_visit'], tab: 'tab 1', crashAfterMs: 0 }],
    ],
  },
  {
    // Seeds 20261124 and 1: the second tab shows the ticket only once it is opened again.
    name: 'a tab dies while it sells, before it told the other one what it wrote',
    steps: [
      ['open tab 2'],
      ['sell and crash', { bracelet: 2, product: 1, afterMs: 14 }],
      ['sell and crash', { bracelet: 2, product: 1, afterMs: 30 }],
      ['push', { fates: ['main_api_sale', 'cancel'], tab: 'tab 2', crashAfterMs: 0 }],
    ],
  },
]
