const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** "212 MB", "38,4 GB": thousands as 1000, one decimal below 100 gigabytes and above. */
export function bytesText(bytes: number, locale: string): string {
  let value = bytes / 1000
  let power = 0
  while (value >= 1000 && power < UNITS.length - 1) {
    value /= 1000
    power += 1
  }
  const maximumFractionDigits = power >= 2 && value < 100 ? 1 : 0
  const options = { style: 'unit', unit: UNITS[power], unitDisplay: 'short', maximumFractionDigits } as const
  return new Intl.NumberFormat(locale, options).format(value).replaceAll(' ', '\u00a0')
}
