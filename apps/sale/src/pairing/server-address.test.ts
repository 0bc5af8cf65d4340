import { expect, test } from 'vitest'
import { isLessSecure, toServerUrl } from './server-address.ts'

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

test.each([
  ['http://192.168.0.10:3000/replication', 'https:', true],
  ['http://192.168.0.10:3000/replication', 'http:', false],
  ['https://192.168.0.10:3000/replication', 'https:', false],
  ['http://localhost:3000/replication', 'https:', false],
  ['http://127.0.0.1:3000/replication', 'https:', false],
])('a browser keeps %s from a page over %s: %s', (url, protocol, isKept) => {
  expect(isLessSecure(url, protocol)).toBe(isKept)
})
