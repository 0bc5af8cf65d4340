// What the hands and ears are told of a scan or a charge, so that the eyes can stay on the guest.
import { vibrates } from '../settings/sale-settings.ts'
import { beep, type Tone } from './beep.ts'

/** In ms: on, off, on. One short for "taken", more and longer for "look at the screen". */
const VIBRATIONS: Readonly<Record<Tone, number[]>> = { ok: [40], ask: [60, 60, 60], error: [200, 80, 200] }

/** Sounds and vibrates where that is wanted and there is something to do it with; never throws. */
export function signal(kind: Tone): void {
  beep(kind)
  if (vibrates.value) globalThis.navigator?.vibrate?.(VIBRATIONS[kind])
}
