/** Over which the tabs of a terminal, and of a training on it, tell each other how the pulls stand. */
export const PULL_CHANNELS = ['barra-pull-statuses', 'barra-training-pull-statuses'] as const

/** Runs in the page: whether no pull is under way or due. It is asked as a tab asks that has just opened; false where nobody answers. */
export async function arePullsAtRest(channels: readonly string[]): Promise<boolean> {
  const COLLECTIONS = 3
  const ANSWERED_WITHIN_MS = 1_000
  const open = channels.map((name) => new BroadcastChannel(name))
  const answered = open.map(
    (channel) =>
      new Promise<boolean>((resolve) => {
        const isRunning = new Map<string, boolean>()
        channel.onmessage = ({ data }) => {
          if (typeof data !== 'object') return
          isRunning.set(data.resource, data.status.isRunning)
          if (isRunning.size === COLLECTIONS) resolve(![...isRunning.values()].includes(true))
        }
        channel.postMessage('how_do_they_stand')
      }),
  )
  const unanswered = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWERED_WITHIN_MS))
  return Promise.race([...answered, unanswered]).finally(() => open.forEach((channel) => channel.close()))
}
