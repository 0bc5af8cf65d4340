/** Calls `beat` at an interval, until the function it returns is called; never when the interval is null. */
export function everySoOften(intervalMs: number | null, beat: () => void): () => void {
  if (intervalMs === null) return () => {}
  const timer = setInterval(beat, intervalMs)
  return () => clearInterval(timer)
}
