// Installs node packages when they are missing or are not those of package-lock.json. Needs nothing but Node itself.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runStep } from './run-step.mjs'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19]

/** Leaves node_modules as package-lock.json says; costs milliseconds when it is so already. Ends the process when it cannot. */
export async function ensureNodePackages() {
  if (isNodeTooOld()) {
    console.error(`Barra needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
  if (areInstalled()) return
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = npmCommand()
  await runStep('Installing node packages (npm ci)', npm.command, [...npm.args, ...args], {
    cwd: ROOT,
    shell: npm.shell,
    // The npm of a start that was killed may be at it still, and the two remove each other's files.
    tries: 4,
  })
}

function isNodeTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

/** npm writes down what it installed, last of all, so a broken-off installation counts as none. */
function areInstalled() {
  const installedFile = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = readPackages(join(ROOT, 'package-lock.json'))
  const installed = readPackages(installedFile)
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    // Binaries for other machines are optional and not here.
    return found ? found.version === version && found.link === link : optional === true
  })
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/** The npm that runs this script, or else the one on the path, which Windows finds through a shell only. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && cli.endsWith('.js')) return { command: process.execPath, args: [cli], shell: false }
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}
