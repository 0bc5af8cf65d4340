// `npm test`: sets up what tests need, runs all of them, and closes with each failure again and "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureNodePackages } from './node-packages.mjs'
import { ensureSystemPackages } from './system-packages.mjs'
import { readPlaywrightReport, readVitestReport } from './test-reports.mjs'

await ensureNodePackages()
ensureSystemPackages()

const reports = mkdtempSync(join(tmpdir(), 'barra-test-'))
const vitestReport = join(reports, 'vitest.json')
const playwrightReport = join(reports, 'playwright.json')

const outcomes = [
  ...(await Promise.all([check('types', 'vue-tsc', '--noEmit'), check('lint', 'eslint', '.')])),
  ...(await Promise.all([check('format', 'prettier', '--check', '--log-level=warn', '.'), check('unused code', 'knip')])),
  await vitest(),
  await playwright(),
]
rmSync(reports, { recursive: true })

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
for (const { test, lines } of outcomes.flatMap(({ failures }) => failures))
  console.log(['', `✗ ${test}`, ...lines].join('\n    '))
console.log('')
for (const { name, ...outcome } of outcomes) console.log(`${name}: ${outcome.passed} passed, ${outcome.failed} failed`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function check(name, command, ...args) {
  const isOk = (await run(name, command, args)) === 0
  return { name, passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, failures: [] }
}

async function vitest() {
  const status = await run('unit, contract and browser tests', 'vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ])
  return outcomeOf('vitest', status, readVitestReport(vitestReport))
}

async function playwright() {
  const status = await run('end-to-end tests', 'playwright', ['test', '--config=tests/e2e/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  })
  return outcomeOf('end to end', status, readPlaywrightReport(playwrightReport))
}

/** A run that broke down, or ran nothing, is a failure even if no test says so. */
function outcomeOf(name, status, { passed, failed, failures }) {
  const hasBrokenDown = failed === 0 && (status !== 0 || passed === 0)
  return { name, passed, failed: hasBrokenDown ? 1 : failed, failures }
}

function run(title, command, args, env = {}) {
  console.log(`\n▸ ${title}`)
  const child = spawn(join('node_modules', '.bin', command), args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
