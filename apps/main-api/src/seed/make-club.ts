import type { ClubRows, PartnerRow } from './club-rows.ts'
import { makePastNight, makeTonight } from './arrivals.ts'
import { cast } from './cast.ts'
import { makeNights } from './nights.ts'
import { isWelcome, makePartners } from './partners.ts'
import { CATALOGUE_SIZE, makeProducts } from './products.ts'
import { Random } from './random.ts'
import { makeMenu } from './sales.ts'
import { playNight } from './visits.ts'

/** How large the club is; what is left out is the size that the demo shows. */
export interface ClubSizes {
  readonly partners?: number
  readonly products?: number
  /** Visits still open tonight; never more than there are partners to come. */
  readonly openVisits?: number
  /** Visits of tonight that ended already. */
  readonly closedTonight?: number
  readonly nightsBefore?: number
  readonly visitsPerNight?: number
}

export interface ClubOptions extends ClubSizes {
  /** The same seed, moment and sizes tell the same club. */
  readonly seed: number
  readonly now: Date
  /** IANA zone of the club's wall clock. */
  readonly timeZone: string
}

/** Makes up a believable club: its people, what it sells, the nights before and the one that is still on. */
export function makeClub(options: ClubOptions): ClubRows {
  const { partners = 2000, products = CATALOGUE_SIZE, openVisits = 300, closedTonight = 45 } = options
  const { nightsBefore = 7, visitsPerNight = 170 } = options
  const random = new Random(options.seed)
  const { history, tonight } = makeNights(options.now, options.timeZone, nightsBefore)

  const rows: ClubRows = {
    partners: makePartners(random, partners, tonight.endsAt),
    products: makeProducts(random, products),
    visits: [],
    tickets: [],
    ticketDetails: [],
    operations: [],
  }
  const menu = makeMenu(rows.products)
  const others = rows.partners.slice(cast.length).filter(isWelcome)

  for (const night of history) {
    const isWeekend = night.idDay === 6 || night.idDay === 7
    const visitors = random.shuffled(others).slice(0, Math.round(visitsPerNight * (isWeekend ? 1.4 : 0.8)))
    playNight(random, night, makePastNight(random, night, visitors), menu, rows)
  }

  const leaving = closedTonight - countCast(rows.partners, true)
  const staying = openVisits - countCast(rows.partners, false)
  const visitors = random.shuffled(others).slice(0, Math.max(0, leaving) + Math.max(0, staying))
  const everybody = [...visitors, ...rows.partners.slice(0, cast.length)]
  playNight(random, tonight, makeTonight(random, tonight, everybody, Math.max(0, leaving)), menu, rows)
  return rows
}

function countCast(partners: readonly PartnerRow[], hasLeft: boolean): number {
  return cast.slice(0, partners.length).filter((member) => (member.hasLeft ?? false) === hasLeft).length
}
