// When the terminal starts to worry. Everything that turns amber or red asks here.
import { computed } from 'vue'
import type { PulledResource } from '@barra/local-store'
import { rememberedSetting } from './settings/remembered-setting.ts'

/** What a manager may set for this terminal, where nobody did. */
export const DEFAULT_THRESHOLDS = {
  /** More pending tickets than this is red. */
  pendingTickets: 10,
  /** No successful pull for longer than this warns. */
  productsMinutes: 60,
  visitsMinutes: 60,
  partnersHours: 24,
  /** This many failed pulls in a row is an error. */
  failuresInARow: 3,
} as const

export type ThresholdName = keyof typeof DEFAULT_THRESHOLDS
export type Thresholds = Readonly<Record<ThresholdName, number>>

/** Clocks further apart than this make times that mislead. */
const CLOCK_DIFFERENCE_MS = 60_000

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const chosen = rememberedSetting<Partial<Thresholds>>('barra.thresholds', {})

export const thresholds = computed(() => thresholdsFrom(chosen.value))

/** @param next what is not among them is as it was before anybody set it */
export function chooseThresholds(next: Partial<Thresholds>): void {
  chosen.value = next
}

/** The defaults, overridden by what is stored and makes sense. */
export function thresholdsFrom(stored: unknown): Thresholds {
  const isThreshold = ([name, value]: [string, unknown]) =>
    name in DEFAULT_THRESHOLDS && Number.isSafeInteger(value) && Number(value) > 0
  return { ...DEFAULT_THRESHOLDS, ...Object.fromEntries(Object.entries(Object(stored) as object).filter(isThreshold)) }
}

export function tooManyPending(count: number): boolean {
  return count > thresholds.value.pendingTickets
}

/** How old the copy of a collection may be, in ms. */
export function dataAgeLimitMs(resource: PulledResource, limits: Thresholds = thresholds.value): number {
  switch (resource) {
    case 'products':
      return limits.productsMinutes * MINUTE_MS
    case 'visits':
      return limits.visitsMinutes * MINUTE_MS
    case 'partners':
      return limits.partnersHours * HOUR_MS
  }
}

/** Whether a moment is still to come by this clock, which was set back since then: how long ago it was nobody knows. */
export function isOfAnotherClock(at: string, now: Date): boolean {
  return isClockOff(Math.min(0, now.getTime() - Date.parse(at)))
}

/** Whether what was pulled then is older than it may be, or may be. */
export function isDataLate(
  resource: PulledResource,
  pulledAt: string,
  now: Date,
  limits: Thresholds = thresholds.value,
): boolean {
  return now.getTime() - Date.parse(pulledAt) > dataAgeLimitMs(resource, limits) || isOfAnotherClock(pulledAt, now)
}

/** @param aheadMs how far the terminal's clock is ahead of the server's */
export function isClockOff(aheadMs: number): boolean {
  return Math.abs(aheadMs) > CLOCK_DIFFERENCE_MS
}
