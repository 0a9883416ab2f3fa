import { describe, expect, it } from 'vitest'
import { mix, packPixel, parseColor, pixelToCss } from './color.ts'
import { createRecordingSurface } from './recordingSurface.ts'
import { createSvgSurface, mergeCells } from './svgSurface.ts'
import { countTicks, decimalsFor, timeTicks, unitFor } from './ticks.ts'
import { createTimeScale } from './timeScale.ts'

describe('colours', () => {
  it('reads what computed styles yield', () => {
    expect(parseColor('#0b7e6d')).toEqual([11, 126, 109, 1])
    expect(parseColor('rgb(11, 126, 109)')).toEqual([11, 126, 109, 1])
    expect(parseColor('rgb(11 126 109 / 50%)')).toEqual([11, 126, 109, 0.5])
    expect(parseColor('color(srgb 1 0 0.5)')).toEqual([255, 0, 127.5, 1])
  })
  it('packs as ImageData stores', () => {
    expect(packPixel([1, 2, 3, 1])).toBe(0xff030201)
    expect(pixelToCss(0xff030201)).toBe('rgb(1 2 3)')
    expect(packPixel(mix([0, 0, 0, 1], [255, 255, 255, 1], 0.5))).toBe(0xff808080)
  })
})

describe('time scale', () => {
  it('goes there and back', () => {
    const scale = createTimeScale([1_000_000, 3_000_000], [100, 900])
    expect(scale.toPx(2_000_000)).toBe(500)
    expect(scale.toTime(scale.toPx(1_234_567))).toBeCloseTo(1_234_567, 6)
    expect(createTimeScale([5, 5], [0, 10]).toTime(7)).toBe(5)
  })
})

describe('ticks', () => {
  it('stand on whole microseconds at readable steps', () => {
    const { times, step, unit, decimals } = timeTicks([0, 6_000_000], 7)
    expect(step).toBe(1_000_000)
    expect(times).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => n * 1e6))
    expect([unit, decimals]).toEqual(['s', 0])
  })
  it('stay exact far from the origin', () => {
    const { times, step, decimals, unit } = timeTicks([86_399_999_900, 86_400_000_000], 5)
    expect(step).toBe(20)
    expect(times.every((time) => Number.isInteger(time) && time % 20 === 0)).toBe(true)
    expect(times).toHaveLength(6)
    expect([unit, decimals]).toEqual(['clock', 5])
  })
  it('count in hours over a day', () => {
    expect(timeTicks([0, 86_400e6], 6).step).toBe(6 * 3600e6)
  })
  it('choose a unit by the length of the run', () => {
    expect([1_500, 900_000, 6e6, 600e6].map(unitFor)).toEqual(['µs', 'ms', 's', 'clock'])
    expect(decimalsFor(200_000, 's')).toBe(1)
    expect(decimalsFor(50, 'ms')).toBe(2)
  })
  it('never ask for more ticks than wanted', () => {
    for (let span = 60; span < 1e12; span *= 3) expect(timeTicks([0, span], 8).times.length).toBeLessThanOrEqual(9)
  })
  it('count in whole numbers', () => {
    expect(countTicks(10.24, 4)).toEqual([0, 5, 10])
    expect(countTicks(1, 5)).toEqual([0, 1])
    expect(countTicks(1160, 4)).toEqual([0, 500, 1000])
  })
})

describe('SVG surface', () => {
  it('merges equal cells into rectangles that cover the same pixels', () => {
    const width = 7
    const height = 5
    const pixels = Uint32Array.from({ length: width * height }, (_, i) => (i * 7) % 5 < 2 ? 0xff0000ff : (i >> 2) % 3 === 0 ? 0 : 0xff00ff00)
    const painted = new Uint32Array(width * height)
    for (const { x, y, width: w, height: h, pixel } of mergeCells(pixels, width, height)) {
      for (let row = y; row < y + h; row++) painted.fill(pixel, row * width + x, row * width + x + w)
    }
    expect(painted).toEqual(pixels)
    expect(mergeCells(new Uint32Array(12).fill(0xff00ff00), 4, 3)).toHaveLength(1)
  })
  it('escapes text, keeps patterns once', () => {
    const surface = createSvgSurface(100, 50, { fontSans: 'Inter', fontMono: 'Mono' })
    const fill = { color: '#123456', pattern: 'dots', ink: '#fff' } as const
    surface.rect({ x: 1, y: 2, width: 3, height: 4 }, fill, 2)
    surface.rect({ x: 5, y: 2, width: 3, height: 4 }, fill)
    surface.text({ x: 1, y: 2 }, '<script>&', { color: '#000', size: 12 })
    const svg = surface.toSvg('a "title"')
    expect(svg.match(/<pattern /g)).toHaveLength(1)
    expect(svg).toContain('&lt;script&gt;&amp;')
    expect(svg).not.toContain('<script>')
    expect(svg).toContain('aria-label="a &quot;title&quot;"')
  })
  it('closes its clip groups', () => {
    const surface = createSvgSurface(10, 10, { fontSans: '', fontMono: '' })
    surface.clip({ x: 0, y: 0, width: 5, height: 5 }, () => surface.area([0, 0, 1, 1, 2, 0], { color: 'red', opacity: 0.5 }))
    expect(surface.toSvg('')).toMatch(/<g clip-path="url\(#c0\)"><path d="M0 0L1 1L2 0Z" fill="red" fill-opacity="0.5"\/><\/g>/)
  })
})

it('the recording surface keeps copies', () => {
  const surface = createRecordingSurface(10, 10)
  const box = { x: 0, y: 0, width: 1, height: 1 }
  surface.rect(box, { color: 'red' })
  box.x = 5
  expect(surface.of('rect')[0]?.box.x).toBe(0)
})
