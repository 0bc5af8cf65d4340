// Keys that work wherever the focus is, unless a dialog is open or the key has done its work there. Plain characters are not here:
// they may be a scan.
import { useEventListener } from '@vueuse/core'
import { isEmptyCart } from '@barra/domain'
import type { SaleSession } from '../sale-session.ts'

export function useSaleShortcuts(session: SaleSession): void {
  const actions: Record<string, () => void> = {
    F1: () => (session.dialog.value = { kind: 'shortcuts' }),
    F2: session.charge,
    'Ctrl+Enter': session.charge,
    F4: () => (session.dialog.value = { kind: 'guest_search' }),
    F6: openLastSale,
    F7: openConsumption,
    F8: () => ifOrder(() => (session.dialog.value = { kind: 'observation' })),
    F9: () => ifOrder(() => (session.dialog.value = { kind: 'cancel_order' })),
    'Ctrl+z': () => session.edit(session.order.undo),
  }

  function openLastSale(): void {
    const ticketId = session.lastSale.value?.id
    if (ticketId) session.dialog.value = { kind: 'sold', ticketId }
  }

  function openConsumption(): void {
    const { selection } = session.guest
    if (selection.value.kind === 'selected') session.dialog.value = { kind: 'consumption', guest: selection.value.guest }
  }

  function ifOrder(action: () => void): void {
    if (!isEmptyCart(session.order.cart.value)) action()
  }

  /** Alt and a digit of the upper row: the digit's place decides, since some keyboards make other characters of it. */
  function orderKey({ altKey, ctrlKey, code }: KeyboardEvent): (() => void) | undefined {
    const digit = /^Digit(\d)$/.exec(code)?.[1]
    if (!altKey || ctrlKey || digit === undefined) return undefined
    return digit === '0' ? () => session.startAnother(null) : () => session.bringToFront(Number(digit))
  }

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    const name = event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key
    const action = orderKey(event) ?? actions[name]
    const isFieldsOwnUndo = name === 'Ctrl+z' && event.target instanceof HTMLInputElement && event.target.value !== ''
    if (!action || event.defaultPrevented || session.isDialogOpen.value || event.repeat || isFieldsOwnUndo) return
    event.preventDefault()
    action()
  })
}
