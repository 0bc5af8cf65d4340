// How many modal dialogs are over the screen, whoever opened them: what is under them listens to no keys meanwhile.
import { computed, onScopeDispose, shallowRef } from 'vue'

const count = shallowRef(0)

export const isAnyDialogOpen = computed(() => count.value > 0)

/** Counts a dialog for as long as the calling component lives. */
export function countOpenDialog(): void {
  count.value += 1
  onScopeDispose(() => (count.value -= 1))
}
