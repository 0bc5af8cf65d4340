import { PARTNER_STATE, type Partner } from './partner.ts'
import { braceletHolder, type Visit } from './visit.ts'

/** The person a bracelet stands for: the partner, or the affiliate who came along. */
export interface Guest {
  readonly visit: Visit
  readonly bracelet: string
  readonly holder: 'partner' | 'affiliate'
  /** '' when the club has not typed a name yet (fast entry). */
  readonly name: string
  /** As the club typed it; null where it has none, or keeps phones from the terminals. */
  readonly phone: string | null
  readonly standing: GuestStanding
}

/** Suspended and expelled partners stay chargeable while their visit is open, but the cashier is told. */
export type GuestStanding =
  { readonly kind: 'good' } | { readonly kind: 'suspended' | 'expelled'; readonly reason: string | null }

/** The guest behind a bracelet of a visit; `partner` is null when it has not been pulled. */
export function toGuest(visit: Visit, partner: Partner | null, bracelet: string): Guest {
  const holder = braceletHolder(visit, bracelet) ?? 'partner'
  const name = holder === 'partner' ? (partner?.partner_name ?? partner?.alias) : partner?.affiliate_name
  const phone = holder === 'partner' ? partner?.partner_phone : partner?.affiliate_phone
  return { visit, bracelet, holder, name: name?.trim() ?? '', phone: phone?.trim() || null, standing: standingOf(visit, partner) }
}

/** Old reasons stay in the partner's row, so the state decides and the reason only explains. */
function standingOf(visit: Visit, partner: Partner | null): GuestStanding {
  switch (partner?.id_state ?? visit.id_state) {
    case PARTNER_STATE.suspended:
      return { kind: 'suspended', reason: partner?.suspension_reason ?? null }
    case PARTNER_STATE.expelled:
      return { kind: 'expelled', reason: partner?.expultion_reason ?? null }
    default:
      return { kind: 'good' }
  }
}
