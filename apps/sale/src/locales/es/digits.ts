export const digits = {
  digit: 'Número {digit}',
  deleteLast: 'Borrar el último',
}
