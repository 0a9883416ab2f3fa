/** A folded stretch: a band with torn edges, its length in words one below the other. */
import type { Box, Surface } from '../../chart/surface.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { Palette } from '../../design/palette.ts'

/** Width of a fold, and of the paper missing from it, in CSS pixels. */
export const FOLD_PX = 40
const GAP = 5
const TOOTH = 6
const DEPTH = 3
const LABEL_SIZE = 12
const LINE = 14

/** Corners of a torn edge from the top to the bottom of the box; `out` is the side of the teeth. */
function tornEdge(x: number, { y, height }: Box, out: 1 | -1): number[] {
  const points: number[] = []
  const teeth = Math.max(2, Math.round(height / TOOTH))
  for (let i = 0; i <= teeth; i++) points.push(x + (i % 2 === 0 ? 0 : out * DEPTH), y + (i / teeth) * height)
  return points
}

const reversed = (points: readonly number[]): number[] => {
  const turned: number[] = []
  for (let at = points.length - 2; at >= 0; at -= 2) turned.push(points[at]!, points[at + 1]!)
  return turned
}

interface FoldScene {
  scale: TimeScale
  palette: Palette
  /** What is written into a fold of so many microseconds; null: nothing. */
  words: ((micros: number) => string) | null
}

export function drawFolds(surface: Surface, box: Box, { scale, palette, words }: FoldScene): void {
  for (const fold of scale.folds) {
    const left = fold.left + GAP
    const right = fold.right - GAP
    if (right - left < 4) continue
    const near = tornEdge(left, box, -1)
    const far = tornEdge(right, box, 1)
    surface.area([...near, ...reversed(far)], { color: palette.raised })
    const stroke = { color: palette.textFaint, width: 1 }
    surface.polyline(near, stroke)
    surface.polyline(far, stroke)
    if (words === null || right - left < FOLD_PX - 2 * GAP - 1) continue
    drawWords(surface, { x: (left + right) / 2, middle: box.y + box.height / 2, height: box.height }, { text: words(fold.to - fold.from), palette })
  }
}

function drawWords(surface: Surface, at: { x: number; middle: number; height: number }, { text, palette }: { text: string; palette: Palette }): void {
  const lines = text.split(/\s/)
  if (lines.length * LINE + 8 > at.height) return
  const top = at.middle - (lines.length * LINE) / 2 + LABEL_SIZE - 1
  lines.forEach((line, i) => {
    surface.text({ x: at.x, y: top + i * LINE }, line, { color: palette.textMuted, size: LABEL_SIZE, anchor: 'middle', weight: 500 })
  })
}
