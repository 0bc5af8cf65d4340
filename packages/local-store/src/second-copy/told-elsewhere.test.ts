import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, sell } from '../testing/a-terminal.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { toldElsewhere } from './told-elsewhere.ts'

type Change = StoredTicket['changes'][number]
type Attempt = StoredTicket['attempts'][number]

const change = { reason: 'mesa equivocada' } as unknown as Change
const attempt: Attempt = { at: '2026-11-25T01:12:31-03:00', outcome: 'no_answer', code: 'timeout', message: 'no answer' }

test('a file that tells of no decision more changes nothing, whatever else it says', async () => {
  const here = await aTicket()
  expect(toldElsewhere(here, here)).toBeNull()
  expect(toldElsewhere(here, { ...here, sync_status: 'SYNCED', remote_id_ticket: '7' })).toBeNull()
  expect(toldElsewhere({ ...here, changes: [change] }, { ...here, changes: [change], sync_status: 'VOIDED' })).toBeNull()
})

test('a decision made elsewhere is taken over while the server has not had the last word here', async () => {
  const here = await aTicket()
  const moved = { ...here, id_visit: 91, changes: [change] }
  expect(toldElsewhere(here, moved)).toEqual(moved)
  expect(toldElsewhere({ ...here, sync_status: 'ERROR', error_code: 'visit_closed' }, moved)).toEqual(moved)
  const refused: StoredTicket = { ...moved, sync_status: 'ERROR', error_code: 'visit_closed' }
  expect(toldElsewhere(here, refused)).toEqual(refused)
  for (const sync_status of ['SYNCED', 'VOIDING', 'VOIDED'] as const)
    expect(toldElsewhere({ ...here, sync_status }, moved), sync_status).toBeNull()
})

test('that it was stored, only the server can say: it is sent from here too', async () => {
  const here = await aTicket()
  const told: StoredTicket = { ...here, changes: [change], sync_status: 'SYNCED', remote_id_ticket: '7', retry_count: 3 }
  expect(toldElsewhere(here, told)).toMatchObject({ sync_status: 'PENDING', remote_id_ticket: null, changes: [change] })
})

test('what both terminals tried stays with a decision made elsewhere, each attempt once: either may have stored it', async () => {
  const here: StoredTicket = { ...(await aTicket()), attempts: [attempt] }
  const earlier: Attempt = { ...attempt, at: '2026-11-25T05:10:00+01:00' }
  const moved: StoredTicket = { ...here, changes: [change], attempts: [] }
  expect(toldElsewhere(here, moved)?.attempts).toEqual([attempt])
  expect(toldElsewhere(here, { ...moved, attempts: [earlier, attempt] })?.attempts).toEqual([earlier, attempt])
  const voided: StoredTicket = { ...moved, changes: [change, change], sync_status: 'VOIDED' }
  expect(toldElsewhere(toldElsewhere(here, moved)!, voided)).toMatchObject({ sync_status: 'VOIDING' })
})

test('what was voided elsewhere is taken back from the server if it may be there', async () => {
  const here = await aTicket()
  const voided: StoredTicket = { ...here, changes: [change], sync_status: 'VOIDED' }
  expect(toldElsewhere(here, voided)).toEqual(voided)
  expect(toldElsewhere({ ...here, attempts: [attempt] }, voided)).toMatchObject({ sync_status: 'VOIDING', changes: [change] })
  const sent: StoredTicket = { ...here, sync_status: 'SYNCED', remote_id_ticket: '7' }
  expect(toldElsewhere(sent, voided)).toMatchObject({ sync_status: 'VOIDING', remote_id_ticket: '7' })
  expect(toldElsewhere({ ...here, sync_status: 'VOIDED' }, { ...voided, changes: [change, change] })).toBeNull()
  const voiding: StoredTicket = { ...voided, sync_status: 'VOIDING' }
  for (const one of [here, sent]) expect(toldElsewhere(one, voiding)).toMatchObject({ sync_status: 'VOIDING' })
})

async function aTicket(): Promise<StoredTicket> {
  const { store } = await anOpenNight({ name: `t-${newId()}` })
  const [ticket] = await sell(store)
  return ticket!
}
