// A link that opens WhatsApp with a text ready to send. It needs the number in international form, which nobody types.

const ARGENTINA = '54'
const NATIONAL_DIGITS = 10
/** Every area begins like one of these; 15 and 9, for one, do not. */
const AREA = /^(11|2|3)/

/** `https://wa.me/<digits>?text=…`; null when what the club typed is no number that WhatsApp could find. */
export function whatsAppLink(phone: string | null | undefined, text: string): string | null {
  const digits = toInternational(phone ?? '')
  return digits && `https://wa.me/${digits}?text=${encodeURIComponent(text)}`
}

/** Digits with the country's code. What has none is Argentine. */
export function toInternational(phone: string): string | null {
  const digits = phone.replace(/\D/g, '')
  const isForeign = /^\s*(\+|00)/.test(phone) && !/^(00)?54/.test(digits)
  if (isForeign) {
    const number = phone.trim().startsWith('+') ? digits : digits.slice(2)
    return number.length >= 8 && number.length <= 15 ? number : null
  }
  const national = toNational(digits)
  // The 9 says mobile: WhatsApp does not find an Argentine mobile without it.
  return national && `${ARGENTINA}9${national}`
}

/** Area and number, 10 digits: without 54, the 9 of a mobile seen from abroad, the 0 of a long-distance call, and the 15 of a mobile. */
function toNational(digits: string): string | null {
  let rest = digits.replace(/^00/, '')
  if (rest.length > NATIONAL_DIGITS && rest.startsWith(ARGENTINA)) rest = rest.slice(2)
  if (rest.length > NATIONAL_DIGITS && rest.startsWith('9')) rest = rest.slice(1)
  if (rest.length > NATIONAL_DIGITS && rest.startsWith('0')) rest = rest.slice(1)
  if (rest.length === NATIONAL_DIGITS + 2) rest = withoutMobilePrefix(rest)
  return rest.length === NATIONAL_DIGITS && AREA.test(rest) ? rest : null
}

/** An area has 2, 3 or 4 digits, and the 15 stands after it. 11 is the only area of two. */
function withoutMobilePrefix(digits: string): string {
  const areas = digits.startsWith('11') ? [2] : [3, 4]
  const area = areas.find((length) => digits.slice(length, length + 2) === '15')
  return area === undefined ? digits : digits.slice(0, area) + digits.slice(area + 2)
}
