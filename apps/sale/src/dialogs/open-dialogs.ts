// How many modal dialogs are over the screen, whoever opened them: what is under them listens to no keys meanwhile.
import { computed, shallowRef, watch } from 'vue'

const count = shallowRef(0)

export const isAnyDialogOpen = computed(() => count.value > 0)

/** Counts a dialog for as long as it is open and the calling component lives. */
export function countOpenDialog(isOpen: () => boolean = () => true): void {
  watch(
    isOpen,
    (isOpenNow, _before, onCleanup) => {
      if (!isOpenNow) return
      count.value += 1
      onCleanup(() => (count.value -= 1))
    },
    { immediate: true, flush: 'sync' },
  )
}
