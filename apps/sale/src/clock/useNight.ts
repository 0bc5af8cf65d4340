import { computed, type ComputedRef } from 'vue'
import { businessDay } from '@barra/domain'
import { clubZone } from '../format/club-zone.ts'
import { useNow } from './useNow.ts'

/** Tells what belongs to the night under way. It changes once a day, so lists that depend on it do not follow the clock. */
export function useNight(): ComputedRef<(iso: string) => boolean> {
  const now = useNow()
  const tonight = computed(() => businessDay(now.value, clubZone))
  return computed(() => {
    const night = tonight.value
    return (iso) => businessDay(new Date(iso), clubZone) === night
  })
}
