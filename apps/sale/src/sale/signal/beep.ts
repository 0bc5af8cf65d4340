// Short tones for a loud room: one high for "taken", two low for "look at the screen".
import { isMuted } from '../settings/sale-settings.ts'

const TONES = {
  ok: [{ hertz: 1320, atS: 0, forS: 0.08 }],
  ask: [
    { hertz: 880, atS: 0, forS: 0.09 },
    { hertz: 880, atS: 0.14, forS: 0.09 },
  ],
  error: [
    { hertz: 220, atS: 0, forS: 0.16 },
    { hertz: 165, atS: 0.2, forS: 0.26 },
  ],
} as const

export type Tone = keyof typeof TONES

let context: AudioContext | undefined

/** Sounds at once, or not at all where the browser gives no sound; never throws. */
export function beep(kind: Tone): void {
  if (isMuted.value || typeof AudioContext === 'undefined') return
  try {
    context ??= new AudioContext()
    void context.resume()
    for (const { hertz, atS, forS } of TONES[kind]) tone(context, hertz, context.currentTime + atS, forS)
  } catch {
    // No sound card: the screen says it all anyway.
  }
}

function tone(audio: AudioContext, hertz: number, startS: number, forS: number): void {
  const oscillator = audio.createOscillator()
  const volume = audio.createGain()
  oscillator.type = 'square'
  oscillator.frequency.value = hertz
  volume.gain.setValueAtTime(0.18, startS)
  volume.gain.exponentialRampToValueAtTime(0.001, startS + forS)
  oscillator.connect(volume).connect(audio.destination)
  oscillator.start(startS)
  oscillator.stop(startS + forS)
}
