import { expect, test } from 'vitest'
import { toServerUrl } from './server-address.ts'

test.each([
  ['barra.miclub.local', 'https://barra.miclub.local/replication'],
  ['  192.168.0.10:3000 ', 'https://192.168.0.10:3000/replication'],
  ['http://localhost:3000/', 'http://localhost:3000/replication'],
  ['https://club.example/barra/', 'https://club.example/barra'],
])('%j is %s', (typed, url) => {
  expect(toServerUrl(typed, 'https:')).toBe(url)
})

test.each(['', '  ', 'el servidor', 'http://', ':3000'])('%j is no address', (typed) => {
  expect(toServerUrl(typed, 'https:')).toBeNull()
})
