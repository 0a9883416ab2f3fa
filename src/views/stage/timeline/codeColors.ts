/** The colours of what a cell of the crowded timeline shows. */
import { BUSY_STEPS, CLASSES, LEVELS } from '../../../metrics/timeline/codes.ts'
import { mix, packPixel, parseColor, type Rgba } from '../../chart/color.ts'
import type { Palette, Phase } from '../../design/palette.ts'

/** The packed colour of every code over the palette's background. */
export function codeColors(palette: Palette): Uint32Array {
  const colors = new Uint32Array(256)
  const background = parseColor(palette.background)
  const fills: Rgba[] = CLASSES.map((name) => parseColor(name === 'failed' ? palette.alarm : palette.phases[name satisfies Phase].fill))
  const idle = packPixel(mix(background, parseColor(palette.idle), 0.16))
  fills.forEach((fill, code) => {
    colors[(code << 5) | 1] = idle
    for (let level = 2; level < LEVELS; level++) {
      colors[(code << 5) | level] = packPixel(mix(background, fill, 0.42 + (0.58 * (level - 2)) / BUSY_STEPS))
    }
  })
  return colors
}
