export const time = {
  justNow: 'recién',
  ago: 'hace {duration}',
  ahead: 'en {duration}',
  now: 'ahora',
  sinceHour: 'desde las {hour}',
  since: 'desde {moment}',
  fromHour: 'de las {hour}',
  from: 'de {moment}',
  never: 'Nunca',
}
