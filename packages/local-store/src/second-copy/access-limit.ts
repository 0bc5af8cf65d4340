/**
 * Gives up on a disk that answers no more: a stick on its way out may keep the browser waiting for ever. The work is told by the signal,
 * so that it does nothing late.
 * @throws the signal's TimeoutError when the time is over
 */
export function withinLimit<Result>(limitMs: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(limitMs)
  const over = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as DOMException), { once: true })
  })
  return Promise.race([work(signal), over])
}
