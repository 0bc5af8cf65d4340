import { computed, type Ref } from 'vue'
import { useElementSize, usePreferredReducedMotion, useScroll } from '@vueuse/core'
import { rowAt, rowHeight, rowOffsets, type CatalogueRow } from './catalogue-rows.ts'

/** Rows drawn beyond each edge, so that a flick of the finger meets tiles and not a gap. */
const MARGIN_PX = 1240

/** Only the rows in sight of a scrolling element, each with its place. */
export function useVisibleRows(scroller: Readonly<Ref<HTMLElement | null>>, rows: Readonly<Ref<readonly CatalogueRow[]>>) {
  const { y } = useScroll(scroller)
  const { height } = useElementSize(scroller)
  const motion = usePreferredReducedMotion()
  const offsets = computed(() => rowOffsets(rows.value))

  const visible = computed(() => {
    if (rows.value.length === 0) return []
    const first = rowAt(offsets.value, y.value - MARGIN_PX)
    const last = rowAt(offsets.value, y.value + height.value + MARGIN_PX)
    return rows.value
      .slice(first, last + 1)
      .map((row, i) => ({ row, topPx: offsets.value[first + i]!, heightPx: rowHeight(row) }))
  })

  /** The section at the top of what is in sight. */
  const section = computed(() => rows.value[rowAt(offsets.value, y.value + 1)]?.section)

  /** Glides there unless told otherwise, or the device asks for little motion. */
  function scrollToRow(index: number, behavior: ScrollBehavior = motion.value === 'reduce' ? 'instant' : 'smooth'): void {
    scroller.value?.scrollTo({ top: offsets.value[index]!, behavior })
  }

  /** Scrolls as little as shows the whole row. */
  function revealRow(index: number, bottomPaddingPx: number): void {
    const element = scroller.value
    if (!element) return
    const top = offsets.value[index]!
    const bottom = offsets.value[index + 1]! + bottomPaddingPx
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
  }

  return { visible, section, totalPx: computed(() => offsets.value.at(-1)!), scrollToRow, revealRow }
}
