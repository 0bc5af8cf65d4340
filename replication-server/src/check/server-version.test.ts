import { expect, it } from 'vitest'
import { judgeVersion } from './server-version.ts'

it.each([
  ['8.0.36', 'MySQL 8.0.36'],
  ['8.4.3-log', 'MySQL 8.4.3-log'],
  ['9.1.0', 'MySQL 9.1.0'],
  ['10.5.0-MariaDB', 'MariaDB 10.5.0-MariaDB'],
  ['5.5.5-10.11.6-MariaDB-log', 'MariaDB 5.5.5-10.11.6-MariaDB-log'],
  ['11.4.2-MariaDB-ubu2404', 'MariaDB 11.4.2-MariaDB-ubu2404'],
])('takes %s', (version, name) => {
  expect(judgeVersion(version)).toEqual({ name, oldest: null })
})

it.each([
  ['5.7.44-log', '8.0'],
  ['5.5.5', '8.0'],
  ['10.4.34-MariaDB', '10.5'],
  ['5.5.5-10.4.34-MariaDB', '10.5'],
  ['5.5.68-MariaDB', '10.5'],
])('finds %s older than %s', (version, oldest) => {
  expect(judgeVersion(version).oldest).toBe(oldest)
})
