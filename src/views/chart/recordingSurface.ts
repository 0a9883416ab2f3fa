/** A drawing surface that remembers what was asked of it, so that tests assert shapes instead of pixels. */
import type { Box, Fill, Point, Stroke, Surface, TextStyle } from './surface.ts'

export type DrawCall =
  | { kind: 'rect'; box: Box; fill: Fill; radius: number }
  | { kind: 'polyline'; points: number[]; stroke: Stroke }
  | { kind: 'area'; points: number[]; fill: Fill }
  | { kind: 'text'; at: Point; text: string; style: TextStyle }
  | { kind: 'clip'; box: Box }
  | { kind: 'bitmap'; box: Box; pixels: Uint32Array }

export interface RecordingSurface extends Surface {
  readonly calls: readonly DrawCall[]
  /** Calls of one kind, in order. */
  of<K extends DrawCall['kind']>(kind: K): Extract<DrawCall, { kind: K }>[]
}

export function createRecordingSurface(width: number, height: number): RecordingSurface {
  const calls: DrawCall[] = []
  return {
    width,
    height,
    calls,
    of: <K extends DrawCall['kind']>(kind: K) =>
      calls.filter((call): call is Extract<DrawCall, { kind: K }> => call.kind === kind),
    rect: (box, fill, radius = 0) => void calls.push({ kind: 'rect', box: { ...box }, fill: { ...fill }, radius }),
    polyline: (points, stroke) => void calls.push({ kind: 'polyline', points: Array.from(points), stroke }),
    area: (points, fill) => void calls.push({ kind: 'area', points: Array.from(points), fill: { ...fill } }),
    text: (at, text, style) => void calls.push({ kind: 'text', at: { ...at }, text, style }),
    clip: (box, draw) => {
      calls.push({ kind: 'clip', box: { ...box } })
      draw()
    },
    bitmap: (box, pixels) => void calls.push({ kind: 'bitmap', box: { ...box }, pixels: pixels.slice(0, box.width * box.height) }),
  }
}
