// What can happen in a night, as plain data: fast-check makes lists of it, shrinks them, and prints them to be read.
import fc from 'fast-check'

/** What becomes of one push request. The first is the harmless one, to which fast-check shrinks. */
const FATES = [
  'pass',
  // The network.
  'lose_request',
  'lose_answer',
  'deliver_twice',
  'deliver_late',
  'bad_gateway',
  // The server dies while it works on the request, or when it has answered and before the answer arrives.
  'kill_endpoint_during',
  'kill_endpoint_after',
  'restart_endpoint',
  // The page dies before its request is served, when the answer is on its way, or while it writes the verdicts down.
  'crash_on_request',
  'crash_on_answer',
  'crash_after_answer',
  // People act while the request is under way.
  'cancel',
  'sell',
  'push_in_other_tab',
  'main_api_sale',
  'close_visit',
  'delete_product',
  'reassign_bracelet',
] as const
export type Fate = (typeof FATES)[number]

/** Index of a visit, a bracelet or a product among those of the club; taken modulo their number. */
type Index = number
export type Tab = 'tab 1' | 'tab 2'

export type Step =
  | readonly [
      'sell',
      { readonly bracelet: Index; readonly product: Index; readonly units: number; readonly times: number; readonly tab: Tab },
    ]
  | readonly ['sell and crash', { readonly bracelet: Index; readonly product: Index; readonly afterMs: number }]
  /** One fate for each request of the cycle; what comes after them passes. */
  | readonly ['push', { readonly fates: readonly Fate[]; readonly tab: Tab; readonly crashAfterMs: number }]
  | readonly ['push in both tabs', { readonly fates: readonly Fate[] }]
  | readonly ['crash', Tab]
  | readonly ['open tab 2']
  | readonly ['kill endpoint']
  | readonly ['start endpoint']
  | readonly ['cut network']
  | readonly ['restore network']
  | readonly ['late requests arrive']
  | readonly ['main API sale', { readonly visit: Index; readonly product: Index; readonly units: number }]
  | readonly ['close visit', Index]
  | readonly ['delete product', Index]
  | readonly ['reassign bracelet', Index]
  | readonly ['pull']

/** Plain objects, which print well. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { noNullPrototype: true })

const index = fc.nat(3)
const units = fc.integer({ min: 1, max: 3 })
const times = fc.integer({ min: 1, max: 4 })
const tab = fc.constantFrom<Tab>('tab 1', 'tab 2')
const fates = fc.array(fc.constantFrom(...FATES), { maxLength: 4 })
const afterMs = fc.nat(40)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(fc.constant('sell' as const), record({ bracelet: index, product: index, units, times, tab })),
  },
  { weight: 9, arbitrary: fc.tuple(fc.constant('push' as const), record({ fates, tab, crashAfterMs: afterMs })) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('push in both tabs' as const), record({ fates })) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constant('sell and crash' as const), record({ bracelet: index, product: index, afterMs })),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('crash' as const), tab) },
  { weight: 2, arbitrary: fc.constant(['open tab 2'] as const) },
  { weight: 1, arbitrary: fc.constant(['kill endpoint'] as const) },
  { weight: 3, arbitrary: fc.constant(['start endpoint'] as const) },
  { weight: 1, arbitrary: fc.constant(['cut network'] as const) },
  { weight: 3, arbitrary: fc.constant(['restore network'] as const) },
  { weight: 1, arbitrary: fc.constant(['late requests arrive'] as const) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('main API sale' as const), record({ visit: index, product: index, units })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('close visit' as const), index) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('delete product' as const), index) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('reassign bracelet' as const), index) },
  { weight: 3, arbitrary: fc.constant(['pull'] as const) },
)

/** A whole night. */
export const nights: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 16, size: 'max' })
