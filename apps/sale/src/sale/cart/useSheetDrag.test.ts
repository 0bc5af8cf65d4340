import { expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { useSheetDrag, type SheetHeight } from './useSheetDrag.ts'

function heldSheet(height: SheetHeight) {
  const shown = ref<SheetHeight>(height)
  const drag = useSheetDrag(shown)
  const at = (clientY: number) =>
    ({ clientY, pointerId: 1, currentTarget: { setPointerCapture: vi.fn() } }) as unknown as PointerEvent
  return {
    shown,
    move: (...[from, ...to]: [number, ...number[]]) => {
      drag.pointerdown(at(from))
      for (const y of to) drag.pointermove(at(y))
      drag.pointerup()
    },
    /** Whether a tap gets to what lies under the finger. */
    isTapped: () => {
      const stopPropagation = vi.fn()
      drag.clickCapture({ stopPropagation } as unknown as MouseEvent)
      return stopPropagation.mock.calls.length === 0
    },
  }
}

test('one step a drag, however far, and none beyond the ends', () => {
  const { shown, move } = heldSheet('half')
  move(500, 470, 300, 100)
  expect(shown.value).toBe('full')
  move(500, 400)
  expect(shown.value).toBe('full')
  move(100, 130)
  move(100, 700)
  expect(shown.value).toBe('closed')
})

test('what is dragged is not tapped, and what trembles is not dragged', () => {
  const { shown, move, isTapped } = heldSheet('half')
  move(500, 490)
  expect(shown.value).toBe('half')
  expect(isTapped()).toBe(true)
  move(500, 460)
  expect(isTapped()).toBe(false)
  expect(isTapped()).toBe(true)
})
