import type { tabs as es } from '../es/tabs.ts'

export const tabs: typeof es = {
  elsewhere: {
    title: 'The sale is open in another tab',
    text: 'One tab sells at a time, so that no order is charged twice. If you go on here, the open order moves to this tab.',
    takeOver: 'Sell in this tab',
    takingOver: 'Moving the sale…',
    waiting: 'If the other tab does not answer, close it and the sale moves by itself.',
  },
}
