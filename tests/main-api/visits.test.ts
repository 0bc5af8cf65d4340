import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { openClub, type Club } from './club.ts'

describeEachDatabase((openFresh) => {
  let club: Club

  beforeEach(async () => {
    club = await openClub((await openFresh()).database)
  })
  afterEach(() => club.stop())

  const lastOperation = () =>
    club.kysely.selectFrom('Operations').selectAll().orderBy('id_operation', 'desc').executeTakeFirstOrThrow()
  const idOf = async (name: string) =>
    (await club.kysely.selectFrom('Partners').select('id_partner').where('partner_name', '=', name).executeTakeFirstOrThrow())
      .id_partner

  it('lets a partner and an affiliate in', async () => {
    const id_partner = await idOf('Julieta Ferreyra')
    const entry = { id_partner, id_visit_type: 2, id_bracelet_1: '0901', id_bracelet_2: '0902', entry_amount_paid: '18000.00' }
    const { status, body } = await club.post('/visits/entry', entry)
    expect(status).toBe(200)
    expect(body.data).toMatchObject({
      ...entry,
      visit_date: '2026-11-23',
      hour_entry: '2026-11-24 01:30:00',
      hour_exit: null,
      visit_amount_consumed: '0.00',
      id_day: 2,
    })
    expect(await lastOperation()).toMatchObject({ id_operation_type: 4, id_visit: body.data.id_visit, id_partner })
    const inside = await club.call('GET', '/partners/inside')
    expect(inside.body.data).toContainEqual(expect.objectContaining({ id_bracelet_1: '0901', partner_name: 'Julieta Ferreyra' }))
  })

  it('lets somebody in whom nobody has named yet, even with a bracelet that is worn', async () => {
    const { status, body } = await club.post('/visits/entry', { id_bracelet_1: '0417' })
    expect(status).toBe(200)
    const partners = club.kysely.selectFrom('Partners').selectAll().where('id_partner', '=', body.data.id_partner)
    expect(await partners.executeTakeFirstOrThrow()).toMatchObject({ partner_name: null, id_state: null })
    expect(await lastOperation()).toMatchObject({ id_operation_type: 21 })
  })

  it.each([
    ['nobody known', { id_partner: 99999, id_bracelet_1: '0901' }, 'El socio con el id 99999 no existe'],
    ['a partner who is inside', { id_partner: 1, id_bracelet_1: '0901' }, 'El socio ya se encuentra en el Club'],
    ['a suspended partner', { id_partner: 3, id_bracelet_1: '0901' }, 'El socio está suspendido'],
    ['a bracelet that is worn', { id_partner: 2, id_bracelet_1: '0417' }, 'La pulsera 0417 ya está en uso'],
    ['no bracelet', { id_partner: 2 }, 'La pulsera es obligatoria'],
  ])('does not let in %s', async (_what, entry, message) => {
    expect(await club.post('/visits/entry', entry)).toEqual({ status: 400, body: { message } })
  })

  it('closes a visit and pays all its details', async () => {
    const visit = await club.kysely.selectFrom('Visits').selectAll().where('id_bracelet_1', '=', '0417').executeTakeFirstOrThrow()
    const sale = { cart: [{ id_product_service: 1, cantidad: 1, price: 6500 }], total_consumed: 6500, id_bracelet: '0417' }
    await club.post('/consumptions/create', sale)

    const { status, body } = await club.post('/visits/exit', { id_visit: visit.id_visit })
    expect(status).toBe(200)
    const total = (Number(visit.visit_amount_consumed) + 6500).toFixed(2)
    expect(body.data).toMatchObject({ hour_exit: '2026-11-24 01:30:00', exit_amount_payed: total, had_to_paid: total })
    const details = await club.kysely
      .selectFrom('Ticket_Details')
      .innerJoin('Tickets', 'Tickets.id_ticket', 'Ticket_Details.id_ticket')
      .select(['payed', 'state'])
      .where('id_visit', '=', visit.id_visit)
      .execute()
    expect(new Set(details.map(({ payed, state }) => `${payed} ${state}`))).toEqual(new Set(['1 PAGADO']))
    expect(await lastOperation()).toMatchObject({ id_operation_type: 7, id_visit: visit.id_visit })

    expect((await club.post('/visits/exit', { id_visit: visit.id_visit })).status).toBe(400)
    expect((await club.post('/consumptions/create', sale)).status).toBe(400)
  })

  it('never charges a visit that closed at the same moment', async () => {
    const visit = await club.kysely.selectFrom('Visits').selectAll().where('id_bracelet_1', '=', '0417').executeTakeFirstOrThrow()
    const sale = { cart: [{ id_product_service: 1, cantidad: 1, price: 100 }], total_consumed: 100, id_bracelet: '0417' }
    const sales = Array.from({ length: 8 }, () => club.post('/consumptions/create', sale))
    const [exit, ...sold] = await Promise.all([club.post('/visits/exit', { id_visit: visit.id_visit }), ...sales])
    const charged = sold.filter((answer) => answer.status === 200).length
    const after = await club.kysely
      .selectFrom('Visits')
      .selectAll()
      .where('id_visit', '=', visit.id_visit)
      .executeTakeFirstOrThrow()

    expect(exit.status).toBe(200)
    expect(Number(after.visit_amount_consumed)).toBe(Number(visit.visit_amount_consumed) + charged * 100)
    expect(Number(after.exit_amount_payed)).toBe(Number(after.visit_amount_consumed))
  })

  it('lists every visit, whatever `since` says', async () => {
    const { body } = await club.call('GET', '/visits?since=2099-01-01&hour_exit=null')
    expect(body.data).toHaveLength(body.totalCount)
    expect(body.data[0].id_visit).toBeTypeOf('number')
    expect(body.data[0].visit_amount_consumed).toMatch(/^\d+\.\d\d$/)
  })
})
