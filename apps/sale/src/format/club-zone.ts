import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'

/** All times are shown as the club's clocks show them, whatever zone the terminal's system is set to. */
export let clubZone: string = DEFAULT_CLUB_TIME_ZONE

/** Of the club that this terminal is paired with; before anything is shown, since nothing follows it. */
export function setClubZone(zone: string = DEFAULT_CLUB_TIME_ZONE): void {
  clubZone = zone
}
