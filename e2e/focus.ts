/** Where the focus is, and whether a person can see it. */
import type { Page } from '@playwright/test'

interface FocusWindow {
  /** Elements that had the focus since the page opened. */
  reached?: Set<Element>
}

export interface FocusReport {
  name: string
  /** What is wrong with the place the focus is at. */
  wrong: string[]
}

/** About the element that has the focus; null when none of the page has. */
export function focusReport(page: Page): Promise<FocusReport | null> {
  return page.evaluate(async () => {
    // Tooltips of the place before go away in the next frame.
    await new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve)))
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused === document.body) return null
    const seen = ((window as FocusWindow).reached ??= new Set())
    seen.add(focused)
    const name = focused.getAttribute('aria-label') ?? focused.textContent ?? focused.tagName
    const wrong: string[] = []
    const ringOf = (element: Element | null): number => {
      if (element === null) return 0
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth)
    }
    // Some controls are drawn by the element around the one that takes the focus.
    if (Math.max(ringOf(focused), ringOf(focused.parentElement)) < 2) wrong.push(`${name}: no ring`)
    const box = focused.getBoundingClientRect()
    const x = Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2))
    const y = box.y + box.height / 2
    const top = y >= 0 && y <= innerHeight ? document.elementFromPoint(x, y) : null
    const visible = top !== null && (focused.contains(top) || top.contains(focused) || focused.parentElement?.contains(top) === true)
    if (!visible) wrong.push(`${name}: hidden behind ${top?.className ?? 'the edge of the page'}`)
    return { name, wrong }
  })
}

/** Names of visible controls that never had the focus and that no arrow key leads to. */
export function unreached(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = (window as FocusWindow).reached ?? new Set<Element>()
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [role=slider], [role=switch], [role=radio], [role=tab], [role=listbox], [tabindex="0"]',
    )
    const missing: string[] = []
    for (const control of controls) {
      const { width, height } = control.getBoundingClientRect()
      if (seen.has(control) || width === 0 || height === 0 || !control.checkVisibility({ visibilityProperty: true })) continue
      if (control.closest('[aria-hidden=true], [inert]') !== null) continue
      // Inside these the arrow keys move on from whatever Tab reaches.
      const group = control.closest('[role=toolbar], [role=radiogroup], [role=tablist], table[role=table]')
      if (group !== null && [...seen].some((element) => group.contains(element))) continue
      missing.push(control.getAttribute('aria-label') ?? (control.textContent || control.outerHTML.slice(0, 80)))
    }
    return missing
  })
}
