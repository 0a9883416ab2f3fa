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

/** Everything below looks at the dialog that is open, or at the page when there is none. */
export interface Marks {
  /** Texts under 12 px. */
  small: string[]
  /** Boxes that scroll or cut sideways, where nothing says that they may. */
  sideways: string[]
  /** Texts that lie over one another. */
  overlaps: string[]
  /** Texts that stick out of the mark (a pill, a button, a badge) they stand in. */
  outside: string[]
}

const LEAST_TEXT_PX = 12
/** Rows of tabs scroll; what is typed into scrolls as well. */
const MAY_SCROLL = '.tab-list, textarea, input, pre, .json-editor'

/** Where texts are, and whether they fit. */
export function marksOf(page: Page): Promise<Marks> {
  return page.evaluate(
    ([least, mayScroll]) => {
      const root = document.querySelector('[role=dialog]') ?? document.body
      const found = { small: [] as string[], sideways: [] as string[], overlaps: [] as string[], outside: [] as string[] }
      interface Text {
        text: string
        element: HTMLElement
        box: DOMRect
      }
      const texts: Text[] = []
      const visible = (box: DOMRect, element: HTMLElement): DOMRect => {
        let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
        for (let parent: HTMLElement | null = element; parent !== null; parent = parent.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(parent)
          if (overflowX === 'visible' && overflowY === 'visible') continue
          const clip = parent.getBoundingClientRect()
          ;[left, top, right, bottom] = [Math.max(left, clip.left), Math.max(top, clip.top), Math.min(right, clip.right), Math.min(bottom, clip.bottom)]
        }
        return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
      }
      const counts = (element: HTMLElement): boolean =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.closest('.hidden-visually, .skip, [data-tip-layer], .tooltip') === null &&
        getComputedStyle(element).clipPath === 'none'
      const checkBox = (element: HTMLElement): void => {
        const { overflowX, textOverflow } = getComputedStyle(element)
        const over = element.scrollWidth > element.clientWidth + 1
        if (overflowX === 'visible' || textOverflow === 'ellipsis' || !over || element.closest(mayScroll) !== null) return
        found.sideways.push(`${element.className || element.tagName}: ${element.scrollWidth} in ${element.clientWidth}`)
      }
      const checkText = (element: HTMLElement, node: ChildNode, text: string): void => {
        const style = getComputedStyle(element)
        const range = document.createRange()
        range.selectNodeContents(node)
        const box = range.getBoundingClientRect()
        if (box.width < 2) return
        if (parseFloat(style.fontSize) < least) found.small.push(`${text.slice(0, 40)}: ${style.fontSize}`)
        const own = element.getBoundingClientRect()
        const mark = style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.borderLeftWidth !== '0px'
        const fits = box.left >= own.left - 1 && box.right <= own.right + 1
        if (mark && style.textOverflow !== 'ellipsis' && !fits) found.outside.push(text.slice(0, 40))
        const shown = visible(box, element)
        if (shown.width > 2 && shown.height > 4) texts.push({ text, element, box: shown })
      }
      const checkPair = (one: Text, other: Text): void => {
        if (one.element.contains(other.element) || other.element.contains(one.element)) return
        const x = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const y = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        // Lines of text reach above and below their letters.
        if (x > 2 && y > 5) found.overlaps.push(`${one.text.slice(0, 30)} / ${other.text.slice(0, 30)}`)
      }
      for (const element of [...root.querySelectorAll<HTMLElement>('*')].filter(counts)) {
        checkBox(element)
        for (const node of element.childNodes) {
          const text = node.nodeType === Node.TEXT_NODE ? (node.textContent?.trim() ?? '') : ''
          if (text !== '') checkText(element, node, text)
        }
      }
      texts.forEach((one, at) => texts.slice(at + 1).forEach((other) => checkPair(one, other)))
      return found
    },
    [LEAST_TEXT_PX, MAY_SCROLL] as const,
  )
}
