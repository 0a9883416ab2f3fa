import { expect, it } from 'vitest'
import { createClock } from '../../playback/clock.ts'
import { fitViewport, type Viewport } from '../chart/viewport.ts'
import { createCell } from '../frame/cell.ts'
import { stageSvg } from './exportPicture.ts'
import { modelOf, palette, randomRun } from './testing.ts'

const pictureOf = (ratePerSecond: number) => {
  const { trace, scenario } = randomRun(ratePerSecond)
  return stageSvg(
    {
      clock: createClock({ requestFrame: () => undefined }),
      viewport: createCell<Viewport>(fitViewport(trace.until)),
      hover: createCell<number | null>(null),
      palette,
      model: modelOf(trace),
      scenario: { ...scenario, title: 'Rates & limits' },
      selection: null,
      lane: null,
      selectLane: () => undefined,
    message: null,
    selectMessage: () => undefined,
      whyChain: null,
      whyAround: [],
      inspect: () => undefined,
      select: () => undefined,
    },
    { width: 840, height: 400 },
  )
}

it('saves what is on show as one well-formed picture', () => {
  const svg = pictureOf(20)
  const height = Number(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="840" height="(\d+)"/.exec(svg)?.[1])
  expect(height).toBeGreaterThan(400 + 170 + 80)
  // The flow at the playhead, above the rest.
  expect(svg).toContain('>orders-api</text>')
  expect(svg).toContain('>Lambda</text>')
  expect(svg).toContain('<title>Rates &amp; limits</title>')
  expect(svg).toContain(palette.phases.handler.fill)
  expect(svg).toContain('reserved concurrency 12')
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length)
})

it('saves a crowd as rectangles', () => {
  const svg = pictureOf(400)
  expect(svg).toContain('shape-rendering="crispEdges"')
  expect(svg.length).toBeLessThan(3_000_000)
})
