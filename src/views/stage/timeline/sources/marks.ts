/** Marks of how messages end: each has a shape of its own. */
import { MESSAGE } from '../../../../sim/trace/messages.ts'
import type { Surface } from '../../../chart/surface.ts'
import type { Palette } from '../../../design/palette.ts'

interface MarkPlace {
  x: number
  y: number
  radius: number
}

/** Set aside in a dead-letter queue: a square. Given up: a diamond. Expired: an hourglass. */
export function drawLoss(surface: Surface, { alarm, background }: Pick<Palette, 'alarm' | 'background'>, kind: number, { x, y, radius }: MarkPlace): void {
  const shape = (size: number): number[] => {
    const reach = size * 0.85
    if (kind === MESSAGE.expired) return [x - size, y - size, x + size, y - size, x - size, y + size, x + size, y + size]
    if (kind === MESSAGE.deadLettered) return [x - reach, y - reach, x + reach, y - reach, x + reach, y + reach, x - reach, y + reach]
    return [x - size, y, x, y - size, x + size, y, x, y + size]
  }
  // Set off from what it stands on.
  if (radius >= 4) surface.area(shape(radius + 1.5), { color: background })
  surface.area(shape(radius), { color: alarm })
}

/** Done with: a dot of the handler's colour. */
export function drawDone(surface: Surface, { phases }: Pick<Palette, 'phases'>, { x, y, radius }: MarkPlace): void {
  surface.rect({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }, { color: phases.handler.fill }, radius)
}
