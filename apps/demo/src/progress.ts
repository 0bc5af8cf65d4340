/** One line for a step that takes a while, with the seconds since the process began. */
export function progress(step: string): void {
  process.stdout.write(`[${(performance.now() / 1000).toFixed(1).padStart(5)} s] ${step}\n`)
}
