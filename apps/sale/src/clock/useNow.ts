import { createSharedComposable, useNow as useTickingNow } from '@vueuse/core'

/** The present, as one `Ref<Date>` for everybody who shows a relative time; it moves once a second. */
export const useNow = createSharedComposable(() => useTickingNow({ interval: 1000 }))
