/** Puts rings and tips where something is drawn. */
import type { Box } from '../../chart/surface.ts'
import type { TimelineLayout } from './layout.ts'

export function placeRing(ring: HTMLElement | null, box: Box | null): void {
  if (!ring) return
  ring.style.visibility = box ? 'visible' : 'hidden'
  if (!box) return
  ring.style.transform = `translate(${box.x}px, ${box.y}px)`
  ring.style.width = `${box.width}px`
  ring.style.height = `${box.height}px`
}

/** @param near where along the box it stands; its beginning if left out */
export function placeTip(tip: HTMLElement, box: Box, layout: TimelineLayout, near?: number): void {
  const width = tip.offsetWidth
  const height = tip.offsetHeight
  const right = layout.plot.x + layout.plot.width
  const x = Math.min(right - width, Math.max(layout.plot.x, (near ?? box.x + Math.min(box.width, 80) / 2) - width / 2))
  const below = box.y + box.height + 10
  const y = below + height > layout.plot.y + layout.plot.height ? Math.max(0, box.y - height - 8) : below
  tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}
