/** What a manager sets once for this terminal. */
export const settings = {
  title: 'Lector y avisos',
  text: 'Valen en esta terminal. Lo que dejes vacío queda como de fábrica.',
  scanner: {
    prefix: 'Prefijo que manda el lector',
    noPrefix: 'Ninguno',
    length: 'Largo del brazalete',
    anyLength: 'Cualquiera',
  },
  thresholds: {
    pendingTickets: 'Demasiados pendientes: más de',
    productsMinutes: 'Productos viejos a los (min)',
    visitsMinutes: 'Visitas viejas a los (min)',
    partnersHours: 'Socios viejos a las (horas)',
    failuresInARow: 'Copias fallidas seguidas',
  },
  save: 'Guardar',
  back: 'Volver',
}
