const SCROLLS = new Set(['auto', 'scroll'])

/** The nearest box around an element that scrolls up and down. */
function scrollerOf(element: Element): Element | null {
  let box = element.parentElement
  while (box !== null && !SCROLLS.has(getComputedStyle(box).overflowY)) box = box.parentElement
  return box
}

/**
 * Scrolls the nearest scrolling box as little as it takes to show an element, its top where it is taller than the
 * box. What is around that box stays, and so does the focus. At once: there is no motion to be spared.
 */
export function bringIntoView(element: Element): void {
  const box = scrollerOf(element)
  if (box === null) return
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(element)
  const [shown, own] = [box.getBoundingClientRect(), element.getBoundingClientRect()]
  const above = own.top - Number.parseFloat(scrollMarginTop) - (shown.top + box.clientTop)
  const below = own.bottom + Number.parseFloat(scrollMarginBottom) - (shown.top + box.clientTop + box.clientHeight)
  if (above < 0) box.scrollTop += above
  else if (below > 0) box.scrollTop += Math.min(above, below)
}
