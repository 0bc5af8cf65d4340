import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '')

test('begins with a byte order mark and ends every line as RFC 4180 says', () => {
  expect(
    toCsv([
      ['Ticket', 'Importe'],
      ['1-0001', 3],
    ]),
  ).toBe('\uFEFFTicket;Importe\r\n1-0001;3\r\n')
})

test('quotes what would break a field, and doubles quotes', () => {
  expect(withoutMark(toCsv([['a;b', 'c"d', 'e\nf', 'g,h', ' i ', '']]))).toBe('"a;b";"c""d";"e\nf";"g,h"; i ;\r\n')
})

test('writes money with a decimal comma and no other sign, negative amounts too', () => {
  expect(withoutMark(toCsv([[{ minor: 1_874_300_05 }, { minor: -6_500_00 }, { minor: 0 }]]))).toBe('1874300,05;-6500,00;0,00\r\n')
})

test('text can be no formula, whatever a guest is called', () => {
  const names = ['=1+1', '+54 11', '-5', '@x', '\t=1', '\r=1', ' =1', '=cmd|"/c calc"!A1']
  for (const name of names) {
    const cell = withoutMark(toCsv([[name]]))
      .trimEnd()
      .replace(/^"/, '')
    expect(cell.startsWith("'"), name).toBe(true)
  }
  expect(withoutMark(toCsv([['Caro = Sol']]))).toBe('Caro = Sol\r\n')
})
