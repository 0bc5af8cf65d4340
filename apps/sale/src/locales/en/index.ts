import { copy } from './copy.ts'
import { digits } from './digits.ts'
import { failures } from './failures.ts'
import { otherServer } from './other-server.ts'
import { ready } from './ready.ts'
import { sale } from './sale.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shift } from './shift.ts'
import { start } from './start.ts'
import { sync } from './sync.ts'
import { tabs } from './tabs.ts'
import { tickets } from './tickets.ts'
import { time } from './time.ts'
import { training } from './training.ts'

export const en = {
  copy,
  digits,
  failures,
  otherServer,
  ready,
  sale,
  settings,
  shell,
  shift,
  start,
  sync,
  tabs,
  tickets,
  time,
  training,
}
