/** How long the screen says by itself that a sale is saved. */
export const SALE_SAVED_MS = 1_500
/** How long a change of the order can be undone. */
export const UNDO_MS = 5_000
/** How long who asks for a new version of the app waits for it. */
export const UPDATE_ANSWER_MS = 10_000
/** How soon a terminal without a server looks for it again. */
export const LOOK_FOR_SERVER_MS = 3_000

/** Runs in the page: what it would end after that long goes on. */
export function holdTimers(heldMs: number): void {
  const { setTimeout } = window
  Object.assign(window, {
    setTimeout: (task: () => void, ms?: number, ...args: unknown[]) => (ms === heldMs ? 0 : setTimeout(task, ms, ...args)),
  })
}
