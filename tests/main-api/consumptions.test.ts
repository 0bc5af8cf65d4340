import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { openClub, type Club } from './club.ts'

const FERNET = 1
const GIN = 2

describeEachDatabase((openFresh) => {
  let club: Club

  beforeEach(async () => {
    club = await openClub((await openFresh()).database)
  })
  afterEach(() => club.stop())

  const visitOf = (bracelet: string) =>
    club.kysely
      .selectFrom('Visits')
      .selectAll()
      .where((where) => where.or([where('id_bracelet_1', '=', bracelet), where('id_bracelet_2', '=', bracelet)]))
      .where('hour_exit', 'is', null)
      .executeTakeFirstOrThrow()
  const consumedBy = async (bracelet: string) => Number((await visitOf(bracelet)).visit_amount_consumed)
  const stockOf = async (id: number) =>
    (
      await club.kysely
        .selectFrom('Products_Services')
        .select('available')
        .where('id_product_service', '=', id)
        .executeTakeFirstOrThrow()
    ).available
  const detailsOf = (idTicket: number) =>
    club.kysely.selectFrom('Ticket_Details').selectAll().where('id_ticket', '=', idTicket).orderBy('id_ticket_detail').execute()
  const countTickets = async () => (await club.kysely.selectFrom('Tickets').select('id_ticket').execute()).length

  const order = {
    cart: [
      { id_product_service: FERNET, cantidad: 2, price: '6500.00', description: 'Fernet con cola' },
      { id_product_service: GIN, cantidad: 1, price: 7500.5, description: 'Gin tonic' },
    ],
    total_consumed: '20500.50',
    id_bracelet: '0417',
    ticket_observations: 'sin hielo',
  }

  describe('a sale', () => {
    it('writes the ticket, its details, the visit, the stock and the audit log', async () => {
      const before = { consumed: await consumedBy('0417'), fernet: await stockOf(FERNET) }
      const { status, body } = await club.post('/consumptions/create', order)

      expect(status).toBe(200)
      expect(body.data).toMatchObject({ id_bracelet: '0417', ticket_amount: '20500.50', partner_name: 'Martín Sosa' })
      expect(body.data.id_ticket).toBeTypeOf('number')
      expect(body.data.id_ticket_detail).toHaveLength(2)

      const tickets = club.kysely.selectFrom('Tickets').selectAll().where('id_ticket', '=', body.data.id_ticket)
      const ticket = await tickets.executeTakeFirstOrThrow()
      expect(ticket).toMatchObject({ id_visit: body.data.id_visit, id_bracelet: '0417', observations: 'sin hielo' })
      expect(ticket.ticket_date).toBe('2026-11-24 01:30:00')
      expect(Number(ticket.ticket_amount)).toBe(20500.5)

      const unpaid = { payed: 0, state: 'NO PAGADO', nro_item: null, ref_id_ticket_detail: null }
      expect(await detailsOf(ticket.id_ticket)).toMatchObject([
        { id_product_service: FERNET, quantity: 2, ...unpaid },
        { id_product_service: GIN, quantity: 1, ...unpaid },
      ])
      expect(await consumedBy('0417')).toBe(before.consumed + 20500.5)
      expect(await stockOf(FERNET)).toBe(before.fernet! - 2)

      const operation = await club.kysely
        .selectFrom('Operations')
        .selectAll()
        .orderBy('id_operation', 'desc')
        .executeTakeFirstOrThrow()
      expect(operation).toMatchObject({ id_operation_type: 8, id_visit: ticket.id_visit, id_user: 1, id_day: 2 })
    })

    it('charges the visit of an affiliate, however the bracelet was typed', async () => {
      await club.kysely.updateTable('Visits').set({ id_bracelet_2: 'b-07' }).where('id_bracelet_2', '=', '0418').execute()
      const before = await consumedBy('0417')
      expect((await club.post('/consumptions/create', { ...order, id_bracelet: 'B-07  ' })).status).toBe(200)
      expect(await consumedBy('0417')).toBe(before + 20500.5)
    })

    it('charges the newest of two open visits that share a bracelet', async () => {
      const older = await visitOf('0291')
      await club.kysely
        .updateTable('Visits')
        .set({ id_bracelet_1: '0417', visit_date: '2026-11-22' })
        .where('id_visit', '=', older.id_visit)
        .execute()
      const { body } = await club.post('/consumptions/create', order)
      expect(body.data.id_visit).not.toBe(older.id_visit)
    })

    it('loses nothing when twenty are made at once', async () => {
      const before = { consumed: await consumedBy('0417'), fernet: await stockOf(FERNET) }
      const sale = { ...order, cart: [{ id_product_service: FERNET, cantidad: 1, price: '901.00' }], total_consumed: '901.00' }
      const answers = await Promise.all(Array.from({ length: 20 }, () => club.post('/consumptions/create', sale)))
      expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200))
      expect(new Set(answers.map((answer) => answer.body.data.id_ticket)).size).toBe(20)
      expect(await consumedBy('0417')).toBe(before.consumed + 20 * 901)
      expect(await stockOf(FERNET)).toBe(before.fernet! - 20)
    })

    it('leaves stock that nobody counted uncounted', async () => {
      await club.kysely
        .updateTable('Products_Services')
        .set({ available: null })
        .where('id_product_service', '=', FERNET)
        .execute()
      await club.post('/consumptions/create', order)
      expect(await stockOf(FERNET)).toBeNull()
    })
  })

  describe('a refusal', () => {
    const item = order.cart[0]!
    it.each([
      ['an unknown bracelet', { id_bracelet: '0999' }, 'La pulsera no es válida o no se encuentra en el Club'],
      ['the bracelet of a closed visit', { id_bracelet: '0533' }, 'La pulsera no es válida o no se encuentra en el Club'],
      ['an empty cart', { cart: [], total_consumed: '0.00' }, 'El carrito no puede estar vacío'],
      ['no cart', { cart: null }, 'El carrito no puede estar vacío'],
      [
        'an unknown product',
        { cart: [{ ...item, id_product_service: 9999 }], total_consumed: '13000' },
        'El producto con el id 9999 no existe',
      ],
      ['a total that is not the sum', { total_consumed: '20500.00' }, 'El total 20500.00 no coincide con el carrito'],
      [
        'a quantity below one',
        { cart: [{ ...item, cantidad: 0 }], total_consumed: '0' },
        'La cantidad y el precio deben ser positivos',
      ],
      ['a price that is none', { cart: [{ ...item, price: 'gratis' }] }, 'El campo price no es válido'],
    ])('%s is told in a sentence and writes nothing', async (_what, change, message) => {
      const before = await countTickets()
      expect(await club.post('/consumptions/create', { ...order, ...change })).toEqual({ status: 400, body: { message } })
      expect(await countTickets()).toBe(before)
    })
  })

  describe('a cancellation', () => {
    it('takes one detail back with a negative ticket', async () => {
      const before = { consumed: await consumedBy('0417'), fernet: await stockOf(FERNET) }
      const sale = (await club.post('/consumptions/create', order)).body.data
      const { status, body } = await club.post('/consumptions/create', { id_ticket_detail: sale.id_ticket_detail[0] })

      expect(status).toBe(200)
      expect(body.data.ticket_amount).toBe('-13000.00')
      expect(await detailsOf(sale.id_ticket)).toMatchObject([{ state: 'ANULADO' }, { state: 'NO PAGADO' }])
      const [note] = await detailsOf(body.data.id_ticket)
      expect(note).toMatchObject({ quantity: -2, state: 'NC', payed: 0, ref_id_ticket_detail: sale.id_ticket_detail[0] })
      expect(Number(note!.unit_price)).toBe(-6500)
      expect(await consumedBy('0417')).toBe(before.consumed + 7500.5)
      expect(await stockOf(FERNET)).toBe(before.fernet)
    })

    it('happens once, also when it is asked for many times at once', async () => {
      const sale = (await club.post('/consumptions/create', order)).body.data
      const consumed = await consumedBy('0417')
      const cancellation = { id_ticket_detail: sale.id_ticket_detail[0] }
      const answers = await Promise.all(Array.from({ length: 5 }, () => club.post('/consumptions/create', cancellation)))
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400, 400, 400, 400])
      expect(await consumedBy('0417')).toBe(consumed - 13000)
    })

    it('of an unknown detail is refused', async () => {
      expect((await club.post('/consumptions/create', { id_ticket_detail: 999999 })).status).toBe(400)
    })
  })
})
