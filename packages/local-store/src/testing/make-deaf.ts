import { vi } from 'vitest'

/** Channels of this name that are opened from now on hear nothing. @returns how to end it */
export function makeDeaf(channelName: string): () => void {
  vi.stubGlobal(
    'BroadcastChannel',
    class extends BroadcastChannel {
      override addEventListener(...args: Parameters<BroadcastChannel['addEventListener']>): void {
        if (this.name !== channelName) super.addEventListener(...args)
      }

      override set onmessage(listener: BroadcastChannel['onmessage']) {
        if (this.name !== channelName) super.onmessage = listener
      }
    },
  )
  return () => void vi.unstubAllGlobals()
}
