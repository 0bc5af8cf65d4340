import type { Ref } from 'vue'

export type SheetHeight = 'closed' | 'half' | 'full'

const ORDER: readonly SheetHeight[] = ['closed', 'half', 'full']
const DRAG_PX = 24

/** For what the sheet is held by: dragged up or down it goes one step that way, and whatever was under the finger is not tapped. */
export function useSheetDrag(height: Ref<SheetHeight>) {
  let startY: number | null = null
  let wasDragged = false

  return {
    pointerdown: ({ clientY }: PointerEvent) => {
      startY = clientY
      wasDragged = false
    },
    pointermove: (event: PointerEvent) => {
      if (startY === null || Math.abs(event.clientY - startY) < DRAG_PX) return
      const by = event.clientY < startY ? 1 : -1
      height.value = ORDER[ORDER.indexOf(height.value) + by] ?? height.value
      startY = null
      wasDragged = true
      // What it was held by may be gone or elsewhere by the time the finger lifts.
      ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    },
    pointerup: () => (startY = null),
    pointercancel: () => (startY = null),
    clickCapture: (event: MouseEvent) => {
      if (wasDragged) event.stopPropagation()
      wasDragged = false
    },
  }
}
