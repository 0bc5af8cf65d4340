// What tests need from the system: Debian's Chromium and a MariaDB to throw away. Installed where that can be done, named where not.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'

const needed = [
  { binary: 'chromium-headless-shell', variable: 'CHROMIUM_HEADLESS_SHELL_PATH', debianPackage: 'chromium-headless-shell' },
  { binary: 'chromium', variable: 'CHROMIUM_PATH', debianPackage: 'chromium' },
  { binary: 'mariadbd', variable: 'MARIADBD_PATH', debianPackage: 'mariadb-server-core' },
  { binary: 'mariadb-install-db', variable: 'MARIADB_INSTALL_DB_PATH', debianPackage: 'mariadb-server-core' },
  { binary: 'mariadb', variable: 'MARIADB_PATH', debianPackage: 'mariadb-client-core' },
]

/**
 * Installs what is missing with apt-get as root or through sudo, else says what to install and ends the process.
 * Tests find each binary by its environment variable, set here unless it is set already.
 */
export function ensureSystemPackages() {
  install([...new Set(needed.filter(isMissing).map(({ debianPackage }) => debianPackage))])
  for (const { binary, variable } of needed) process.env[variable] ||= findBinary(binary)
}

function install(missing) {
  if (missing.length === 0) return
  const apt = aptGet()
  if (!apt) fail(missing, 'this is no Debian or Ubuntu, or neither root nor sudo is at hand')
  console.log(`Installing ${missing.join(', ')} …`)
  const isDone = run([...apt, 'update', '-qq']) && run([...apt, 'install', '-y', '-qq', '--no-install-recommends', ...missing])
  if (!isDone) fail(missing, 'apt-get could not install them')
}

function isMissing({ binary, variable }) {
  return !process.env[variable] && !findBinary(binary)
}

function findBinary(binary) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, binary)).find((path) => existsSync(path))
}

function aptGet() {
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  if (!/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease)) return null
  if (userInfo().uid === 0) return ['apt-get']
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'apt-get'] : null
}

function run([command, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
}

function fail(missing, reason) {
  console.error(
    `The tests need ${missing.join(', ')} (names of Debian packages) and ${reason}. Install them and run npm test again.`,
  )
  process.exit(1)
}
