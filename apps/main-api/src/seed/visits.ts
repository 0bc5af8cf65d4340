import { OPERATION_TYPE } from '../schema/codes.ts'
import type { Arrival } from './arrivals.ts'
import type { ClubRows, OperationRow, VisitRow } from './club-rows.ts'
import { entryPesos, VISIT_TYPE } from './lookup-rows.ts'
import type { Night } from './nights.ts'
import { isFastEntered } from './partners.ts'
import type { Random } from './random.ts'
import { addSales, makeSales, type Menu, type Sale } from './sales.ts'
import { formatWall } from './wall-clock.ts'

type Event = Pick<OperationRow, 'id_operation_type' | 'id_visit' | 'id_partner' | 'operation_date' | 'operation_amount'>

/** Plays a night through: adds its entries, sales and exits to the rows. */
export function playNight(random: Random, night: Night, arrivals: readonly Arrival[], menu: Menu, rows: ClubRows): void {
  const sales: Sale[] = []
  const events: Event[] = []
  for (const arrival of arrivals) {
    const idVisit = rows.visits.length + 1
    const ownSales = makeSales(random, arrival, idVisit, night, menu)
    const consumed = ownSales.reduce((sum, sale) => sum + sale.amount, 0)
    const visit = makeVisit(night, arrival, idVisit, consumed)
    rows.visits.push(visit)
    sales.push(...ownSales)
    events.push(...eventsOf(visit, arrival, ownSales))
  }
  addSales(sales, rows)
  addOperations(random, night, events, rows)
}

function makeVisit(night: Night, arrival: Arrival, idVisit: number, consumed: number): VisitRow {
  const hasLeft = arrival.leavesAt !== null
  const visitType = arrival.secondBracelet ? VISIT_TYPE.couple : (arrival.partner.id_visit_type_usualy ?? VISIT_TYPE.other)
  return {
    id_visit: idVisit,
    id_partner: arrival.partner.id_partner,
    visit_date: night.day,
    id_state: arrival.partner.id_state,
    id_visit_type: visitType,
    other_visit_obs: null,
    entry_visit_obs: null,
    exit_visit_obs: null,
    entry_amount_paid: entryPesos[visitType] ?? null,
    visit_amount_consumed: consumed,
    exit_amount_payed: hasLeft ? consumed : null,
    extra_entry: null,
    extra_exit: null,
    had_to_paid: hasLeft ? consumed : null,
    hour_entry: formatWall(arrival.entersAt),
    hour_exit: hasLeft ? formatWall(arrival.leavesAt) : null,
    id_bracelet_1: arrival.bracelet,
    id_bracelet_2: arrival.secondBracelet,
    last_visit: null,
    id_day: night.idDay,
    extra_entry_obs: null,
    extra_exit_obs: null,
  }
}

function eventsOf(visit: VisitRow, arrival: Arrival, sales: readonly Sale[]): Event[] {
  const who = { id_visit: visit.id_visit, id_partner: visit.id_partner }
  const entry: Event = {
    ...who,
    id_operation_type: isFastEntered(arrival.partner) ? OPERATION_TYPE.fastEntry : OPERATION_TYPE.entry,
    operation_date: visit.hour_entry,
    operation_amount: visit.entry_amount_paid,
  }
  const sold = sales.map((sale): Event => {
    const operation_date = formatWall(sale.soldAt)
    return { ...who, id_operation_type: OPERATION_TYPE.saleOrCancellation, operation_date, operation_amount: sale.amount }
  })
  if (visit.hour_exit === null) return [entry, ...sold]
  const exit = {
    ...who,
    id_operation_type: OPERATION_TYPE.exit,
    operation_date: visit.hour_exit,
    operation_amount: visit.exit_amount_payed,
  }
  return [entry, ...sold, exit]
}

const TILL = { id_user: 4, id_role: 1 }
const BAR = [
  { id_user: 2, id_role: 2 },
  { id_user: 3, id_role: 2 },
]

function addOperations(random: Random, night: Night, events: readonly Event[], rows: ClubRows): void {
  const inOrder = events.toSorted((a, b) => (a.operation_date ?? '').localeCompare(b.operation_date ?? ''))
  for (const event of inOrder) {
    const isSale = event.id_operation_type === OPERATION_TYPE.saleOrCancellation
    rows.operations.push({
      id_operation: rows.operations.length + 1,
      operation_metadata: null,
      operation_log: null,
      id_payment_method: isSale ? null : random.integer(1, 4),
      id_day: night.idDay,
      ...event,
      ...(isSale ? random.pick(BAR) : TILL),
    })
  }
}
