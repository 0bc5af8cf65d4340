import type { ShallowRef } from 'vue'
import type { OnDuty } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'

/** Who sells at this terminal; undefined until the disk has told. */
export function useOnDuty(): Readonly<ShallowRef<OnDuty | undefined>> {
  return useLive(useLocalStore().shifts.onDuty$)
}
