import { expect, it } from 'vitest'
import { eventually } from '../eventually.ts'
import { describeEachDatabase } from '../each-database.ts'
import { aClub, changeOf, outboxDrained, pull, revOf } from './club.ts'

describeEachDatabase((openFresh) => {
  it('tells of a deleted row as a tombstone with every field of its schema', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely.insertInto('Visits').values({ id_visit: 90, visit_date: '2026-11-24', id_bracelet_1: '0417' }).execute()
    await outboxDrained(club)
    await club.kysely.deleteFrom('Visits').where('id_visit', '=', 90).execute()
    await outboxDrained(club)

    const change = await changeOf(feed, 'visits', 90)
    expect(change).toMatchObject({ id: '90', deleted: true })
    expect(change.doc).toEqual({
      _id: '90',
      _rev: revOf(change),
      _deleted: true,
      id_visit: 90,
      id_partner: null,
      visit_date: null,
      id_state: null,
      id_visit_type: null,
      hour_entry: null,
      hour_exit: null,
      id_bracelet_1: null,
      id_bracelet_2: null,
      visit_amount_consumed: null,
      applied_tickets: [],
    })
  })

  it('never tells of a row that came and went between two looks of the sequencer', async () => {
    const club = await aClub(openFresh)
    await club.kysely.insertInto('Products_Services').values({ id_product_service: 4, price: '1500.00' }).execute()
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 4).execute()
    const feed = club.startFeed()
    await outboxDrained(club)
    expect(await pull(feed, 'products')).toEqual([])
  })

  it('shows a row that vanished unseen by any trigger as a tombstone', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely.insertInto('Products_Services').values({ id_product_service: 4, price: '1500.00' }).execute()
    await outboxDrained(club)
    await feed.stop()
    await club.kysely.deleteFrom('Products_Services').execute()
    expect(await changeOf(feed, 'products', 4)).toMatchObject({ deleted: true, doc: { _deleted: true, id_product_service: 4 } })
  })

  it('keeps visits of the last three business days, and those without a date', async () => {
    const club = await aClub(openFresh)
    await club.kysely
      .insertInto('Visits')
      .values([
        { id_visit: 1, visit_date: '2026-11-20' },
        { id_visit: 2, visit_date: '2026-11-21' },
        { id_visit: 3, visit_date: '2026-11-24', hour_exit: '2026-11-25 05:00:00' },
        { id_visit: 4, visit_date: null },
      ])
      .execute()
    const feed = club.startFeed()
    await outboxDrained(club)
    expect((await pull(feed, 'visits')).map(({ id }) => id)).toEqual(['2', '3', '4'])
  })

  it('turns a visit into a tombstone when the clock takes it out of the window, at 08:00 and not at midnight', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely
      .insertInto('Visits')
      .values([
        { id_visit: 2, visit_date: '2026-11-21' },
        { id_visit: 3, visit_date: '2026-11-22' },
      ])
      .execute()
    await outboxDrained(club)
    const before = await changeOf(feed, 'visits', 2)
    const { updateSeq } = await feed.describe('visits')

    club.clock.now = new Date('2026-11-25T07:59:59-03:00')
    await club.kysely.updateTable('Visits').set({ id_state: null }).where('id_visit', '=', 2).execute()
    await outboxDrained(club)
    expect((await changeOf(feed, 'visits', 2)).deleted).toBeUndefined()

    club.clock.now = new Date('2026-11-25T08:00:00-03:00')
    await eventually(async () => expect(await changeOf(feed, 'visits', 2)).toMatchObject({ deleted: true }))
    const news = await pull(feed, 'visits', updateSeq)
    expect(news.map(({ id }) => id)).toEqual(['2'])
    expect(news[0]!.doc).toMatchObject({ _deleted: true, id_visit: 2, applied_tickets: [] })
    expect(revOf(before)).toMatch(/^1-/)
    expect(revOf(news[0]!)).toMatch(/^3-/)
  })

  it('brings a visit back when its date moves into the window again', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely.insertInto('Visits').values({ id_visit: 2, visit_date: '2026-11-24' }).execute()
    await outboxDrained(club)
    await club.kysely.updateTable('Visits').set({ visit_date: '2026-11-01' }).execute()
    await outboxDrained(club)
    expect(await changeOf(feed, 'visits', 2)).toMatchObject({ deleted: true })

    await club.kysely.updateTable('Visits').set({ visit_date: '2026-11-23' }).execute()
    await outboxDrained(club)
    const change = await changeOf(feed, 'visits', 2)
    expect(change.deleted).toBeUndefined()
    expect(change.doc).toMatchObject({ visit_date: '2026-11-23' })
    expect(revOf(change)).toMatch(/^3-/)
  })

  it('brings visits back that a wrong clock had expired', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely.insertInto('Visits').values({ id_visit: 2, visit_date: '2026-11-24' }).execute()
    await outboxDrained(club)
    const right = club.clock.now
    club.clock.now = new Date('2036-01-01T00:00:00Z')
    await eventually(async () => expect(await changeOf(feed, 'visits', 2)).toMatchObject({ deleted: true }))
    club.clock.now = right
    await eventually(async () => expect((await changeOf(feed, 'visits', 2)).deleted).toBeUndefined())
  })
})
