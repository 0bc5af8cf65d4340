/** `id_day` of a business day ('YYYY-MM-DD'): 1 Sunday … 7 Saturday. */
export function weekdayId(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() + 1
}
