import { wallClockToIso } from '@barra/domain'

const WALL_CLOCK = /^(\d{4}-\d{2}-\d{2}) (\d{2})(:[0-5]\d:[0-5]\d)$/
const REMEMBERED_HOURS = 10_000

/**
 * Reads DATETIME texts of one zone as ISO 8601 with offset; null when the text is no time, such as '0000-00-00 00:00:00'.
 * Remembers the offset of each hour that has one throughout, since asking for it costs more than all else in a page.
 */
export function wallClockReader(zone: string): (text: string) => string | null {
  const offsets = new Map<string, string | null>()

  const offsetOf = (day: string, hour: string): string | null => {
    const key = `${day} ${hour}`
    const known = offsets.get(key)
    if (known !== undefined) return known
    if (offsets.size >= REMEMBERED_HOURS) offsets.clear()
    const offset = offsetOfWholeHour(day, hour, zone)
    offsets.set(key, offset)
    return offset
  }

  return (text) => {
    const match = WALL_CLOCK.exec(text)
    if (!match) return readOne(text, zone)
    const [, day, hour, rest] = match as unknown as [string, string, string, string]
    const offset = offsetOf(day, hour)
    return offset === null ? readOne(text, zone) : `${day}T${hour}${rest}${offset}`
  }
}

/** Null when the hour has two offsets or does not exist: a change of clocks, or no date at all. */
function offsetOfWholeHour(day: string, hour: string, zone: string): string | null {
  const first = `${day}T${hour}:00:00`
  const last = `${day}T${hour}:59:59`
  const firstIso = readOne(first.replace('T', ' '), zone)
  const lastIso = readOne(last.replace('T', ' '), zone)
  if (!firstIso?.startsWith(first) || !lastIso?.startsWith(last)) return null
  const offset = firstIso.slice(first.length)
  return offset === lastIso.slice(last.length) ? offset : null
}

function readOne(text: string, zone: string): string | null {
  try {
    return wallClockToIso(text, zone)
  } catch {
    return null
  }
}
