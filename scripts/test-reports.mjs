// What the test runners' JSON reports say: how many tests passed and failed, and which failed, with what they said first.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const MOST_LINES = 12

/** A report that is missing or broken off counts nothing: the run's exit code tells. A skipped test counts as failed. */
export function readVitestReport(path) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = readReport(path)
  const failures = testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const tests = assertionResults.filter(({ status }) => status === 'failed')
    if (tests.length === 0) return message ? [failure(file, [message])] : []
    return tests.map((test) => failure(`${file} › ${test.fullName}`, test.failureMessages))
  })
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests, failures }
}

/** As `readVitestReport`. */
export function readPlaywrightReport(path) {
  const { stats: { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = {}, suites = [], errors = [] } = readReport(path)
  const failures = [
    ...errors.map(({ message }) => failure('outside any test', [message])),
    ...suites.flatMap(specsOf).flatMap(({ file, line, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) =>
          failure(
            `${file}:${line} › ${title} [${projectName}]`,
            results.flatMap((result) => result.errors.map(({ message }) => message)),
          ),
        ),
    ),
  ]
  return { passed: expected, failed: unexpected + flaky + skipped, failures }
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function failure(test, messages) {
  const lines = messages
    .flatMap((message) => stripVTControlCharacters(message ?? '').split('\n'))
    .filter((line) => !/^\s+at .*(node_modules|<anonymous>)/.test(line))
  const rest = lines.length > MOST_LINES ? [`… ${lines.length - MOST_LINES} lines more, above`] : []
  return { test, lines: [...lines.slice(0, MOST_LINES), ...rest] }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}
