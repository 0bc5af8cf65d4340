// Who comes in on a night, when, with which bracelets, and when they leave.
import { cast, castBracelets } from './cast.ts'
import type { PartnerRow } from './club-rows.ts'
import type { Night } from './nights.ts'
import { isFastEntered } from './partners.ts'
import type { Random } from './random.ts'
import { MINUTE_MS, type WallMs } from './wall-clock.ts'

export interface Arrival {
  readonly partner: PartnerRow
  readonly entersAt: WallMs
  /** null while inside. */
  readonly leavesAt: WallMs | null
  readonly bracelet: string
  /** The affiliate's. */
  readonly secondBracelet: string | null
}

/** Numbers above this are not given out unless a night is very full, so that there is always an unknown bracelet to try. */
const BRACELETS = 899
const SHARED_BRACELETS = 2

export function makePastNight(random: Random, night: Night, visitors: readonly PartnerRow[]): Arrival[] {
  const nextBracelet = dealBracelets(random, visitors.length, new Set())
  return visitors
    .map((partner) => makeArrival(random, night, partner, nextBracelet, true))
    .sort((a, b) => a.entersAt - b.entersAt)
}

/** The night that is still on: some went home already, the others are inside. */
export function makeTonight(
  random: Random,
  night: Night,
  leaving: readonly PartnerRow[],
  staying: readonly PartnerRow[],
): Arrival[] {
  const nextBracelet = dealBracelets(random, leaving.length + staying.length, castBracelets)
  const arrive = (partner: PartnerRow, hasLeft: boolean) =>
    asCast(makeArrival(random, night, partner, nextBracelet, hasLeft), night)
  const arrivals = [...staying.map((partner) => arrive(partner, false)), ...leaving.map((partner) => arrive(partner, true))]
  return shareBracelets(arrivals).sort((a, b) => a.entersAt - b.entersAt)
}

/** The cast comes early, minutes apart, and wears the bracelets of its part. */
function asCast(arrival: Arrival, night: Night): Arrival {
  const place = arrival.partner.id_partner - 1
  const member = cast[place]
  if (!member) return arrival
  return {
    ...arrival,
    entersAt: Math.min(arrival.entersAt, night.opensAt + place * 7 * MINUTE_MS),
    bracelet: member.bracelet,
    secondBracelet: member.affiliate?.bracelet ?? null,
  }
}

function makeArrival(random: Random, night: Night, partner: PartnerRow, nextBracelet: () => string, hasLeft: boolean): Arrival {
  const doorOpenMs = Math.max(0, (night.endsAt - night.opensAt) * 0.75)
  const entersAt = night.opensAt + Math.floor((random.next() * doorOpenMs) / 1000) * 1000
  const stays = random.integer(40, 330) * MINUTE_MS
  const bringsAffiliate = partner.affiliate_name !== null && random.chance(0.85)
  return {
    partner,
    entersAt,
    leavesAt: hasLeft ? Math.min(entersAt + stays, night.endsAt) : null,
    bracelet: nextBracelet(),
    secondBracelet: bringsAffiliate ? nextBracelet() : random.chance(0.5) ? null : '',
  }
}

/** Fast entries race: two guests inside can hold the same number, and a terminal that sees both has to ask. */
function shareBracelets(arrivals: Arrival[]): Arrival[] {
  const isOrdinary = (arrival: Arrival) => arrival.leavesAt === null && !castBracelets.has(arrival.bracelet)
  const named = arrivals.filter((arrival) => isOrdinary(arrival) && !isFastEntered(arrival.partner))
  const hurried = arrivals.filter((arrival) => isOrdinary(arrival) && isFastEntered(arrival.partner))
  const shared = new Map(hurried.slice(0, SHARED_BRACELETS).map((arrival, index) => [arrival, named[index]?.bracelet]))
  return arrivals.map((arrival) => ({ ...arrival, bracelet: shared.get(arrival) ?? arrival.bracelet }))
}

function dealBracelets(random: Random, visitors: number, reserved: ReadonlySet<string>): () => string {
  const numbers = Array.from({ length: Math.max(BRACELETS, visitors * 2 + reserved.size) }, (_, index) =>
    String(index + 1).padStart(4, '0'),
  )
  const deck = random.shuffled(numbers.filter((number) => !reserved.has(number)))
  return () => deck.pop()!
}
