import type { digits as es } from '../es/digits.ts'

export const digits: typeof es = {
  digit: 'Digit {digit}',
  deleteLast: 'Delete the last',
}
