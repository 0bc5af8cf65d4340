// Arithmetic on club wall-clock time while the club is being made up: milliseconds as if the wall clock showed UTC.

export type WallMs = number

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS' to milliseconds. */
export function parseWall(text: string): WallMs {
  return Date.parse(`${text.length === 10 ? `${text} 00:00:00` : text}Z`.replace(' ', 'T'))
}

/** 'YYYY-MM-DD HH:MM:SS', as DATETIME columns hold it. */
export function formatWall(wall: WallMs): string {
  return new Date(wall).toISOString().slice(0, 19).replace('T', ' ')
}
