// How this terminal sells, as its cashiers like it. Remembered on this machine.
import { useLocalStorage } from '@vueuse/core'

/** What another guest's bracelet does while an order waits: asks, or leaves that order open in its tab. */
export type OtherGuestHabit = 'ask' | 'leave_open'

export const otherGuestHabit = useLocalStorage<OtherGuestHabit>('barra.other-guest', 'ask')

/** Whether a second scan of the bracelet whose order it is charges the order. */
export const chargesOnRescan = useLocalStorage('barra.charge-on-rescan', false)

export const isMuted = useLocalStorage('barra.muted', false)

/** Whether the device vibrates, where it can. */
export const vibrates = useLocalStorage('barra.vibrates', true)
