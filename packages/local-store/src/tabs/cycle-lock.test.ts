import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import { isLockHeldElsewhere, withLock } from './cycle-lock.ts'

test('a lock that is let go here while the browser tells who holds it is not said to be held elsewhere', async () => {
  const name = newId()
  const { promise: isOver, resolve: letGo } = Promise.withResolvers<null>()
  const { promise: isHeld, resolve: begin } = Promise.withResolvers<null>()
  const cycle = withLock(name, () => {
    begin(null)
    return isOver
  })
  await isHeld
  const query = navigator.locks.query.bind(navigator.locks)
  const asked = vi.spyOn(navigator.locks, 'query').mockImplementation(async () => {
    const told = await query()
    letGo(null)
    await cycle
    return told
  })
  onTestFinished(() => asked.mockRestore())
  const seen: boolean[] = []
  const looking = isLockHeldElsewhere(name).subscribe((isElsewhere) => seen.push(isElsewhere))
  onTestFinished(() => looking.unsubscribe())
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce())
  await asked.mock.results[0]!.value
  await new Promise((resolve) => setTimeout(resolve))
  expect(seen).toEqual([false])
})
