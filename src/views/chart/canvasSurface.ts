/** A 2D canvas as a drawing surface. State changes are avoided and pattern tiles kept: thousands of rectangles a frame. */
import { HALO, PATTERN_OPACITY, TILE, type Box, type Fill, type Point, type Points, type Stroke, type Surface, type TextStyle } from './surface.ts'
import type { Pattern } from '../design/palette.ts'

/** Lines with more coordinates are steps of a curve: thousands of round corners of a pixel cost milliseconds and are not seen. */
const ROUND_JOINS = 64

export interface Fonts {
  fontSans: string
  fontMono: string
  /** What sizes of text and widths of lines are multiplied by. */
  textScale?: number
  strokeScale?: number
}

export interface CanvasSurface extends Surface {
  /** Begins a frame of the given size in CSS pixels; clears. */
  begin(width: number, height: number, fonts: Fonts): void
}

/** Draws one tile of a pattern over whatever is there; lines are in a square of `size` pixels. */
function drawTile(context: CanvasRenderingContext2D, pattern: Pattern, size: number): void {
  const line = (x0: number, y0: number, x1: number, y1: number): void => {
    context.moveTo(x0 * size, y0 * size)
    context.lineTo(x1 * size, y1 * size)
  }
  context.beginPath()
  context.lineWidth = size / 4
  if (pattern === 'dots') {
    context.arc(size / 2, size / 2, size / 5, 0, 2 * Math.PI)
    context.fill()
    return
  }
  if (pattern === 'vertical') line(0.5, 0, 0.5, 1)
  if (pattern === 'diagonal' || pattern === 'cross') {
    line(-0.5, 0.5, 0.5, -0.5)
    line(-0.5, 1.5, 1.5, -0.5)
    line(0.5, 1.5, 1.5, 0.5)
  }
  if (pattern === 'cross') {
    context.lineWidth = size / 6
    line(-0.5, 0.5, 0.5, 1.5)
    line(-0.5, -0.5, 1.5, 1.5)
    line(0.5, -0.5, 1.5, 0.5)
  }
  context.stroke()
}

function createPatterns(context: CanvasRenderingContext2D) {
  const cache = new Map<string, CanvasPattern>()
  return (fill: Fill, ratio: number): CanvasPattern | string => {
    const { pattern = 'none', ink = '#fff' } = fill
    if (pattern === 'none') return fill.color
    const key = `${fill.color}|${pattern}|${ink}|${ratio}`
    const known = cache.get(key)
    if (known) return known
    const size = Math.round(TILE * ratio)
    const tile = document.createElement('canvas')
    tile.width = tile.height = size
    const tileContext = tile.getContext('2d')
    const made = tileContext && fillTile(tileContext, fill, size) && context.createPattern(tile, 'repeat')
    if (!made) return fill.color
    made.setTransform(new DOMMatrix().scale(1 / ratio))
    cache.set(key, made)
    return made
  }
}

function fillTile(context: CanvasRenderingContext2D, fill: Fill, size: number): true {
  context.fillStyle = fill.color
  context.fillRect(0, 0, size, size)
  context.globalAlpha = PATTERN_OPACITY
  context.fillStyle = context.strokeStyle = fill.ink ?? '#fff'
  drawTile(context, fill.pattern ?? 'none', size)
  return true
}

/** Keeps one scratch canvas for pixel grids; `putImageData` ignores transforms, so it goes through an image. */
function createBlitter(context: CanvasRenderingContext2D) {
  let scratch: HTMLCanvasElement | null = null
  let image: ImageData | null = null
  return (box: Box, pixels: Uint32Array): void => {
    scratch ??= document.createElement('canvas')
    const scratchContext = scratch.getContext('2d')
    if (!scratchContext) return
    if (!image || image.width !== box.width || image.height !== box.height) {
      scratch.width = box.width
      scratch.height = box.height
      image = new ImageData(box.width, box.height)
    }
    new Uint32Array(image.data.buffer).set(pixels.subarray(0, box.width * box.height))
    scratchContext.putImageData(image, 0, 0)
    context.globalAlpha = 1
    context.imageSmoothingEnabled = false
    context.drawImage(scratch, box.x, box.y)
  }
}

