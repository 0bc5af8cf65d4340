import type { Visit } from '@barra/domain'
import { expect, test } from 'vitest'
import { trainingClub } from './training-club.ts'

test('somebody inside wears each bracelet from 0101 to 0112, somebody suspended 0113, and 0115 has left', () => {
  const club = trainingClub(new Date('2026-11-29T02:00:00Z'), 'America/Argentina/Buenos_Aires')
  const visits = club.filter(({ db }) => db === 'visits').map(({ columns }) => columns as unknown as Visit)
  const worn = (chosen: (visit: Visit) => boolean) =>
    visits.filter(chosen).flatMap(({ id_bracelet_1, id_bracelet_2 }) => [id_bracelet_1, id_bracelet_2].filter(Boolean))
  const named = Array.from({ length: 12 }, (_, i) => String(101 + i).padStart(4, '0'))
  expect(worn(({ hour_exit, id_visit }) => hour_exit === null && id_visit !== 7)).toEqual(named)
  expect(worn(({ id_visit }) => id_visit === 7)).toEqual(['0113'])
  expect(worn(({ hour_exit }) => hour_exit !== null)).toEqual(['0115'])
})
