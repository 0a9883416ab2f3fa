import { exponentials, uniform } from '../../base/random'
import type { StreamKey } from '../../base/random'
import { MICROS_PER_SECOND } from '../../base/units'
import { createSampler, meanMs } from '../kernel/sampler'
import { createTimeHeap } from '../kernel/timeHeap'
import type { OwnArrivals } from './resolve'
import type { Micros } from '../trace/schema'

/** Sends the requests of one source: each call writes their next times in integer microseconds, Infinity when there are no more. */
export type ArrivalStream = (times: Float64Array) => void

/** One after the other. */
const each = (next: () => Micros): ArrivalStream => (times) => {
  for (let i = 0; i < times.length; i++) times[i] = next()
}

const never: ArrivalStream = (times) => void times.fill(Infinity)

/**
 * @param key stream of random numbers of this source's arrivals; draw n belongs to request n
 * @param until nobody asks for what comes later: it may be left out
 */
export function createArrivals(arrivals: OwnArrivals, key: StreamKey, until: Micros = Infinity): ArrivalStream {
  switch (arrivals.kind) {
    case 'poisson':
      return poisson(arrivals.ratePerSecond, key)
    case 'regular':
      return each(regular(arrivals.ratePerSecond, arrivals.offsetMs))
    case 'schedule':
      return arrivals.count === 0 ? never : each(schedule(arrivals, key, until))
    case 'bursts':
      return each(listed(allBursts(arrivals.bursts, key)))
    case 'list':
      return each(listed(Float64Array.from(arrivals.requests, (request) => Math.round(request.atMs * 1000))))
    case 'rate':
      return varying(arrivals.points, arrivals.periodMs, key)
    case 'renewal':
      return each(renewal(createSampler(arrivals.interval), key))
  }
}

export interface Burst {
  atMs: number
  count: number
  spreadMs: number
}

/** Times of a burst, ascending; a burst without spread comes at one instant. `index` keeps bursts of one source apart. */
export function burstTimes(burst: Burst, key: StreamKey, index: number): Float64Array {
  const at = Math.round(burst.atMs * 1000)
  const spread = burst.spreadMs * 1000
  const first = index * 2 ** 32
  const times = new Float64Array(burst.count)
  for (let n = 0; n < times.length; n++) times[n] = at + Math.floor(spread * uniform(key, first + n))
  return times.sort()
}

function allBursts(bursts: readonly Burst[], key: StreamKey): Float64Array {
  const times = new Float64Array(bursts.reduce((sum, { count }) => sum + count, 0))
  let end = 0
  bursts.forEach((burst, index) => {
    times.set(burstTimes(burst, key, index), end)
    end += burst.count
  })
  return times
}

function poisson(ratePerSecond: number, key: StreamKey): ArrivalStream {
  if (ratePerSecond <= 0) return never
  const mean = MICROS_PER_SECOND / ratePerSecond
  const state = { time: 0, n: 0 }
  return (times) => {
    exponentials(times, key, state.n)
    state.n += times.length
    let { time } = state
    for (let i = 0; i < times.length; i++) {
      time += times[i]! * mean
      times[i] = Math.floor(time + 0.5)
    }
    state.time = time
  }
}

function regular(ratePerSecond: number, offsetMs: number): () => Micros {
  if (ratePerSecond <= 0) return () => Infinity
  const state = { n: 0 }
  // Multiplied, not summed: no drift.
  return () => Math.round(offsetMs * 1000 + (state.n++ * MICROS_PER_SECOND) / ratePerSecond)
}

interface Rounds {
  periodMs: number
  offsetMs: number
  count: number
  jitterMs: number
}

/** At least one request a round. A late one may come after the first ones of many rounds that follow: they wait in a heap. */
function schedule({ periodMs, offsetMs, count, jitterMs }: Rounds, key: StreamKey, until: Micros): () => Micros {
  const pending = createTimeHeap()
  let round = 0

  function addRound(atMs: number): void {
    for (const time of burstTimes({ atMs, count, spreadMs: jitterMs }, key, round)) if (time <= until) pending.push(time)
    round++
  }

  return () => {
    for (;;) {
      const atMs = offsetMs + round * periodMs
      const at = Math.round(atMs * 1000)
      if (at > until || at > pending.first()) return pending.take()
      addRound(atMs)
    }
  }
}

/** Given times in any order, which it puts in order; equal times keep theirs. */
function listed(times: Float64Array): () => Micros {
  times.sort()
  let next = 0
  return () => (next < times.length ? times[next++]! : Infinity)
}

function renewal(interval: (key: StreamKey, n: number) => Micros, key: StreamKey): () => Micros {
  const state = { time: 0, n: 0 }
  return () => {
    state.time += Math.max(1, interval(key, state.n++))
    return state.time
  }
}

