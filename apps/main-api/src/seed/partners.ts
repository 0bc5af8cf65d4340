import { PARTNER_STATE } from '@barra/domain'
import { cast, type CastMember } from './cast.ts'
import type { PartnerRow } from './club-rows.ts'
import { VISIT_TYPE } from './lookup-rows.ts'
import { expulsionReasons, lastNames, mensNames, nicknames, suspensionReasons, womensNames } from './names.ts'
import type { Random } from './random.ts'
import { formatWall, HOUR_MS, MINUTE_MS, type WallMs } from './wall-clock.ts'

const DAY_MS = 24 * HOUR_MS
const YEAR_MS = 365 * DAY_MS
const MAX_NAME_LENGTH = 30

const stateWeights = {
  vip: 5,
  normal: 64,
  tourist: 5,
  observed: 4,
  infrequent: 9,
  expelled: 1.5,
  suspended: 2.5,
  guest: 4,
  fastEntered: 5,
}

/** The club's members: the cast first, then everybody else. */
export function makePartners(random: Random, count: number, now: WallMs): PartnerRow[] {
  return Array.from({ length: count }, (_, index) => {
    const member = cast[index]
    const row = member ? makeCastMember(random, member, now) : makeAnybody(random, now)
    return { ...row, id_partner: index + 1 }
  })
}

/** Who may come in; the suspended and the expelled are turned away at the door. */
export function isWelcome(partner: PartnerRow): boolean {
  return partner.id_state !== PARTNER_STATE.expelled && partner.id_state !== PARTNER_STATE.suspended
}

/** Let in in a hurry, before anybody typed who it is. */
export function isFastEntered(partner: PartnerRow): boolean {
  return partner.partner_name === null
}

function makeCastMember(random: Random, member: CastMember, now: WallMs): PartnerRow {
  return {
    ...makePerson(random, member.isWoman, now),
    alias: null,
    partner_name: member.name,
    ...(member.affiliate ? makeAffiliate(random, member.affiliate.name, now) : noAffiliate),
    id_state: member.idState ?? PARTNER_STATE.normal,
    suspension_reason: member.suspensionReason ?? null,
    santion_date: member.suspensionReason ? formatWall(now - 20 * MINUTE_MS) : null,
  }
}

function makeAnybody(random: Random, now: WallMs): PartnerRow {
  const kind = random.weighted(stateWeights)
  if (kind === 'fastEntered') return { ...nobodyYet, partner_discharge_date: formatWall(now - random.integer(1, 60) * DAY_MS) }

  const isSanctioned = kind === 'expelled' || kind === 'suspended'
  const hasOldSuspension = kind === 'normal' && random.chance(0.03)
  return {
    ...makePerson(random, random.chance(0.5), now),
    ...(random.chance(0.38) ? makeAffiliate(random, makeName(random, random.chance(0.6)), now) : noAffiliate),
    id_state: PARTNER_STATE[kind],
    suspension_reason: kind === 'suspended' || hasOldSuspension ? random.pick(suspensionReasons) : null,
    expultion_reason: kind === 'expelled' ? random.pick(expulsionReasons) : null,
    santion_date: isSanctioned || hasOldSuspension ? formatWall(now - random.integer(2, 700) * DAY_MS) : null,
  }
}

const noAffiliate = { affiliate_dni: null, affiliate_name: null, affiliate_birthdate: null, affiliate_phone: null }

const nobodyYet: PartnerRow = {
  id_partner: 0,
  alias: null,
  partner_dni: null,
  partner_name: null,
  partner_birthdate: null,
  partner_phone: null,
  ...noAffiliate,
  id_visit_type_usualy: null,
  partner_discharge_date: null,
  id_state: null,
  observations: null,
  suspension_reason: null,
  expultion_reason: null,
  santion_date: null,
}

function makePerson(random: Random, isWoman: boolean, now: WallMs): PartnerRow {
  const age = 18 + Math.floor(random.next() ** 2 * 50)
  return {
    ...nobodyYet,
    alias: random.chance(0.3) ? random.pick(nicknames) : null,
    partner_name: makeName(random, isWoman),
    partner_dni: makeDni(random, age),
    partner_birthdate: makeBirthdate(random, age, now),
    partner_phone: random.chance(0.85) ? makePhone(random) : null,
    id_visit_type_usualy: isWoman ? VISIT_TYPE.womanAlone : VISIT_TYPE.manAlone,
    partner_discharge_date: formatWall(now - random.integer(1, 2000) * DAY_MS),
    observations: random.chance(0.04) ? 'Pide siempre mesa cerca de la barra' : null,
  }
}

function makeAffiliate(random: Random, name: string, now: WallMs): typeof noAffiliate | Partial<PartnerRow> {
  const age = 18 + Math.floor(random.next() ** 2 * 50)
  return {
    affiliate_dni: makeDni(random, age),
    affiliate_name: name,
    affiliate_birthdate: makeBirthdate(random, age, now),
    affiliate_phone: random.chance(0.5) ? makePhone(random) : null,
  }
}

function makeName(random: Random, isWoman: boolean): string {
  const names = isWoman ? womensNames : mensNames
  const short = `${random.pick(names)} ${random.pick(lastNames)}`
  const long = random.chance(0.12) ? `${short} ${random.pick(lastNames)}` : short
  return long.length <= MAX_NAME_LENGTH ? long : short
}

/** Numbers are given out in order of birth, roughly 0.7 million a year. */
function makeDni(random: Random, age: number): string {
  return String(48_000_000 - (age - 18) * 700_000 + random.integer(0, 690_000))
}

function makeBirthdate(random: Random, age: number, now: WallMs): string {
  return `${formatWall(now - age * YEAR_MS - random.integer(30, 330) * DAY_MS).slice(0, 10)} 00:00:00`
}

function makePhone(random: Random): string {
  return `11${random.integer(30, 69)}${String(random.integer(0, 999_999)).padStart(6, '0')}`
}
