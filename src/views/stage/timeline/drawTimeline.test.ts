import { describe, expect, it } from 'vitest'
import { traceFromText } from '../../../sim/trace/testing/fixture.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import type { Trace } from '../../../sim/trace/schema.ts'
import { createRecordingSurface } from '../../chart/recordingSurface.ts'
import { createTimeScale } from '../../chart/timeScale.ts'
import { burst, indexOf, palette, randomRun } from '../testing.ts'
import { assignSlots } from '../../../metrics/timeline/codes.ts'
import { axisLabels, drawAxisLabels } from './drawFurniture.ts'
import { createTimelinePainter, type TimelineScene } from './drawTimeline.ts'
import { layoutTimeline } from './layout.ts'

function draw(trace: Trace, domain: readonly [number, number] = [0, trace.until], height = 480) {
  const index = indexOf(trace)
  const layout = layoutTimeline(index.rows, { width: 840, height })
  const scene: TimelineScene = {
    index,
    layout,
    palette,
    scale: createTimeScale(domain, [layout.plot.x, layout.plot.x + layout.plot.width]),
    slots: assignSlots(index.rows),
    lod: null,
    billed: (id) => (trace.records.kind[id] === KIND.handler ? { start: trace.records.time[id]!, billedMs: Math.ceil(trace.records.span[id]! / 1000) } : null),
    label: String,
    functionName: () => 'orders',
    sourceName: () => 'queue',
    sourceArt: null,
    text: {
      tick: (time) => `t${time}`,
      environment: (row) => `env ${row}`,
      environments: (count) => `${count} envs`,
      caption: () => 'caption',
      special: ({ kind }) => kind,
      times: (count) => `x${count}`,
    },
  }
  const surface = createRecordingSurface(840, height)
  createTimelinePainter()(surface, scene)
  return { surface, scene }
}

