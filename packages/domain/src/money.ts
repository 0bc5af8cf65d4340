// Money: decimal strings on the wire, integer minor units (centavos) in arithmetic. Every sum in Barra passes through here.

/** An amount in integer minor units: 150000 is $ 1.500,00. */
export type MinorUnits = number

/** The largest amount a DECIMAL(10,2) column holds, in minor units. */
export const MAX_MONEY: MinorUnits = 99_999_999_99

const MONEY_PATTERN = /^(-?)(\d{1,8})(?:\.(\d{1,2}))?$/

/** The JSON schema pattern of money on the wire: what MySQL prints for DECIMAL(10,2). */
export const MONEY_WIRE_PATTERN = '^-?\\d{1,8}\\.\\d{2}$'

/**
 * Reads a decimal string ("1500.00", "1500", "-3.5") into minor units.
 * @throws RangeError when the text is no amount that a DECIMAL(10,2) column can hold.
 */
export function parseMoney(text: string): MinorUnits {
  const match = MONEY_PATTERN.exec(text)
  if (!match) throw new RangeError(`not an amount of money: ${JSON.stringify(text)}`)
  const [, sign, whole, fraction = ''] = match
  const minor = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return sign && minor !== 0 ? -minor : minor
}

/**
 * Writes minor units as the decimal string of the wire ("1500.00").
 * @throws RangeError when the value is no integer or does not fit a DECIMAL(10,2) column.
 */
export function formatMoney(minor: MinorUnits): string {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > MAX_MONEY) throw new RangeError(`not an amount in minor units: ${minor}`)
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