/**
 * Poisson process whose rate runs linearly between points: unit exponentials are summed and mapped to the
 * moment at which the integrated rate reaches the sum. A changed rate moves the same requests in time.
 */
function varying(points: readonly (readonly [number, number])[], periodMs: number | null, key: StreamKey): ArrivalStream {
  const segments = toSegments(points, periodMs)
  const perPeriod = segments.reduce((sum, segment) => sum + segment.mass, 0)
  if (perPeriod <= 0 && periodMs !== null) return never
  const state = { mass: 0, n: 0, start: 0, startMass: 0, segment: 0 }

  /** When the integrated rate reaches `state.mass`. */
  function reach(): Micros {
    for (;;) {
      const segment = segments[state.segment]
      if (segment === undefined) {
        if (periodMs === null) return Infinity
        // At a rate next to nothing the request is periods away: counted, not walked through.
        const whole = Math.floor((state.mass - state.startMass) / perPeriod)
        state.segment = 0
        state.start += (whole + 1) * periodMs * 1000
        state.startMass += whole * perPeriod
        if (state.start > Number.MAX_SAFE_INTEGER) return Infinity
        continue
      }
      const within = state.mass - state.startMass
      if (within <= segment.mass) return Math.round(state.start + segment.from + timeOfMass(segment, within))
      state.startMass += segment.mass
      state.segment++
    }
  }

  return (times) => {
    exponentials(times, key, state.n)
    state.n += times.length
    for (let i = 0; i < times.length; i++) {
      state.mass += times[i]!
      times[i] = reach()
    }
  }
}

interface Segment {
  /** Micros from the start of the period. */
  from: Micros
  span: Micros
  /** Requests per microsecond at both ends. */
  rate: number
  rateEnd: number
  /** Expected requests. */
  mass: number
}

function toSegments(points: readonly (readonly [number, number])[], periodMs: number | null): Segment[] {
  const segments: Segment[] = []
  const add = (fromMs: number, toMs: number, rate: number, rateEnd: number): void => {
    const span = (toMs - fromMs) * 1000
    const perMicro = rate / MICROS_PER_SECOND
    const mass = span === Infinity ? (perMicro > 0 ? Infinity : 0) : (((rate + rateEnd) / 2) * span) / MICROS_PER_SECOND
    if (span > 0) segments.push({ from: fromMs * 1000, span, rate: perMicro, rateEnd: rateEnd / MICROS_PER_SECOND, mass })
  }
  const first = points[0]
  const last = points[points.length - 1]
  if (first === undefined || last === undefined) return segments
  // Before the first and after the last point the rate stays what it is there.
  add(0, first[0], first[1], first[1])
  for (let i = 1; i < points.length; i++) add(points[i - 1]![0], points[i]![0], points[i - 1]![1], points[i]![1])
  add(last[0], periodMs ?? Infinity, last[1], last[1])
  return segments
}

/** Solves integral(rate) = mass within a segment: a quadratic, in the form that does not cancel. */
function timeOfMass(segment: Segment, mass: number): Micros {
  const slope = segment.span === Infinity ? 0 : (segment.rateEnd - segment.rate) / segment.span
  const root = Math.sqrt(Math.max(0, segment.rate * segment.rate + 2 * slope * mass))
  const divisor = segment.rate + root
  return divisor > 0 ? Math.min((2 * mass) / divisor, segment.span) : 0
}

/** How many requests are to be expected until then: the size of the table they go into. */
export function expectedRequests(arrivals: OwnArrivals, until: Micros): number {
  const seconds = until / MICROS_PER_SECOND
  switch (arrivals.kind) {
    case 'poisson':
    case 'regular':
      return arrivals.ratePerSecond * seconds + 1
    case 'schedule':
      return (Math.floor(until / 1000 / arrivals.periodMs) + 1) * arrivals.count
    case 'bursts':
      return arrivals.bursts.reduce((sum, burst) => sum + burst.count, 0)
    case 'list':
      return arrivals.requests.length
    case 'rate':
      return expectedVarying(toSegments(arrivals.points, arrivals.periodMs), arrivals.periodMs, until)
    case 'renewal':
      return until / 1000 / Math.max(0.001, meanMs(arrivals.interval)) + 1
  }
}

function expectedVarying(segments: readonly Segment[], periodMs: number | null, until: Micros): number {
  const span = periodMs === null ? Infinity : periodMs * 1000
  const upTo = (end: Micros): number =>
    segments.reduce((sum, segment) => {
      const t = Math.max(0, Math.min(end - segment.from, segment.span))
      if (t === 0) return sum
      const slope = segment.span === Infinity ? 0 : (segment.rateEnd - segment.rate) / segment.span
      return sum + segment.rate * t + (slope * t * t) / 2
    }, 0)
  const periods = Math.floor(until / span)
  return (periods > 0 ? periods * upTo(span) : 0) + upTo(periods > 0 ? until - periods * span : until)
}