/** Writes text. The font is kept here, since a context that is asked for it writes it out anew. */
function createWriter(context: CanvasRenderingContext2D) {
  let font = ''
  return {
    /** To be called when the context's state was reset or restored. */
    forget: (): void => void (font = ''),
    write(at: Point, text: string, style: TextStyle & { family: string }): void {
      const wanted = `${style.weight ?? 400} ${style.size}px ${style.family}`
      if (font !== wanted) context.font = font = wanted
      context.textAlign = style.anchor === 'middle' ? 'center' : (style.anchor ?? 'start')
      context.fillStyle = style.color
      context.globalAlpha = 1
      if (style.halo !== undefined) {
        context.strokeStyle = style.halo
        context.lineWidth = HALO
        context.lineJoin = 'round'
        context.setLineDash([])
        context.strokeText(text, at.x, at.y)
      }
      context.fillText(text, at.x, at.y)
    },
  }
}

/** Makes the backing store fit the size in CSS pixels; returns device pixels per CSS pixel. */
function prepare(context: CanvasRenderingContext2D, width: number, height: number): number {
  const { canvas } = context
  const ratio = window.devicePixelRatio || 1
  const deviceWidth = Math.round(width * ratio)
  const deviceHeight = Math.round(height * ratio)
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth
    canvas.height = deviceHeight
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.globalAlpha = 1
  context.clearRect(0, 0, width, height)
  return ratio
}

/** Null where the browser gives no 2D context. */
export function createCanvasSurface(canvas: HTMLCanvasElement): CanvasSurface | null {
  const context = canvas.getContext('2d')
  if (!context) return null
  const paintOf = createPatterns(context)
  const blit = createBlitter(context)
  let [ratio, width, height] = [1, 0, 0]
  const writer = createWriter(context)
  let fonts: Fonts = { fontSans: 'sans-serif', fontMono: 'monospace' }

  const trace = (points: Points): void => {
    context.beginPath()
    for (let i = 0; i + 1 < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!)
  }
  const setPaint = (fill: Fill): void => {
    context.fillStyle = paintOf(fill, ratio)
    context.globalAlpha = fill.opacity ?? 1
  }

  return {
    get width() {
      return width
    },
    get height() {
      return height
    },
    begin(nextWidth, nextHeight, nextFonts) {
      ;[width, height, fonts] = [nextWidth, nextHeight, nextFonts]
      ratio = prepare(context, width, height)
      writer.forget()
    },
    rect(box, fill, radius = 0) {
      setPaint(fill)
      if (radius < 0.5 || box.width < 3) {
        context.fillRect(box.x, box.y, box.width, box.height)
        return
      }
      context.beginPath()
      context.roundRect(box.x, box.y, box.width, box.height, Math.min(radius, box.width / 2, box.height / 2))
      context.fill()
    },
    polyline(points, stroke: Stroke) {
      context.strokeStyle = stroke.color
      context.globalAlpha = stroke.opacity ?? 1
      context.lineWidth = stroke.width * (fonts.strokeScale ?? 1)
      context.lineJoin = points.length > ROUND_JOINS ? 'miter' : 'round'
      context.setLineDash(stroke.dash ? [...stroke.dash] : [])
      trace(points)
      context.stroke()
    },
    area(points, fill) {
      setPaint(fill)
      trace(points)
      context.fill()
    },
    text(at, text, style) {
      writer.write(at, text, { ...style, size: style.size * (fonts.textScale ?? 1), family: style.mono ? fonts.fontMono : fonts.fontSans })
    },
    clip(box, draw) {
      context.save()
      context.beginPath()
      context.rect(box.x, box.y, box.width, box.height)
      context.clip()
      draw()
      context.restore()
      writer.forget()
    },
    bitmap(box, pixels) {
      if (box.width >= 1 && box.height >= 1) blit(box, pixels)
    },
  }
}
