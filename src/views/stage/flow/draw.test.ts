import { describe, expect, it } from 'vitest'
import { HOME_PRESET, presetById } from '../../../scenario/presets/index.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import { createRecordingSurface } from '../../chart/recordingSurface.ts'
import { createSvgSurface } from '../../chart/svgSurface.ts'
import { palette } from '../testing.ts'
import { createFlowPainter } from './draw.ts'
import { runFlow, sceneOf, varied } from './testing.ts'

const WIDE = { width: 840, height: 130 }
const home = runFlow(HOME_PRESET.scenario)

function draw(run: typeof home, at: Parameters<typeof sceneOf>[2], size = WIDE) {
  const scene = sceneOf(run, size, at)
  const surface = createRecordingSurface(scene.layout.width, scene.layout.height)
  createFlowPainter()(surface, scene)
  return { scene, surface, texts: surface.of('text').map(({ text }) => text) }
}

/** When the first request is refused. */
const refusedAt = (): number => {
  const { records } = home.model.trace
  return records.time[records.kind.indexOf(KIND.throttle)]!
}

describe('the home scenario', () => {
  it('names every box and counts what is in it', () => {
    const { texts } = draw(home, { time: 1_200_000 })
    for (const word of ['callers', '10 sent', 'HTTP API', '8 waiting', 'Lambda', 'reserved', '8 of 8', 'orders-api', '8 of 8 busy']) {
      expect(texts).toContain(word)
    }
    for (let request = 1; request <= 8; request++) expect(texts).toContain(String(request))
  })

  it('draws a reservation that is all provisioned, or 0, as empty and says so', () => {
    const { scenario } = HOME_PRESET
    const changed = (patch: object) => runFlow({
      ...scenario,
      functions: scenario.functions.map((fn) => ({ ...fn, ...patch })),
      traffic: scenario.traffic.map((source) => ({ ...source, Qualifier: 'provisioned' in patch ? 'live' : null })),
    })
    const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 8, readyAtStart: true }]
    for (const [patch, words] of [[{ provisioned }, /all provisioned|none left/], [{ ReservedConcurrentExecutions: 0 }, /switched off/]] as const) {
      const { surface, texts } = draw(changed(patch), { time: 500_000 })
      expect(texts.join('\n')).toMatch(words)
      expect(texts).not.toContain('0 of 0')
      expect(surface.of('rect').some(({ box, fill }) => box.height === 6 && fill.color === palette.accent)).toBe(false)
    }
  })

  it('keeps names and numbers of pools apart in large type', () => {
    const textScale = 1.25
    const scene = { ...sceneOf(home, WIDE, { time: 1_200_000 }), palette: { ...palette, textScale } }
    for (const width of [70, 90, 110, 130]) {
      const surface = createRecordingSurface(840, 130)
      const [meters] = scene.layout.functions.map(({ meters: boxes }) => boxes.map((box) => ({ ...box, width })))
      createFlowPainter()(surface, { ...scene, layout: { ...scene.layout, functions: [{ ...scene.layout.functions[0]!, meters: meters! }] } })
      const box = meters![0]!
      const line = surface.of('text').filter(({ at }) => at.y === box.y + Math.round(box.height / 2) - 1 && at.x >= box.x && at.x <= box.x + width)
      const value = line.find(({ style }) => style.anchor === 'end')!
      const name = line.find(({ at, style }) => at.x === box.x && style.anchor !== 'end')
      const letter = 6.2 * textScale
      expect(value.at.x - value.text.length * letter).toBeGreaterThanOrEqual(box.x + (name?.text.length ?? 0) * letter)
    }
  })

  it('fills its cells with the colours and patterns of the timeline', () => {
    const { surface } = draw(home, { time: 1_200_000 })
    const fills = surface.of('rect').map(({ fill }) => fill)
    expect(fills.filter(({ color, opacity }) => color === palette.phases.runtimeStart.fill && opacity === undefined).length).toBeGreaterThanOrEqual(8)
    expect(draw(home, { time: 1_450_000 }).surface.of('rect').some(({ fill }) => fill.color === palette.phases.functionInit.fill && fill.pattern === 'dots')).toBe(true)
  })

  it('bounces what is refused: a cross in the colour of alarm, and its status', () => {
    const before = draw(home, { time: refusedAt() - 1 })
    expect(before.texts.some((text) => text.startsWith('429'))).toBe(false)
    const { texts, surface } = draw(home, { time: refusedAt() + 30_000 })
    expect(texts.some((text) => text.startsWith('429'))).toBe(true)
    expect(surface.of('polyline').filter(({ stroke }) => stroke.color === palette.alarm)).toHaveLength(4)
    const later = draw(home, { time: refusedAt() + 400_000 })
    expect(later.surface.of('polyline').some(({ stroke }) => stroke.color === palette.alarm)).toBe(false)
  })

  it('moves what is refused back to its caller', () => {
    const places = [10_000, 100_000, 200_000, 330_000].map((after) => {
      const { trips } = draw(home, { time: refusedAt() + after }).scene
      return trips.list.slice(0, trips.length).find(({ kind }) => kind === 'refusal')!.x
    })
    expect(places).toEqual(places.toSorted((a, b) => b - a))
  })

  it('draws the same at the same time, whichever way it came there', () => {
    const scenes = [1_150_000, 2_000_000, 1_150_000].map((time) => draw(home, { time }).surface.calls)
    expect(scenes[2]).toEqual(scenes[0])
    expect(draw(home, { time: 1_150_000, rate: -0.5 }).surface.calls).toEqual(scenes[0])
  })

  it('with less motion stands at the ends and the middle of the ways', () => {
    const { scene } = draw(home, { time: 1_060_000, reduced: true })
    const { legs } = scene.layout.sources[0]!
    // Two legs: the middle of the way is the gateway.
    const stops = [legs[0]!.x0, legs[1]!.x0, legs[1]!.x1].map(Math.round)
    const requests = scene.trips.list.slice(0, scene.trips.length).filter(({ kind }) => kind === 'request')
    expect(requests.length).toBeGreaterThan(2)
    for (const { x } of requests) expect(stops).toContain(Math.round(x))
  })

  it('rings what is selected', () => {
    const { records } = home.model.trace
    const handler = records.kind.indexOf(KIND.handler)
    const rings = (selection: number | null) =>
      draw(home, { time: records.time[handler]! + 1000, selection }).surface.of('rect').filter(({ fill, box }) => fill.color === palette.accent && box.width > 20 && box.width < 60)
    expect(rings(null)).toHaveLength(0)
    expect(rings(handler)).toHaveLength(1)
  })
})

