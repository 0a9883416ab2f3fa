import { describe, expect, it } from 'vitest'
import { createRecordingSurface } from '../chart/recordingSurface.ts'
import { drawPlayhead, labelsOf, type PlayheadScene } from './drawPlayhead.ts'
import { palette } from './testing.ts'

const plot = { x: 100, width: 600 }
const scene = (head: number, cross: number | null, veil = 0): PlayheadScene => ({
  plot,
  palette,
  veil,
  head: { x: head, text: '1.234 s' },
  cross: cross === null ? null : { x: cross, text: '2.5 s' },
})

describe('labels of playhead and pointer', () => {
  it('never lie over each other, wherever the two are', () => {
    for (let head = 100; head <= 700; head += 7) {
      for (let cross = 100; cross <= 700; cross += 5) {
        const labels = labelsOf(scene(head, cross))
        expect(labels.head!.to <= labels.cross!.from || labels.cross!.to <= labels.head!.from, `${head} ${cross}`).toBe(true)
        expect(labels.cross!.from).toBeGreaterThanOrEqual(plot.x - 1)
      }
    }
  })

  it('are left out for what is not in the plot', () => {
    expect(labelsOf(scene(50, 800))).toEqual({ head: null, cross: null })
  })
})

describe('playhead', () => {
  it('veils what has not happened yet, and draws its line within the plot alone', () => {
    const rects = (head: number) => {
      const surface = createRecordingSurface(800, 300)
      drawPlayhead(surface, scene(head, null, 1))
      return surface.of('rect')
    }
    expect(rects(400)[0]).toMatchObject({ box: { x: 400, width: 300 } })
    expect(rects(50)).toHaveLength(1)
    expect(rects(50)[0]).toMatchObject({ box: { x: 100, width: 600 } })
  })

  it('is as thick as the palette wants its lines', () => {
    const line = (strokeScale: number) => {
      const surface = createRecordingSurface(800, 300)
      drawPlayhead(surface, { ...scene(400, null), palette: { ...palette, strokeScale } })
      return surface.of('rect')[0]
    }
    expect(line(1)).toMatchObject({ box: { x: 399, width: 2 } })
    expect(line(1.5)).toMatchObject({ box: { x: 398.5, width: 3 } })
  })

  it('veils nothing where the palette has no veil', () => {
    const surface = createRecordingSurface(800, 300)
    drawPlayhead(surface, { ...scene(50, null, 1), palette: { ...palette, veil: 0 } })
    expect(surface.of('rect')).toHaveLength(0)
  })
})
