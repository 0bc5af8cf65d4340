export const time = {
  reading: 'Leyendo el disco…',
  justNow: 'hace instantes',
  ago: 'hace {duration}',
  ahead: 'en {duration}',
  now: 'ahora',
  sinceHour: 'desde las {hour}',
  since: 'desde {moment}',
  fromHour: 'de las {hour}',
  from: 'de {moment}',
  never: 'Nunca',
  percent: '{count}\u00a0%',
  belowOnePercent: '<\u00a01\u00a0%',
}
