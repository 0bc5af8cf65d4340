import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { shutDown } from './shut-down.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server on which one request is under way. */
function aBusyServer({ isAnswering = true } = {}) {
  const server = new EventEmitter()
  const cut = vi.fn(() => void server.emit('close'))
  Object.assign(server, { close: () => server, closeIdleConnections: () => undefined, closeAllConnections: cut })
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
  onTestFinished(() => exit.mockRestore())
  const endStreams = () => (isAnswering ? Promise.resolve() : new Promise<void>(() => undefined))
  const isOver = vi.fn()
  void shutDown(server as unknown as Server, endStreams).then(isOver)
  return { cut, exit, isOver }
}

test('cuts a request that takes longer than a second', async () => {
  const { cut, exit, isOver } = aBusyServer()
  await vi.advanceTimersByTimeAsync(999)
  expect(cut).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(isOver).toHaveBeenCalled()
  expect(exit).not.toHaveBeenCalled()
})

test('leaves within two seconds even if something hangs, and says that it did', async () => {
  const { exit } = aBusyServer({ isAnswering: false })
  await vi.advanceTimersByTimeAsync(1_999)
  expect(exit).toHaveBeenCalledExactlyOnceWith(1)
})
