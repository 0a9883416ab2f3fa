import { describe, expect, it } from 'vitest'
import { inFlightAt } from '../../../metrics/flight.ts'
import { defaultScenario } from '../../../scenario/defaults.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { createRecordingSurface } from '../../chart/recordingSurface.ts'
import { createTimeScale } from '../../chart/timeScale.ts'
import { burst, indexOf, palette, randomRun } from '../testing.ts'
import { curveOf, inFlightNow, refusalsIn, stepAt } from './curve.ts'
import { axisTop, drawConcurrency, yOf, type ConcurrencyScene } from './drawConcurrency.ts'
import { drawLimitLabels, limitLabels } from './limitLabels.ts'
import { limitLines, type LimitLine } from './limits.ts'

describe('curve', () => {
  const { trace } = randomRun(60)
  const index = indexOf(trace)
  const at = (domain: readonly [number, number]) => curveOf(index, createTimeScale(domain, [0, 700]))

  it('is exact where records are drawn', () => {
    for (const domain of [[3_000_000, 3_700_000], [10_000_000, 10_050_000], [0, 800_000]] as const) {
      const curve = at(domain)
      expect(curve.exact).toBe(true)
      for (let t = domain[0]; t < domain[1]; t += 7_013) {
        const step = stepAt(curve, t)
        expect(curve.busy[step]).toBe(inFlightAt(trace, 0, t))
        expect(curve.initialising[step]! + curve.running[0]![step]!).toBe(curve.busy[step])
      }
    }
  })
  it('with more changes than pixels is the exact peak of each pixel', () => {
    const { trace: long } = randomRun(60, 2_000_000)
    const index = indexOf(long)
    // Columns just narrower than the bins of the levels, which would else be read.
    const width = 0.95 * long.levels.binSpan
    const columns = 3
    let compared = 0
    for (let from = 1_000_000; from < 9_000_000; from += 400_000) {
      const scale = createTimeScale([from, from + columns * width], [0, columns])
      const exact = curveOf(index, createTimeScale(scale.domain, [0, 700]))
      const coarse = curveOf(index, scale)
      if (exact.length <= 2 * columns + 1) continue
      expect([coarse.exact, coarse.length]).toEqual([false, columns])
      for (let column = 0; column < columns; column++) {
        const [start, end] = [scale.toTime(column), scale.toTime(column + 1)]
        let peak = exact.busy[stepAt(exact, start)]!
        for (let step = 0; step < exact.length; step++) if (exact.time[step]! > start && exact.time[step]! < end) peak = Math.max(peak, exact.busy[step]!)
        expect(coarse.busy[column]).toBe(peak)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(10)
  })
  it('is read exactly at a moment', () => {
    for (let t = 0; t < trace.until; t += 97_001) expect(inFlightNow(index, t).busy).toBe(inFlightAt(trace, 0, t))
  })
  it('from the levels is the peak of each pixel', () => {
    const curve = at([0, trace.until])
    expect(curve.exact).toBe(false)
    expect(Math.max(...curve.busy)).toBe(Math.max(...trace.levels.busyMax[0]!))
    for (let step = 0; step < curve.length; step += 11) expect(curve.busy[step]).toBeGreaterThanOrEqual(inFlightAt(trace, 0, curve.time[step]! + 5))
  })
  it('counts every refusal once, near or far', () => {
    const throttles = trace.levels.throttles[0]!.reduce((a, b) => a + b)
    expect(throttles).toBeGreaterThan(10)
    for (const span of [1_000, 50_000, 700_000]) {
      expect(refusalsIn(index, [0, trace.until], span).reduce((sum, { count }) => sum + count, 0)).toBe(throttles)
    }
  })
})

describe('limits', () => {
  const base = defaultScenario()
  const fn = base.functions[0]!
  const scenario: Scenario = {
    ...base,
    functions: [
      { ...fn, FunctionName: 'a', ReservedConcurrentExecutions: 100 },
      { ...fn, FunctionName: 'b', provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 7, readyAtStart: true }] },
    ],
    interventions: [{ kind: 'setting', atMs: 500, function: 'a', set: { ReservedConcurrentExecutions: null } }],
  }
  it('follow the settings over time', () => {
    const lines = limitLines(scenario)
    expect(lines.map(({ kind, functionName }) => [kind, functionName])).toEqual([
      ['account', null], ['unreserved', null], ['reserved', 'a'], ['provisioned', 'b'],
    ])
    expect(lines[1]!.steps).toEqual([{ time: 0, value: 900 }, { time: 500_000, value: 1000 }])
    expect(lines[2]!.steps).toEqual([{ time: 0, value: 100 }, { time: 500_000, value: null }])
  })
  it('of a single function need no name', () => {
    expect(limitLines({ ...base, functions: [{ ...fn, ReservedConcurrentExecutions: 3 }] }).at(-1)).toMatchObject({ kind: 'reserved', functionName: null })
  })
})

