/** Who is at an address that gave this page no answer. `unreadable`: somebody, whose answers it may not read. `forbidden`: this page's own policy keeps it from asking. */
export type WhoAnswers = 'nobody' | 'unreadable' | 'forbidden'

const LIMIT_MS = 3_000

/** Asks once more in the way that needs no leave of who answers; what comes back tells no more than that somebody is there. */
export async function whoAnswers(url: string): Promise<WhoAnswers> {
  const { origin } = new URL(url)
  let isForbidden = false
  const heard = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    isForbidden ||= URL.canParse(blockedURI) && new URL(blockedURI).origin === origin
  }
  document.addEventListener('securitypolicyviolation', heard)
  try {
    const signal = AbortSignal.timeout(LIMIT_MS)
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal })
    return 'unreadable'
  } catch {
    // The browser tells of a violation a little after the request failed by it.
    await new Promise((resolve) => setTimeout(resolve, 50))
    return isForbidden ? 'forbidden' : 'nobody'
  } finally {
    document.removeEventListener('securitypolicyviolation', heard)
  }
}
