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

  const actors = rows.partners.slice(0, cast.length)
  const hasLeft = (partner: PartnerRow) => cast[partner.id_partner - 1]?.hasLeft === true
  const crowd = random.shuffled(others)
  const leaving = fill(actors.filter(hasLeft), closedTonight, crowd)
  const staying = fill(
    actors.filter((actor) => !hasLeft(actor)),
    openVisits,
    crowd,
  )
  playNight(random, tonight, makeTonight(random, tonight, leaving, staying), menu, rows)
  return rows
}

/** The actors and as many of the crowd as make up the number; whom it takes is gone from the crowd. */
function fill(actors: readonly PartnerRow[], count: number, crowd: PartnerRow[]): PartnerRow[] {
  return [...actors, ...crowd.splice(0, Math.max(0, count - actors.length))].slice(0, count)
}