describe('picture', () => {
  const trace = burst()
  const index = indexOf(trace)
  const scale = createTimeScale([0, trace.until], [120, 820])
  const limits = [
    { kind: 'account' as const, functionName: null, steps: [{ time: 0, value: 1000 }] },
    { kind: 'reserved' as const, functionName: null, steps: [{ time: 0, value: 8 }] },
  ]
  const scene: ConcurrencyScene = {
    plot: { x: 120, y: 20, width: 700, height: 120 },
    scale,
    palette,
    curve: curveOf(index, scale),
    refusals: refusalsIn(index, scale.domain, 60_000),
    busiest: () => 0,
    bucketSpan: 60_000,
    limits,
    top: axisTop(trace.levels, limits),
    limitLabel: ({ kind }, value, twin) => `${kind}${twin === null ? '' : ` = ${twin}`} ${value}`,
    offScale: (label) => `${label} above`,
    count: String,
  }
  it('shows refusals above what was in flight, the near limit as a line and names the far one', () => {
    const surface = createRecordingSurface(840, 150)
    drawConcurrency(surface, scene)
    drawLimitLabels(surface, scene)
    const alarms = surface.of('rect').filter(({ fill }) => fill.color === palette.alarm)
    expect(alarms.length).toBeGreaterThanOrEqual(2)
    const limit = surface.of('polyline').find(({ stroke }) => stroke.color === palette.limits.reserved)
    for (const { box } of alarms) expect(box.y + box.height).toBeCloseTo(limit!.points[1]!, 6)
    expect(surface.of('polyline').some(({ stroke }) => stroke.color === palette.limits.account)).toBe(false)
    expect(surface.of('text').map(({ text }) => text)).toEqual(expect.arrayContaining(['0', '5', '10', 'reserved 8', 'account 1000 above']))
  })
  const line = (kind: LimitLine['kind'], value: number): LimitLine => ({ kind, functionName: null, steps: [{ time: 0, value }] })
  it('names limits of the same value once', () => {
    const texts = (...lines: LimitLine[]) => limitLabels({ ...scene, limits: lines }).map(({ text }) => text)
    expect(texts(line('reserved', 8), line('provisioned', 8))).toEqual(['reserved = provisioned 8'])
    expect(texts(line('account', 9), line('unreserved', 9))).toEqual(['unreserved = account 9'])
    expect(texts(line('reserved', 8), { ...line('provisioned', 8), functionName: 'other' })).toHaveLength(2)
  })
  it('sets the lower of two close limits under its line, and hides nothing behind either', () => {
    const surface = createRecordingSurface(840, 150)
    const close = { ...scene, limits: [line('reserved', 8), line('provisioned', 7)] }
    const [lower, upper] = limitLabels(close)
    expect(lower!.y).toBeGreaterThan(yOf(close, 7))
    expect(upper!.y).toBeLessThan(yOf(close, 8))
    drawLimitLabels(surface, close)
    expect(surface.of('rect')).toEqual([])
    expect(surface.of('text').map(({ style }) => style.halo)).toEqual([palette.background, palette.background])
  })
  it('goes above the chart where the data would be in the way, one beside the other', () => {
    const busy = { ...scene, busiest: () => scene.top, limits: [line('reserved', 8), line('provisioned', 5)] }
    const [lower, upper] = limitLabels(busy)
    expect([lower!.y, upper!.y]).toEqual([14, 14])
    expect(upper!.x).toBeLessThan(lower!.x - lower!.text.length * 6)
    const narrow = { ...busy, plot: { ...scene.plot, width: 120 }, scale: createTimeScale([0, trace.until], [120, 240]) }
    expect(limitLabels(narrow).map(({ outside }) => outside)).toEqual([true, false])
  })
  it('draws steps: no slanted line', () => {
    const surface = createRecordingSurface(840, 150)
    drawConcurrency(surface, scene)
    for (const { points } of [...surface.of('polyline'), ...surface.of('area')]) {
      for (let i = 2; i + 1 < points.length; i += 2) expect(points[i] === points[i - 2] || points[i + 1] === points[i - 1]).toBe(true)
    }
  })
})