describe('timeline picture', () => {
  it('draws every bar of a small run in its phase, with a gap of a pixel', () => {
    const trace = burst()
    const { surface, scene } = draw(trace)
    const bars = surface.of('rect').filter(({ fill }) => fill.color === palette.phases.handler.fill)
    expect(bars).toHaveLength(22)
    const first = trace.records.kind.indexOf(KIND.handler)
    const { time, span } = trace.records
    const [left, right] = [time[first]!, time[first]! + span[first]!].map(scene.scale.toPx)
    const bar = bars.find(({ box }) => Math.abs(box.x - left! - 0.5) < 1e-9)
    expect(bar?.box.width).toBeCloseTo(right! - left! - 1, 6)
    const patterns = new Set(surface.of('rect').map(({ fill }) => fill.pattern).filter((pattern) => pattern && pattern !== 'none'))
    // The downloads are too narrow here for a pattern to be seen.
    expect(patterns).toEqual(new Set(['diagonal', 'dots']))
  })
  it('puts request numbers where they fit and a ribbon under each invocation', () => {
    const { surface } = draw(burst(), [900_000, 2_100_000])
    const texts = surface.of('text').map(({ text }) => text)
    expect(texts).toEqual(expect.arrayContaining(['1', '8', 'env 0', 'throttled']))
    expect(surface.of('rect').filter(({ fill }) => fill.color === palette.billed)).toHaveLength(8)
  })
  it('puts a number that does not fit beside its bar, and never over anything', () => {
    const trace = traceFromText(1000, 'f/1: 0 handler#1 10; 300 handler#2 10; 310 handler#3 400; 900 handler#4 10; 990 handler#5 10\nf/2: 0 handler#6 10; 20 shutdown')
    const { surface } = draw(trace)
    const numbers = surface.of('text').filter(({ style }) => style.weight === 600)
    // 2 is hard against 3, 5 against the end of the run, and 6 against the end of its environment.
    expect(numbers.map(({ text }) => text)).toEqual(['1', '3', '4'])
    expect(numbers.map(({ style }) => style.color)).toEqual([palette.text, palette.phases.handler.ink, palette.text])
    const bars = surface.of('rect').filter(({ fill }) => fill.color === palette.phases.handler.fill)
    for (const { at, text, style } of numbers) {
      if (style.color !== palette.text) continue
      const [left, right] = [at.x, at.x + 7 * text.length]
      expect(bars.every(({ box }) => box.y > at.y || box.y + box.height < at.y || box.x >= right || box.x + box.width <= left)).toBe(true)
    }
  })
  it('marks refusals once per place and counts what lies under a mark', () => {
    const { surface } = draw(burst())
    expect(surface.of('polyline').filter(({ stroke }) => stroke.color === palette.alarm)).toHaveLength(4)
    expect(surface.of('text').map(({ text }) => text)).toContain('x2')
    const close = draw(burst(), [1_100_000, 1_200_000])
    expect(close.surface.of('polyline').filter(({ stroke }) => stroke.color === palette.alarm)).toHaveLength(4)
  })
  it('shows failures by colour and shape', () => {
    const { surface } = draw(burst())
    expect(surface.of('area').filter(({ fill }) => fill.color === palette.alarm)).toHaveLength(1)
  })
  it('ends the line of an environment that was shut down', () => {
    const trace = traceFromText(1000, 'f/1: 0 handler 100; 500 shutdown\nf/2: 0 handler 10')
    const { surface, scene } = draw(trace)
    const ends = surface.of('rect').filter(({ fill, box }) => fill.color === palette.idle && box.width === 2)
    expect(ends.map(({ box }) => box.x + 1)).toEqual([scene.scale.toPx(500_000)])
  })
  it('stays within bounds however far it is zoomed in', () => {
    const { surface } = draw(burst(), [1_500_000, 1_500_050])
    for (const { box } of surface.of('rect')) {
      expect(Math.abs(box.x)).toBeLessThan(2000)
      expect(box.width).toBeLessThan(2000)
    }
  })
  it('paints a crowd as pixels, as many as the plot has', () => {
    const { trace } = randomRun(400, 20_000)
    const { surface, scene } = draw(trace)
    const [bitmap] = surface.of('bitmap')
    expect(bitmap?.box.width).toBe(scene.layout.plot.width)
    expect(bitmap?.pixels.some((pixel) => pixel !== 0)).toBe(true)
    expect(surface.of('rect').filter(({ fill }) => fill.color === palette.phases.handler.fill)).toHaveLength(0)
    const zoomed = draw(trace, [1_000_000, 1_200_000])
    expect(zoomed.surface.of('bitmap')).toHaveLength(0)
  })
})

describe('axis', () => {
  it('keeps its labels apart and next to the plot, whatever the stretch', () => {
    const trace = burst()
    for (const domain of [[0, trace.until], [1_500_000, 1_500_050], [900_000, 2_100_000]] as const) {
      const { scene } = draw(trace, domain)
      const labels = axisLabels({ ...scene, text: { ...scene.text, tick: (time) => `${time} microseconds` } })
      expect(labels.length).toBeGreaterThan(1)
      labels.forEach(({ from, to }, at) => {
        expect(from).toBeGreaterThanOrEqual(at === 0 ? scene.layout.plot.x - 12 : labels[at - 1]!.to)
        expect(to).toBeLessThanOrEqual(scene.layout.plot.x + scene.layout.plot.width + 12)
      })
    }
  })
  it('leaves out the label under the time of the playhead', () => {
    const { scene } = draw(burst())
    const [first, second] = axisLabels(scene)
    const surface = createRecordingSurface(840, 30)
    drawAxisLabels(surface, scene, [{ from: second!.from - 10, to: second!.from + 1 }])
    const texts = surface.of('text').map(({ text }) => text)
    expect(texts).toContain(first!.text)
    expect(texts).not.toContain(second!.text)
  })
})
