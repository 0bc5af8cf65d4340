import { describe, expect, it } from 'vitest'
import { toInternational, whatsAppLink } from './whatsapp-link.ts'

describe('a phone as the club typed it', () => {
  it.each([
    ['1155501234', '5491155501234'],
    ['11 5550-1234', '5491155501234'],
    ['011 15 5550-1234', '5491155501234'],
    ['(011) 15-5550-1234', '5491155501234'],
    ['+54 9 11 5550-1234', '5491155501234'],
    ['+54 11 5550-1234', '5491155501234'],
    ['0054 9 11 5550 1234', '5491155501234'],
    ['0351 15 555-1234', '5493515551234'],
    ['351 555 1234', '5493515551234'],
    ['02966 15 55-1234', '5492966551234'],
    ['2966 55-1234', '5492966551234'],
    ['+598 99 123 456', '59899123456'],
    ['00598 99 123 456', '59899123456'],
    ['+1 212 555 0100', '12125550100'],
  ])('%s is %s for WhatsApp', (typed, digits) => {
    expect(toInternational(typed)).toBe(digits)
  })

  it.each(['', '5550-1234', '15 5550-1234', 'no tiene', '+54', '+123', '123456789012345678'])(
    '%j is nobody WhatsApp could find',
    (typed) => {
      expect(toInternational(typed)).toBeNull()
    },
  )

  it('opens with the text, whatever is in it', () => {
    expect(whatsAppLink('11 5550-1234', 'Total: $ 1.500,00 & ¡gracias!\n2 Fernet')).toBe(
      'https://wa.me/5491155501234?text=Total%3A%20%24%201.500%2C00%20%26%20%C2%A1gracias!%0A2%20Fernet',
    )
    expect(whatsAppLink(null, 'x')).toBeNull()
    expect(whatsAppLink(undefined, 'x')).toBeNull()
  })
})
