/** Where one reads on after the inspector was closed: its row in the list, or else the timeline. */
const PLACES = ['.events [data-row][aria-pressed="true"]', '.events [data-row][tabindex="0"]', '.stage-timeline [role="listbox"]']

export function focusAfterClosing(): void {
  // The list may have to come back first.
  setTimeout(() => {
    for (const place of PLACES) {
      const element = document.querySelector<HTMLElement>(place)
      if (element === null || !element.checkVisibility()) continue
      element.focus({ preventScroll: true })
      return
    }
  })
}
