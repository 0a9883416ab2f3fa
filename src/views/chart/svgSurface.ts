/** A drawing surface that writes SVG: for export, print and copies. Text stays text, grids become merged rectangles. */
import { pixelToCss } from './color.ts'
import { HALO, PATTERN_OPACITY, TILE, type Box, type Fill, type Points, type Stroke, type Surface } from './surface.ts'
import type { Fonts } from './canvasSurface.ts'

export interface SvgSurface extends Surface {
  /** The whole document. `title` becomes its accessible name. */
  toSvg(title: string): string
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
const number = (value: number): string => String(Math.round(value * 100) / 100)

const TILES: Readonly<Record<string, string>> = {
  diagonal: '<path d="M-1 1L1-1M0 6L6 0M5 7L7 5" stroke-width="1.5" fill="none"/>',
  vertical: '<path d="M3 0V6" stroke-width="1.5" fill="none"/>',
  dots: '<circle cx="3" cy="3" r="1.2"/>',
  cross: '<path d="M0 6L6 0M0 0L6 6" stroke-width="1" fill="none"/>',
}

const attributes = (box: Box): string =>
  `x="${number(box.x)}" y="${number(box.y)}" width="${number(Math.max(0, box.width))}" height="${number(Math.max(0, box.height))}"`

/** Rectangles of equal pixels: runs along each row, then equal runs of following rows joined. */
export function mergeCells(pixels: Uint32Array, width: number, height: number): (Box & { pixel: number })[] {
  const done: (Box & { pixel: number })[] = []
  let open = new Map<string, Box & { pixel: number }>()
  for (let y = 0; y < height; y++) {
    const next = new Map<string, Box & { pixel: number }>()
    for (let x = 0; x < width; ) {
      const pixel = pixels[y * width + x]!
      let end = x + 1
      while (end < width && pixels[y * width + end] === pixel) end++
      if (pixel >>> 24 !== 0) {
        const key = `${x},${end},${pixel}`
        const above = open.get(key)
        if (above) above.height++
        const box = above ?? { x, y, width: end - x, height: 1, pixel }
        if (!above) done.push(box)
        next.set(key, box)
      }
      x = end
    }
    open = next
  }
  return done
}

export function createSvgSurface(width: number, height: number, fonts: Fonts): SvgSurface {
  const parts: string[] = []
  const defs: string[] = []
  const patterns = new Map<string, string>()
  let clips = 0

  const paint = (fill: Fill): string => {
    const { pattern = 'none', ink = '#fff' } = fill
    const opacity = fill.opacity === undefined || fill.opacity === 1 ? '' : ` fill-opacity="${number(fill.opacity)}"`
    if (pattern === 'none') return `fill="${escape(fill.color)}"${opacity}`
    const key = `${fill.color}|${pattern}|${ink}`
    let id = patterns.get(key)
    if (id === undefined) {
      id = `p${patterns.size}`
      patterns.set(key, id)
      defs.push(
        `<pattern id="${id}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"><rect width="${TILE}" height="${TILE}" fill="${escape(fill.color)}"/>` +
          `<g fill="${escape(ink)}" stroke="${escape(ink)}" opacity="${PATTERN_OPACITY}">${TILES[pattern] ?? ''}</g></pattern>`,
      )
    }
    return `fill="url(#${id})"${opacity}`
  }
  const path = (points: Points): string => {
    let d = ''
    for (let i = 0; i + 1 < points.length; i += 2) d += `${i === 0 ? 'M' : 'L'}${number(points[i]!)} ${number(points[i + 1]!)}`
    return d
  }
  const stroke = (style: Stroke): string =>
    `fill="none" stroke="${escape(style.color)}" stroke-width="${number(style.width)}" stroke-linejoin="round"` +
    (style.dash ? ` stroke-dasharray="${style.dash.join(' ')}"` : '') +
    (style.opacity === undefined ? '' : ` stroke-opacity="${number(style.opacity)}"`)

  return {
    width,
    height,
    rect(box, fill, radius = 0) {
      parts.push(`<rect ${attributes(box)}${radius > 0 ? ` rx="${number(radius)}"` : ''} ${paint(fill)}/>`)
    },
    polyline(points, style) {
      parts.push(`<path d="${path(points)}" ${stroke(style)}/>`)
    },
    area(points, fill) {
      parts.push(`<path d="${path(points)}Z" ${paint(fill)}/>`)
    },
    text(at, text, style) {
      const family = style.mono ? fonts.fontMono : fonts.fontSans
      const halo = style.halo === undefined ? '' : ` stroke="${escape(style.halo)}" stroke-width="${HALO}" stroke-linejoin="round" paint-order="stroke"`
      parts.push(
        `<text x="${number(at.x)}" y="${number(at.y)}" font-family="${escape(family)}" font-size="${style.size}" font-weight="${style.weight ?? 400}"` +
          ` text-anchor="${style.anchor ?? 'start'}" fill="${escape(style.color)}"${halo}>${escape(text)}</text>`,
      )
    },
    clip(box, draw) {
      const id = `c${clips++}`
      defs.push(`<clipPath id="${id}"><rect ${attributes(box)}/></clipPath>`)
      parts.push(`<g clip-path="url(#${id})">`)
      draw()
      parts.push('</g>')
    },
    bitmap(box, pixels) {
      for (const cell of mergeCells(pixels, box.width, box.height)) {
        const placed = { ...cell, x: cell.x + box.x, y: cell.y + box.y }
        parts.push(`<rect ${attributes(placed)} fill="${pixelToCss(cell.pixel)}" shape-rendering="crispEdges"/>`)
      }
    },
    toSvg: (title) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">` +
      `<title>${escape(title)}</title><defs>${defs.join('')}</defs>${parts.join('')}</svg>`,
  }
}
