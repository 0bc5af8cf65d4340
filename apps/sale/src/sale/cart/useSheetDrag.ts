import type { Ref } from 'vue'

export type SheetHeight = 'closed' | 'half' | 'full'

const ORDER: readonly SheetHeight[] = ['closed', 'half', 'full']
const DRAG_PX = 24

/** The handle's gestures: dragged up or down it goes one step that way, tapped it goes round. */
export function useSheetDrag(height: Ref<SheetHeight>) {
  let startY = 0
  let wasDragged = false

  function step(by: 1 | -1): void {
    height.value = ORDER[ORDER.indexOf(height.value) + by] ?? height.value
  }

  return {
    pointerdown: (event: PointerEvent) => {
      startY = event.clientY
      wasDragged = false
      ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    },
    pointerup: (event: PointerEvent) => {
      const movedPx = event.clientY - startY
      if (Math.abs(movedPx) < DRAG_PX) return
      wasDragged = true
      step(movedPx < 0 ? 1 : -1)
    },
    click: () => {
      if (!wasDragged) height.value = ORDER[(ORDER.indexOf(height.value) + 1) % ORDER.length]!
      wasDragged = false
    },
  }
}
