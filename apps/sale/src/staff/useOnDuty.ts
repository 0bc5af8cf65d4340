import { computed, type ComputedRef } from 'vue'
import type { StaffState } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'

export interface OnDuty {
  /** There are cashiers to choose from. */
  readonly isAsked: boolean
  /** Who sells; null if nobody has said so. */
  readonly name: string | null
}

/** Who sells at this terminal; undefined until the disk has told. */
export function useOnDuty(): ComputedRef<OnDuty | undefined> {
  const { staff, shifts } = useLocalStore()
  const state = useLive<StaffState>(staff.state$)
  const shift = useLive(shifts.current$)
  return computed(() => {
    if (state.value === undefined || shift.value === undefined) return undefined
    return { isAsked: state.value.cashiers.length > 0, name: shift.value?.on_duty ?? null }
  })
}
