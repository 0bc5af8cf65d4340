import type { Insertable } from 'kysely'
import type { MainTables } from '../schema/main-tables.ts'

type Rows<T extends keyof MainTables> = readonly Insertable<MainTables[T]>[]

export const states: Rows<'States'> = [
  { id_state: 1, description: 'VIP' },
  { id_state: 2, description: 'Normal' },
  { id_state: 3, description: 'Turista' },
  { id_state: 4, description: 'Observado' },
  { id_state: 5, description: 'Infrecuente' },
  { id_state: 6, description: 'Expulsado' },
  { id_state: 7, description: 'Suspendido' },
  { id_state: 8, description: 'Invitado' },
]

export const VISIT_TYPE = { manAlone: 1, couple: 2, other: 3, womanAlone: 4 } as const

export const visitTypes: Rows<'Visits_Types'> = [
  { id_visit_type: VISIT_TYPE.manAlone, description: 'Hombre solo' },
  { id_visit_type: VISIT_TYPE.couple, description: 'Pareja' },
  { id_visit_type: VISIT_TYPE.other, description: 'Otro' },
  { id_visit_type: VISIT_TYPE.womanAlone, description: 'Mujer sola' },
]

/** What each kind of visit pays at the door, in pesos. */
export const entryPesos: Readonly<Record<number, number>> = {
  [VISIT_TYPE.manAlone]: 15000,
  [VISIT_TYPE.couple]: 18000,
  [VISIT_TYPE.other]: 12000,
  [VISIT_TYPE.womanAlone]: 6000,
}

export const prices: Rows<'Prices'> = visitTypes.map(({ id_visit_type, description }, index) => ({
  id_price: index + 1,
  description: `Entrada ${description}`,
  id_visit_type,
  price: entryPesos[id_visit_type!]!,
}))

const weekdays = ['Domingo', 'Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado']
export const days: Rows<'Days'> = weekdays.map((description, index) => ({ id_day: index + 1, description }))

export const roles: Rows<'Roles'> = [
  { id_role: 1, description: 'Caja' },
  { id_role: 2, description: 'Barman' },
  { id_role: 3, description: 'Administrador' },
  { id_role: 4, description: 'Guardarropa' },
  { id_role: 5, description: 'Caja especial' },
  { id_role: 6, description: 'Supervisor de barra' },
]

/** The account to log in with; nobody can until somebody gives it a password (`setPassword`). */
export const DEMO_USERNAME = 'demo'

export const users: Rows<'Users'> = [
  { id_user: 1, username: DEMO_USERNAME, full_name: 'Cuenta de demostración', id_role: 3 },
  { id_user: 2, username: 'caro', full_name: 'Carolina Medina', id_role: 2 },
  { id_user: 3, username: 'nico', full_name: 'Nicolás Bustos', id_role: 2 },
  { id_user: 4, username: 'caja', full_name: 'Mariana Godoy', id_role: 1 },
  { id_user: 5, username: 'ropa', full_name: 'Daiana Luna', id_role: 4 },
]

export const paymentMethods: Rows<'Payment_Methods'> = [
  { id_payment_method: 1, description: 'Efectivo' },
  { id_payment_method: 2, description: 'Débito' },
  { id_payment_method: 3, description: 'Crédito' },
  { id_payment_method: 4, description: 'Transferencia' },
]