describe('crowds', () => {
  const crowd = runFlow(presetById('flash-crowd')!.scenario)

  it('are pixels, streams and counts: as few calls as a small run', () => {
    const { surface, texts } = draw(crowd, { time: 7_000_000, rate: 2 })
    expect(surface.of('bitmap')).toHaveLength(1)
    expect(surface.calls.length).toBeLessThan(400)
    expect(texts.some((text) => /^1\.\d+K\/s$/.test(text))).toBe(true)
    expect(new Set(surface.of('bitmap')[0]!.pixels).size).toBeGreaterThan(2)
  })

  it('are a bar of proportions where even pixels are too large', () => {
    const { surface, texts, scene } = draw(crowd, { time: 7_000_000, rate: 2 }, { width: 300, height: 40 })
    expect(scene.layout.functions[0]!.grids[0]!.mode).toBe('bar')
    expect(surface.of('bitmap')).toHaveLength(0)
    expect(texts.some((text) => text.endsWith(' handler'))).toBe(true)
  })
})

describe('a bit of everything', () => {
  const run = runFlow(varied())

  it('shows give-ups, retries, waits for a connection and both pools', () => {
    const seen = new Set<string>()
    const colors = new Set<string>()
    for (let time = 0; time < run.model.trace.until; time += 100_000) {
      const { texts, surface } = draw(run, { time }, { width: 840, height: 200 })
      texts.forEach((text) => seen.add(text.replace(/[\d,.]+/g, '#')))
      surface.of('area').forEach(({ fill }) => colors.add(fill.color))
    }
    for (const word of ['# to retry', '# waiting', 'provisioned', 'on demand', 'Downstream', '# at a time']) expect([...seen]).toContain(word)
    expect([...seen].some((word) => word.startsWith('#') && word.includes('×'))).toBe(true)
    expect(colors).toContain(palette.alarm)
  })

  it('draws nothing that is not a number, on either surface, at any width', () => {
    for (const width of [320, 390, 712, 840, 1200]) {
      const { surface, scene } = draw(run, { time: 2_000_000 }, { width, height: 150 })
      for (const call of surface.calls) {
        if (call.kind === 'text') expect(call.style.size).toBeGreaterThanOrEqual(12)
        const numbers = call.kind === 'polyline' || call.kind === 'area' ? call.points : call.kind === 'text' ? [call.at.x, call.at.y] : [call.box.x, call.box.y, call.box.width, call.box.height]
        expect(numbers.every(Number.isFinite), JSON.stringify(call)).toBe(true)
      }
      const svg = createSvgSurface(width, scene.layout.height, palette)
      createFlowPainter()(svg, scene)
      expect(svg.toSvg('flow')).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})
