const OLDEST_MYSQL = [8, 0] as const
const OLDEST_MARIADB = [10, 5] as const

export interface ServerVersion {
  /** As the server calls itself, its brand before it. */
  readonly name: string
  /** `<major>.<minor>` of the oldest version that would do; null when this one does. */
  readonly oldest: string | null
}

/** Judges what `SELECT VERSION()` answers on MySQL or MariaDB. */
export function judgeVersion(version: string): ServerVersion {
  const isMariadb = /mariadb/i.test(version)
  const [brand, oldest] = isMariadb ? (['MariaDB', OLDEST_MARIADB] as const) : (['MySQL', OLDEST_MYSQL] as const)
  // MariaDB calls itself '5.5.5-10.11.6-MariaDB' to old clients.
  const [major = 0, minor = 0] = version
    .replace(/^5\.5\.5-/, '')
    .split('.')
    .map(Number.parseFloat)
  const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  return { name: `${brand} ${version}`, oldest: isNewEnough ? null : oldest.join('.') }
}
