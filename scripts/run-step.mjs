// Runs one long step as a child process, says so, and keeps saying that it still runs.
import { spawn } from 'node:child_process'

const REMINDER_MS = 10_000

/** Prints a line with the seconds since this process began. */
function say(text) {
  console.log(`[${seconds(performance.now())} s] ${text}`)
}

/** Runs a command to its end; ends this process with the child's code when it fails, and ends the child when this one is told to. */
export async function runStep(title, command, args, options = {}) {
  say(`${title} …`)
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
  const startedAt = performance.now()
  const reminder = setInterval(() => say(`${title}: still at it after${seconds(performance.now() - startedAt)} s`), REMINDER_MS)
  const passOn = (signal) => child.kill(signal)
  process.on('SIGINT', passOn).on('SIGTERM', passOn)
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  process.off('SIGINT', passOn).off('SIGTERM', passOn)
  clearInterval(reminder)
  if (code !== 0) {
    console.error(`${title} failed.`)
    process.exit(code)
  }
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(1).padStart(5)
}
