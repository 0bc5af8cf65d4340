import { PARTNER_STATE } from '@barra/domain'

/** People with a part in the story that the demo tells; everybody else is made up by chance. */
export interface CastMember {
  readonly name: string
  readonly bracelet: string
  readonly isWoman: boolean
  readonly affiliate?: { readonly name: string; readonly bracelet: string }
  readonly idState?: number
  readonly suspensionReason?: string
  /** Came tonight and went home already. */
  readonly hasLeft?: boolean
}

export const cast: readonly CastMember[] = [
  { name: 'Martín Sosa', bracelet: '0417', isWoman: false, affiliate: { name: 'Lucía Acuña', bracelet: '0418' } },
  { name: 'Julieta Ferreyra', bracelet: '0533', isWoman: true, hasLeft: true },
  {
    name: 'Ramiro Quiroga',
    bracelet: '0146',
    isWoman: false,
    idState: PARTNER_STATE.suspended,
    suspensionReason: 'Discusión con el personal de barra',
  },
  { name: 'Tomás Villalba', bracelet: '0291', isWoman: false },
  { name: 'Nahuel Benítez', bracelet: '0388', isWoman: false },
  { name: 'Florencia Ibarra', bracelet: '0502', isWoman: true },
  { name: 'Camila Paz Ledesma', bracelet: '0360', isWoman: true, idState: PARTNER_STATE.vip },
  { name: 'Agustín Rearte', bracelet: '0219', isWoman: false },
]

export const castBracelets: ReadonlySet<string> = new Set(
  cast.flatMap((member) => [member.bracelet, ...(member.affiliate ? [member.affiliate.bracelet] : [])]),
)
