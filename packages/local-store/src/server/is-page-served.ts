/** Whether the server that this page came from gives it now, past the worker that keeps it. */
export async function isPageServed(): Promise<boolean> {
  // An address that no worker keeps an answer for.
  const address = `/?${Date.now()}`
  return fetch(address, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
}
