import { useMediaQuery } from '@vueuse/core'
import type { Ref } from 'vue'

/** Whether the order is a sheet over the catalogue rather than a column beside it. */
export function useHasSheet(): Readonly<Ref<boolean>> {
  return useMediaQuery('(orientation: portrait), (max-width: 899px)')
}

/** How many tiles a row holds, by the catalogue's own width in px. */
export function columnsFor(widthPx: number, hasSheet: boolean): number {
  if (widthPx < 420) return 2
  if (widthPx < 560) return 3
  if (hasSheet || widthPx < 800) return 4
  if (widthPx < 1080) return 5
  return widthPx < 1400 ? 6 : 8
}
