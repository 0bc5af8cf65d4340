// Whom the order is for, and what a bracelet does to it. Pure: lookups in, the next state out.
import { isOpen, normalizeBracelet, type Guest } from '@barra/domain'
import type { BraceletLookup } from '@barra/local-store'

export type GuestSelection =
  | { readonly kind: 'none' }
  | { readonly kind: 'selected'; readonly guest: Guest }
  /** The last bracelet cannot be charged; nothing is until the cashier chooses whom. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly previous: Guest | null }

export type Refusal =
  | { readonly kind: 'unknown'; readonly bracelet: string }
  | { readonly kind: 'closed'; readonly bracelet: string; readonly guest: Guest; readonly closedAt: string }
  /** Its visit left this terminal while it was selected. */
  | { readonly kind: 'gone'; readonly bracelet: string; readonly name: string }

/** What only the cashier can decide. */
export type GuestQuestion =
  | { readonly kind: 'choose'; readonly bracelet: string; readonly guests: readonly Guest[] }
  /** There is a filled order, and it is somebody else's. */
  | { readonly kind: 'other_guest'; readonly current: Guest; readonly next: Guest }
  /** There is a filled order that is nobody's yet, and this guest has one open already. */
  | { readonly kind: 'own_order'; readonly guest: Guest }

export interface GuestState {
  readonly selection: GuestSelection
  readonly question: GuestQuestion | null
}

export const nobody: GuestState = { selection: { kind: 'none' }, question: null }

export function selected(guest: Guest): GuestState {
  return { selection: { kind: 'selected', guest }, question: null }
}

/** What a bracelet that is not one open guest's changes. The order itself is never touched. */
export function receiveLookup(state: GuestState, bracelet: string, lookup: BraceletLookup): GuestState {
  switch (lookup.kind) {
    case 'unknown':
      return refuse(state, { kind: 'unknown', bracelet })
    case 'closed':
      return refuse(state, { kind: 'closed', bracelet, guest: lookup.guest, closedAt: lookup.closedAt })
    case 'open':
      return { selection: state.selection, question: { kind: 'choose', bracelet, guests: lookup.guests } }
  }
}

/** A guest who is known to be inside, from a scan or picked by hand. */
export function receiveGuest(state: GuestState, guest: Guest, hasOrder: boolean): GuestState {
  const current = ownerOf(state.selection)
  if (!hasOrder || current === null || isSameGuest(current, guest)) return selected(guest)
  return { selection: state.selection, question: { kind: 'other_guest', current, next: guest } }
}

/** The way back from a refused bracelet: to the guest from before it, or to nobody. */
export function keepPrevious({ selection }: GuestState): GuestState {
  return selection.kind === 'refused' && selection.previous ? selected(selection.previous) : nobody
}

/** Whose order it is, whether or not it can be charged now. */
export function ownerOf(selection: GuestSelection): Guest | null {
  switch (selection.kind) {
    case 'none':
      return null
    case 'selected':
      return selection.guest
    case 'refused':
      return selection.previous
  }
}

/**
 * The selection as the data stands now: the guest's row may have changed since the scan, their visit may have closed or left.
 * `live` is null when the terminal does not hold it any more.
 */
export function withLiveGuest(selection: GuestSelection, live: Guest | null): GuestSelection {
  const owner = ownerOf(selection)
  if (!owner) return selection
  if (selection.kind === 'refused')
    return live ? { ...selection, previous: isOpen(live.visit) ? live : null } : { ...selection, previous: null }
  const { bracelet, name } = owner
  if (!live) return { kind: 'refused', refusal: { kind: 'gone', bracelet, name }, previous: null }
  const closedAt = live.visit.hour_exit
  if (closedAt === null) return { kind: 'selected', guest: live }
  return { kind: 'refused', refusal: { kind: 'closed', bracelet, guest: live, closedAt }, previous: null }
}

export function isSameGuest(a: Guest, b: Guest): boolean {
  return a.visit.id_visit === b.visit.id_visit && normalizeBracelet(a.bracelet) === normalizeBracelet(b.bracelet)
}

function refuse({ selection }: GuestState, refusal: Refusal): GuestState {
  return { selection: { kind: 'refused', refusal, previous: ownerOf(selection) }, question: null }
}
