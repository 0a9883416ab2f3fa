import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults.ts'
import type { Arrivals, Distribution } from '../../sim/scenario.ts'
import {
  DISTRIBUTION_KINDS,
  centreOf,
  meanRate,
  sourcesOf,
  withArrivalKind,
  withCentre,
  withFunction,
  withKind,
  withPart,
} from './edit.ts'

const SHAPES: readonly Distribution[] = [
  { kind: 'deterministic', value: 20 },
  { kind: 'uniform', min: 10, max: 30 },
  { kind: 'loguniform', min: 5, max: 80 },
  { kind: 'exponential', mean: 20 },
  { kind: 'lognormal', median: 20, sigma: 0.4 },
  { kind: 'erlang', mean: 20, shape: 3 },
  { kind: 'hyperexponential', mean: 20, scv: 4 },
  { kind: 'empirical', quantiles: [[0.1, 10], [0.4, 16], [0.6, 24], [0.99, 90]] },
]

describe('centre of a distribution', () => {
  it.each(SHAPES)('reads and moves $kind', (shape) => {
    expect(centreOf(shape)).toBeCloseTo(20, 6)
    const moved = withCentre(shape, 35)
    expect(moved.kind).toBe(shape.kind)
    expect(centreOf(moved)).toBeCloseTo(35, 3)
  })

  it('keeps the shape', () => {
    expect(withCentre({ kind: 'uniform', min: 10, max: 30 }, 40)).toEqual({ kind: 'uniform', min: 20, max: 60 })
  })

  it('collapses to zero and starts again as a fixed value', () => {
    const none = withCentre({ kind: 'lognormal', median: 20, sigma: 0.4 }, 0)
    expect(none).toEqual({ kind: 'deterministic', value: 0 })
    expect(withCentre(none, 5)).toEqual({ kind: 'deterministic', value: 5 })
  })

  it.each(DISTRIBUTION_KINDS)('changes the kind to %s around the same centre', (kind) => {
    for (const shape of SHAPES) expect(centreOf(withKind(shape, kind))).toBeCloseTo(20, 6)
  })
})

describe('kinds of arrivals', () => {
  const kinds: readonly Exclude<Arrivals['kind'], 'list'>[] = ['poisson', 'regular', 'renewal', 'schedule', 'bursts', 'rate']
  it.each(kinds)('%s sends about as many requests as before', (kind) => {
    const next = withArrivalKind({ kind: 'poisson', ratePerSecond: 12 }, kind, 60_000)
    expect(next.kind).toBe(kind)
    expect(meanRate(next, 60_000) / 12).toBeGreaterThan(0.7)
    expect(meanRate(next, 60_000) / 12).toBeLessThan(1.3)
  })
})

describe('edits', () => {
  const scenario = defaultScenario({
    functions: [defaultFunction('a'), defaultFunction('b')],
    traffic: [defaultSource('one', 'b'), defaultSource('two', 'a'), defaultSource('three', 'b')],
  })

  it('change one function and leave the rest as it is', () => {
    const next = withFunction(scenario, { fn: 1, source: 0 }, { MemorySize: 512 })
    expect(next.functions[1]?.MemorySize).toBe(512)
    expect(next.functions[0]).toBe(scenario.functions[0])
    expect(scenario.functions[1]?.MemorySize).toBe(128)
  })

  it('change one field of a part', () => {
    const next = withPart(scenario, { fn: 0, source: 0 }, 'faults', { errorRate: 0.5 })
    expect(next.functions[0]?.faults).toEqual({ ...scenario.functions[0]?.faults, errorRate: 0.5 })
  })

  it('know whose sources are whose', () => {
    expect(sourcesOf(scenario, 0)).toEqual([1])
    expect(sourcesOf(scenario, 1)).toEqual([0, 2])
    expect(sourcesOf(scenario, 7)).toEqual([])
  })
})
