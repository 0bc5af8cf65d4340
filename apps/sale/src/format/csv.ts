// CSV as a spreadsheet set to Argentina opens it with a double click: RFC 4180, but ';' between fields since ',' is the decimal point,
// and a byte order mark, without which Excel takes the letters for another encoding.
import { formatMoney, type MinorUnits } from '@barra/domain'

export type CsvValue = string | number | CsvMoney

/** An amount, written with a decimal comma and nothing else, so that a spreadsheet can add it up. */
interface CsvMoney {
  readonly minor: MinorUnits
}

const BYTE_ORDER_MARK = '\uFEFF'
const SEPARATOR = ';'

export function toCsv(rows: readonly (readonly CsvValue[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(field).join(SEPARATOR)}\r\n`).join('')
}

function field(value: CsvValue): string {
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (typeof value === 'object') return formatMoney(value.minor).replace('.', ',')
  const text = harmless(value)
  return /[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Text that a spreadsheet would take for a formula gets an apostrophe: a guest's name must not run anything. */
function harmless(text: string): string {
  return /^\s*[=+\-@]/.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text
}
