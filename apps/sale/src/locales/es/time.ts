export const time = {
  justNow: 'recién',
  ago: 'hace {duration}',
  ahead: 'en {duration}',
  now: 'ahora',
  never: 'Nunca',
}
