// For tests: Julieta's, sold without a server at 02:44.
import { notYetPushed } from '@barra/domain'
import type { StoredTicket } from '@barra/local-store'

export function aTicket(fields: Partial<StoredTicket> = {}): StoredTicket {
  return {
    id: '0199d5b0-0000-7000-8000-000000000001',
    ticket_number: '1-0251',
    guest_name: 'Julieta Ferreyra',
    id_visit: 95,
    id_bracelet: '0533',
    ticket_date: '2026-11-25T02:44:00-03:00',
    ticket_amount: '20500.00',
    observations: '',
    created_offline: true,
    terminal: 'Barra 1',
    ticket_details: [],
    cashier: null,
    shift_id: null,
    attempts: [],
    changes: [],
    ...notYetPushed,
    ...fields,
  }
}
