/** For a dialog over the sale screen: what is typed into it charges nothing and searches nothing there. Escape and Tab go on. */
export function keepKeys(event: KeyboardEvent): void {
  if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
}
