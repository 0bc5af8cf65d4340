// A ticket about which a person has to decide.
import type { LocalStore } from '../local-store.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { anOpenNight, aPartner, aVisit, eventually, sell, ticketsOf } from './a-terminal.ts'
import type { FakeEndpoint } from './fake-endpoint.ts'

export const because = { reason: 'brazalete leído de otra mesa', by: 'Caro' }
export const closed = { code: 'visit_closed', reason: 'closed at 02:31' }

export async function theTicket(store: LocalStore): Promise<StoredTicket> {
  const [ticket] = await ticketsOf(store)
  return ticket!
}

/** One ticket that the server refused, since visit 90 is closed there; visit 91 is open. */
export async function aRefusedTicket(options = {}): Promise<{ endpoint: FakeEndpoint; store: LocalStore; ticket: StoredTicket }> {
  const { endpoint, store } = await anOpenNight(options)
  endpoint.put('visits', '91', aVisit({ id_visit: 91, id_partner: 18, id_bracelet_1: '0533', id_bracelet_2: '0534' }))
  endpoint.put('partners', '18', aPartner({ id_partner: 18, partner_name: 'Julieta Ferreyra' }))
  store.pull.pullNow()
  await eventually(store.guests.guest$(91, '0533'), (guest) => guest?.name === 'Julieta Ferreyra')
  await sell(store)
  endpoint.judge = ({ id_visit }) => (id_visit === 90 ? closed : null)
  await store.push.start()
  return { endpoint, store, ticket: await theTicket(store) }
}
