/**
 * What a picture may ask of a drawing surface. Pictures are functions `draw(surface, …)`; the canvas shows
 * them, the SVG surface exports and prints them, the recording surface lets tests read them.
 * Lengths are CSS pixels from the top left corner.
 */
import type { Pattern } from '../design/palette.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Fill {
  color: string
  pattern?: Pattern
  /** Colour of the pattern. */
  ink?: string
  /** 0 to 1. */
  opacity?: number
}

export interface Stroke {
  color: string
  width: number
  /** Lengths of dashes and gaps. */
  dash?: readonly number[]
  opacity?: number
}

export interface TextStyle {
  color: string
  size: number
  anchor?: 'start' | 'middle' | 'end'
  mono?: boolean
  weight?: number
  /** Colour around the letters, which sets them off from what they stand on. */
  halo?: string
}

/** Width of a halo, half of it outside of the letters. */
export const HALO = 4

/** Where a text stands: `y` is its baseline. */
export interface Point {
  x: number
  y: number
}

/** Flat list `x0, y0, x1, y1, …`. */
export type Points = ArrayLike<number>

export interface Surface {
  readonly width: number
  readonly height: number
  rect(box: Box, fill: Fill, radius?: number): void
  polyline(points: Points, stroke: Stroke): void
  /** Closed shape. */
  area(points: Points, fill: Fill): void
  text(at: Point, text: string, style: TextStyle): void
  /** Everything drawn by `draw` stays within the box. */
  clip(box: Box, draw: () => void): void
  /** A grid of cells one CSS pixel each, row by row, as packed ABGR (0 is transparent). The fast path for crowds. */
  bitmap(box: Box, pixels: Uint32Array): void
}

/** Size of a pattern tile in CSS pixels. */
export const TILE = 6
/** How much of the ink a pattern shows. */
export const PATTERN_OPACITY = 0.38
