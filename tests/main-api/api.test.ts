import { createMainTables, setPassword } from '@barra/main-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { mainTables, openClub, SMALL, type Club } from './club.ts'

describeEachDatabase((openFresh) => {
  let club: Club

  beforeAll(async () => {
    club = await openClub((await openFresh()).database)
  })
  afterAll(() => club.stop())

  it('says that it is well without a login', async () => {
    expect(await club.call('GET', '', undefined, '')).toEqual({ status: 200, body: { status: 'OK' } })
    expect(await club.call('GET', '/', undefined, '')).toEqual({ status: 200, body: { status: 'OK' } })
  })

  it.each(['', 'no-such-token', 'Bearer no-such-token'])('answers 401 to the token "%s" instead of hanging', async (token) => {
    expect((await club.call('GET', '/partners/list', undefined, token)).status).toBe(401)
  })

  it.each([
    ['a wrong password', { username: 'demo', password: 'no' }, 401],
    ['a user without a password', { username: 'caro', password: '' }, 400],
    ['nobody', { username: 'nadie', password: 'x' }, 401],
    ['a body of the wrong shape', ['demo'], 400],
    ['a body that is no JSON', '{', 400],
  ])('lets nobody in with %s', async (_what, body, status) => {
    const answer = await club.call('POST', '/users/login', body, '')
    expect(answer.status).toBe(status)
    expect(answer.body.message).toBeTypeOf('string')
  })

  it('gives passwords to its own accounts, and leaves alone what another system hashed', async () => {
    const { database } = await openFresh()
    await createMainTables(database)
    const users = [
      { id_user: 1, username: 'demo', password: '$2b$10$abcdefghijklmnopqrstuv' },
      { id_user: 2, username: 'caro', password: null },
    ]
    await mainTables(database).insertInto('Users').values(users).execute()
    expect(await setPassword(database, 'demo', 'otra')).toBe(false)
    expect(await setPassword(database, 'caro', 'una')).toBe(true)
    expect(await setPassword(database, 'caro', 'otra')).toBe(true)
    const [demo] = await mainTables(database).selectFrom('Users').selectAll().orderBy('id_user').execute()
    expect(demo!.password).toBe(users[0]!.password)
  })

  it('lists ten partners unless asked for more', async () => {
    const usual = await club.call('GET', '/partners/list')
    expect(usual.body.data).toHaveLength(10)
    expect(usual.body.totalCount).toBe(SMALL.partners)
    expect((await club.call('GET', '/partners/list?limit=25&offset=50')).body.data).toHaveLength(10)
    expect((await club.call('GET', '/partners/list?limit=-1')).status).toBe(400)
  })

  it('changes only what a product update names', async () => {
    const [before] = (await club.call('GET', '/products_services')).body.data
    expect(before.price).toMatch(/^\d+\.\d\d$/)

    const changed = await club.call('PUT', `/products_services/${before.id_product_service}`, { price: '6990.90' })
    expect(changed).toEqual({ status: 200, body: { data: { ...before, price: '6990.90' } } })
    const emptied = await club.call('PUT', '/products_services/1', { available: null, featured: false })
    expect(emptied.body.data).toMatchObject({ available: null, featured: 0, price: '6990.90' })
  })

  it.each([
    ['/products_services/99999', { price: '1.00' }, 404],
    ['/products_services/1', { price: 'caro' }, 400],
    ['/products_services/1', { price: '123456789.00' }, 400],
    ['/products_services/1', { available: 1.5 }, 400],
    ['/products_services/1', {}, 400],
    ['/products_services/x', { price: '1.00' }, 400],
  ])('refuses PUT %s %j', async (path, body, status) => {
    expect((await club.call('PUT', path, body)).status).toBe(status)
  })

  it('answers JSON to a path that it does not know', async () => {
    expect(await club.call('GET', '/nada')).toEqual({ status: 404, body: { message: 'No existe esa ruta' } })
  })
})
