/** A place where typed characters go by themselves. */
export type TextField = HTMLInputElement | HTMLTextAreaElement

/** Puts a field back as it was when the snapshot was taken, and tells whoever listens to it. */
export type RestoreField = () => void

const NOT_TEXT = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'])

export function asTextField(element: Element | null): TextField | null {
  if (element instanceof HTMLTextAreaElement) return element
  return element instanceof HTMLInputElement && !NOT_TEXT.has(element.type) ? element : null
}

export function snapshotOf(field: TextField): RestoreField {
  const { value, selectionStart, selectionEnd } = field
  return () => {
    setFieldValue(field, value)
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd)
  }
}

export function setFieldValue(field: TextField, value: string): void {
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
