// Runs one long step as a child process, says so, and keeps saying that it still runs.
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const REMINDER_MS = 10_000
const PAUSE_BETWEEN_TRIES_MS = 10_000

/** Prints a line with the seconds since this process began. */
function say(text) {
  console.log(`[${seconds(performance.now())} s] ${text}`)
}

/**
 * Runs a command to its end, several times if it fails and may be tried so often; ends this process with the child's code when it
 * failed, and ends the child when this one is told to.
 */
export async function runStep(title, command, args, { tries = 1, ...options } = {}) {
  say(`${title} …`)
  const startedAt = performance.now()
  const reminder = setInterval(() => say(`${title}: still at it after${seconds(performance.now() - startedAt)} s`), REMINDER_MS)
  let code = await run(command, args, options)
  for (let left = tries - 1; code !== 0 && left > 0; left--) {
    say(`${title} failed; trying again`)
    await sleep(PAUSE_BETWEEN_TRIES_MS)
    code = await run(command, args, options)
  }
  clearInterval(reminder)
  if (code !== 0) {
    console.error(`${title} failed.`)
    process.exit(code)
  }
}

async function run(command, args, options) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
  let isToldToStop = false
  const passOn = (signal) => {
    isToldToStop = true
    child.kill(signal)
  }
  process.on('SIGINT', passOn).on('SIGTERM', passOn)
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  process.off('SIGINT', passOn).off('SIGTERM', passOn)
  if (isToldToStop) process.exit(code || 1)
  return code
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(1).padStart(5)
}
