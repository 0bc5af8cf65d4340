// How this terminal sells, as its cashiers like it. Remembered on this machine.
import { rememberedSetting } from '../../settings/remembered-setting.ts'

/** What another guest's bracelet does while an order waits: asks, or leaves that order open in its tab. */
export type OtherGuestHabit = 'ask' | 'leave_open'

export const otherGuestHabit = rememberedSetting<OtherGuestHabit>('barra.other-guest', 'ask')

/** Whether a second scan of the bracelet whose order it is charges the order. */
export const chargesOnRescan = rememberedSetting('barra.charge-on-rescan', false)

export const isMuted = rememberedSetting('barra.muted', false)

/** Whether the device vibrates, where it can. */
export const vibrates = rememberedSetting('barra.vibrates', true)
