/**
 * Draws from the distributions of a scenario. A sampler is made once per setting; its draws are pure
 * functions of (stream key, counter).
 */
import { detExp, detLog, detPow } from '../../base/math'
import { exponential, exponentials, normal, normals, substream, uniform } from '../../base/random'
import type { StreamKey } from '../../base/random'
import { ruleNumber } from '../../rules/registry'
import type { Distribution } from '../scenario'
import type { Micros } from '../trace/schema'

/** Draws made at a time. */
export const BLOCK = 256

/** A draw of a stream at a counter. */
export type Draw = (key: StreamKey, counter: number) => number

/** Below its first point an empirical distribution runs linearly from this share of the first value. */
const EMPIRICAL_FLOOR = ruleNumber('MD-20', 'floor')
/** Above its last point it runs log-linearly to this multiple of the last value. */
const EMPIRICAL_TAIL = ruleNumber('MC-07', 'tail')

/** Draws in whole microseconds, never negative. `unitMicros` is the unit of the distribution's values. */
export function createSampler(d: Distribution, unitMicros = 1000): (key: StreamKey, counter: number) => Micros {
  if (d.kind === 'deterministic') {
    const constant = Math.max(0, Math.round(d.value * unitMicros))
    return () => constant
  }
  // The two that hot paths draw from, in one step: a rounded product is never negative.
  if (d.kind === 'lognormal') {
    const median = d.median * unitMicros
    const { sigma } = d
    return (key, counter) => Math.floor(median * detExp(sigma * normal(key, counter)) + 0.5)
  }
  if (d.kind === 'exponential') {
    const mean = d.mean * unitMicros
    return (key, counter) => Math.floor(mean * exponential(key, counter) + 0.5)
  }
  const draw = createRealSampler(d)
  return (key, counter) => {
    const micros = Math.round(draw(key, counter) * unitMicros)
    return micros > 0 ? micros : 0
  }
}

/** A block of draws from `first` on: what the sampler gives one by one, cut to 31 bits. */
export type Fill = (block: Int32Array, key: StreamKey, first: number) => void

/** Blocks hold small integers, which are never boxed: over 35 minutes. */
const LONGEST_DRAW: Micros = 2 ** 31 - 1

/** Cuts a draw to what a block holds. */
export const limited = (draw: Micros): Micros => (draw < LONGEST_DRAW ? draw | 0 : LONGEST_DRAW)

/** The same draws as `createSampler`, a block at a time: the two that hot paths draw from have loops of their own. */
export function createFill(d: Distribution, unitMicros = 1000): Fill {
  if (d.kind === 'lognormal') return lognormalFill(d.median * unitMicros, d.sigma)
  if (d.kind === 'exponential') return exponentialFill(d.mean * unitMicros)
  const draw = createSampler(d, unitMicros)
  return (block, key, first) => {
    for (let i = 0; i < block.length; i++) block[i] = limited(draw(key, first + i))
  }
}

function lognormalFill(median: Micros, sigma: number): Fill {
  const raw = new Float64Array(BLOCK)
  return (block, key, first) => {
    normals(raw, key, first)
    for (let i = 0; i < BLOCK; i++) block[i] = limited(Math.floor(median * detExp(sigma * raw[i]!) + 0.5))
  }
}

function exponentialFill(mean: Micros): Fill {
  const raw = new Float64Array(BLOCK)
  return (block, key, first) => {
    exponentials(raw, key, first)
    for (let i = 0; i < BLOCK; i++) block[i] = limited(Math.floor(mean * raw[i]! + 0.5))
  }
}

/** Draws in the distribution's own unit, not rounded: for ratios and rates. */
export function createRealSampler(d: Distribution): Draw {
  switch (d.kind) {
    case 'deterministic':
      return () => d.value
    case 'uniform': {
      const { min, max } = d
      return (key, counter) => min + (max - min) * uniform(key, counter)
    }
    case 'loguniform': {
      const { min } = d
      const range = detLog(d.max / min)
      return (key, counter) => min * detExp(range * uniform(key, counter))
    }
    case 'exponential': {
      const { mean } = d
      return (key, counter) => mean * exponential(key, counter)
    }
    case 'lognormal': {
      const { median, sigma } = d
      return (key, counter) => median * detExp(sigma * normal(key, counter))
    }
    case 'erlang':
      return erlang(d.mean, d.shape)
    case 'hyperexponential':
      return hyperexponential(d.mean, d.scv)
    case 'empirical':
      return empirical(d.quantiles)
  }
}

function erlang(mean: number, shape: number): Draw {
  const each = mean / shape
  return (key, counter) => {
    let sum = exponential(key, counter)
    for (let i = 1; i < shape; i++) sum += exponential(substream(key, i), counter)
    return each * sum
  }
}

function hyperexponential(mean: number, scv: number): Draw {
  const share = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2
  const often = mean / (2 * share)
  const seldom = mean / (2 * (1 - share))
  return (key, counter) =>
    (uniform(substream(key, 1), counter) < share ? often : seldom) * exponential(key, counter)
}

type Quantiles = Extract<Distribution, { kind: 'empirical' }>['quantiles']

function empirical(quantiles: Quantiles): Draw {
  const { probabilities, values } = withFloor(quantiles)
  const lastIndex = probabilities.length - 1
  const lastProbability = probabilities[lastIndex]!
  const lastValue = values[lastIndex]!
  return (key, counter) => {
    const u = uniform(key, counter)
    if (u >= lastProbability) return lastValue * detPow(EMPIRICAL_TAIL, (u - lastProbability) / (1 - lastProbability))
    let i = 1
    while (probabilities[i]! <= u) i++
    const p = probabilities[i - 1]!
    const v = values[i - 1]!
    return v + (values[i]! - v) * ((u - p) / (probabilities[i]! - p))
  }
}

/** The points with one at probability 0 in front, unless there is one. */
function withFloor(quantiles: Quantiles): { probabilities: number[]; values: number[] } {
  const probabilities = quantiles.map(([p]) => p)
  const values = quantiles.map(([, value]) => value)
  if (probabilities[0]! > 0) {
    probabilities.unshift(0)
    values.unshift(values[0]! * EMPIRICAL_FLOOR)
  }
  return { probabilities, values }
}

/** Exact mean of a distribution, in the unit of its values (ms unless the field says otherwise). */
export function meanMs(d: Distribution): number {
  switch (d.kind) {
    case 'deterministic':
      return d.value
    case 'uniform':
      return (d.min + d.max) / 2
    case 'loguniform':
      return d.max === d.min ? d.min : (d.max - d.min) / detLog(d.max / d.min)
    case 'lognormal':
      return d.median * detExp((d.sigma * d.sigma) / 2)
    case 'exponential':
    case 'erlang':
    case 'hyperexponential':
      return d.mean
    case 'empirical':
      return empiricalMean(d.quantiles)
  }
}

function empiricalMean(quantiles: Quantiles): number {
  const { probabilities, values } = withFloor(quantiles)
  const last = probabilities.length - 1
  let sum = ((1 - probabilities[last]!) * values[last]! * (EMPIRICAL_TAIL - 1)) / detLog(EMPIRICAL_TAIL)
  for (let i = 1; i <= last; i++) {
    sum += ((probabilities[i]! - probabilities[i - 1]!) * (values[i]! + values[i - 1]!)) / 2
  }
  return sum
}
