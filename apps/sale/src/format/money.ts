import { parseMoney, type MinorUnits } from '@barra/domain'

// The club's money looks the same in every language of the interface: "$ 6.500,00", with a no-break space.
const pesos = new Intl.NumberFormat('es-AR', { style: 'currency', currency: 'ARS' })

/** "$ 6.500,00" of an amount in minor units or of the wire's decimal string. */
export function moneyText(amount: MinorUnits | string): string {
  return pesos.format(inPesos(amount))
}

/** The same text in two parts, so that a list can show the cents (with their comma) more quietly. */
export function moneyParts(amount: MinorUnits | string): { readonly whole: string; readonly cents: string } {
  const text = moneyText(amount)
  const comma = text.lastIndexOf(',')
  return { whole: text.slice(0, comma), cents: text.slice(comma) }
}

function inPesos(amount: MinorUnits | string): number {
  return (typeof amount === 'string' ? parseMoney(amount) : amount) / 100
}
