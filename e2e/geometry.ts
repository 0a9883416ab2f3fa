/** Where things are on the page: overflow, overlaps and sizes of what can be pressed. */
import type { Page } from '@playwright/test'

const CONTROLS =
  'a[href], button, input, select, textarea, summary, [role=slider]:not(input), [role=switch], [role=radio], [role=tab]'
/** WCAG 2.2, 2.5.8. */
const TARGET_PX = 24

/** What breaks a rule of geometry, in words: controls that overlap, or are small and too close to others. */
export function crowdedControls(page: Page): Promise<string[]> {
  return page.evaluate(
    ([selector, least]) => {
      interface Target {
        name: string
        element: HTMLElement
        box: DOMRect
      }
      /** The part of a box that its scrolling ancestors let through. */
      const visibleBox = (element: HTMLElement): DOMRect => {
        const { left, top, right, bottom } = element.getBoundingClientRect()
        const edges = { left: Math.max(0, left), top: Math.max(0, top), right: Math.min(innerWidth, right), bottom: Math.min(innerHeight, bottom) }
        for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
          const style = getComputedStyle(parent)
          if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
          const clip = parent.getBoundingClientRect()
          edges.left = Math.max(edges.left, clip.left)
          edges.top = Math.max(edges.top, clip.top)
          edges.right = Math.min(edges.right, clip.right)
          edges.bottom = Math.min(edges.bottom, clip.bottom)
        }
        return new DOMRect(edges.left, edges.top, Math.max(0, edges.right - edges.left), Math.max(0, edges.bottom - edges.top))
      }
      const shown = (element: HTMLElement): boolean =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('[aria-hidden=true], [inert]') === null

      const targets: Target[] = []
      for (const element of document.querySelectorAll<HTMLElement>(selector)) {
        // A slider is one target: its track, wherever the thumb is.
        const whole = element.closest<HTMLElement>('.slider-control') ?? element
        if (!shown(element)) continue
        const full = whole.getBoundingClientRect()
        const box = visibleBox(whole)
        // What is cut off by the edge of a scrolling list has its size once it is scrolled to.
        if (box.width < full.width - 1 || box.height < full.height - 1 || full.width < 2 || full.height < 2) continue
        targets.push({ name: element.getAttribute('aria-label') ?? (element.textContent || element.outerHTML.slice(0, 60)), element: whole, box })
      }
      const wrong: string[] = []
      const sizeOf = ({ width, height }: DOMRect): string => `${Math.round(width)}x${Math.round(height)}`
      for (const [at, one] of targets.entries()) {
        for (const other of targets.slice(at + 1)) {
          if (one.element.contains(other.element) || other.element.contains(one.element)) continue
          const x = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
          const y = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
          if (x > 1 && y > 1) wrong.push(`${one.name} lies over ${other.name}`)
        }
        if (Math.round(one.box.width) >= least && Math.round(one.box.height) >= least) continue
        // Small ones need room: a circle of the least size around the centre that no other target enters.
        const cx = one.box.x + one.box.width / 2
        const cy = one.box.y + one.box.height / 2
        const near = targets.find(({ element, box }) => {
          if (element === one.element || element.contains(one.element) || one.element.contains(element)) return false
          const dx = Math.max(box.left - cx, 0, cx - box.right)
          const dy = Math.max(box.top - cy, 0, cy - box.bottom)
          return Math.hypot(dx, dy) < least / 2
        })
        if (near !== undefined) wrong.push(`${one.name} is ${sizeOf(one.box)} and close to ${near.name}`)
      }
      return wrong
    },
    [CONTROLS, TARGET_PX] as const,
  )
}

/** How far the page can be scrolled sideways, px. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Text that is cut off: elements whose content is wider or higher than their box and that hide what sticks out. */
export function cutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
      if (!hasText || element.closest('.hidden-visually, [aria-hidden=true], textarea') !== null || !element.checkVisibility()) continue
      const { overflowX, overflowY, textOverflow, clipPath } = getComputedStyle(element)
      // For the ear only.
      if (clipPath !== 'none') continue
      // An ellipsis says itself that something is left out; the whole text must then be found elsewhere.
      if (textOverflow === 'ellipsis') continue
      const cutX = (overflowX === 'hidden' || overflowX === 'clip') && element.scrollWidth > element.clientWidth + 1
      const cutY = (overflowY === 'hidden' || overflowY === 'clip') && element.scrollHeight > element.clientHeight + 1
      if (cutX || cutY) wrong.push(element.textContent?.slice(0, 60) ?? '')
    }
    return wrong
  })
}
