import type { time as es } from '../es/time.ts'

export const time: typeof es = {
  reading: 'Reading the disk…',
  justNow: 'moments ago',
  ago: '{duration} ago',
  ofAnotherClock: 'before the clock was set',
  ahead: 'in {duration}',
  now: 'now',
  sinceHour: 'since {hour}',
  since: 'since {moment}',
  fromHour: 'from {hour}',
  from: 'from {moment}',
  never: 'Never',
  percent: '{count}%',
  belowOnePercent: '<\u00a01%',
}
