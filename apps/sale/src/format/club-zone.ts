import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'

/** All times are shown as the club's clocks show them, whatever zone the terminal's system is set to. */
export const clubZone = DEFAULT_CLUB_TIME_ZONE
