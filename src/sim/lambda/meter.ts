/**
 * Counters the engine keeps while it runs, for runs too long to record: averages over time, counts and their
 * value at given moments. The engine calls the meter at every change; a call costs a few nanoseconds.
 *
 * Everything is cumulative from time 0; whatever belongs to a window is the difference of two snapshots.
 */
import type { Micros } from '../trace/schema.ts'
import type { Clock } from '../trace/writer.ts'

/** What became of an attempt for which no environment was there. */
export type ArrivalOutcome = 'cold' | 'throttled'

export interface MeterOptions {
  /** End of the warm-up: the window of the results begins here. */
  fromMicros: Micros
  /** Moments of which a snapshot is wanted, ascending. */
  timesMicros?: readonly Micros[]
  /** Keep how much time was spent at each number of busy and of alive environments. */
  levels?: boolean
}

/** The meter at one moment: events at that very moment are included. All counts and sums run from time 0. */
export interface MeterSnapshot {
  at: Micros
  /** In flight, initialising included. */
  busy: number
  /** Environments alive, idle ones included. */
  alive: number
  arrivals: number
  cold: number
  throttled: number
  /** Invocations that ended. */
  settled: number
  /** Sum of their response times. */
  responseMicros: number
  /** Integral of `busy` over time (environment-microseconds). */
  busyMicros: number
  aliveMicros: number
  /** Environments that died, and the sum of their lifetimes. */
  died: number
  lifetimeMicros: number
}

/** Microseconds spent at each level; the index is the level. */
export type LevelTimes = Float64Array

export interface MeterReading {
  /** At `fromMicros`. */
  from: MeterSnapshot
  /** At the end of the run. */
  until: MeterSnapshot
  /** At `timesMicros`, in that order; moments after the end of the run are left out. */
  snapshots: readonly MeterSnapshot[]
  /** Within the window; empty unless `levels` was asked for. */
  busyTimes: LevelTimes
  aliveTimes: LevelTimes
}

/** Plain data for the functions below: a closure's variables are looked up and checked at every access. */
export interface Meter {
  /** The present level holds since then. */
  last: Micros
  /** The next moment of which a snapshot is wanted. */
  next: Micros
  busy: number
  alive: number
  arrivals: number
  cold: number
  throttled: number
  settled: number
  died: number
  busyMicros: number
  aliveMicros: number
  responseMicros: number
  lifetimeMicros: number
  /** Moments of snapshots, the start of the window among them, and which one it is. */
  readonly times: readonly Micros[]
  readonly fromAt: number
  readonly taken: MeterSnapshot[]
  /** Null unless asked for. */
  readonly busyTimes: GrowingTimes | null
  readonly aliveTimes: GrowingTimes | null
}

const FIRST_LEVELS = 256

interface GrowingTimes {
  add(level: number, span: Micros): void
  clear(): void
  values(): LevelTimes
}

/** Time spent at each level, growing as levels are reached. */
function createLevelTimes(): GrowingTimes {
  let times = new Float64Array(FIRST_LEVELS)
  return {
    add(level: number, span: Micros): void {
      if (level >= times.length) {
        const grown = new Float64Array(level * 2)
        grown.set(times)
        times = grown
      }
      times[level] = (times[level] as number) + span
    },
    clear: () => void times.fill(0),
    values: (): LevelTimes => times,
  }
}

/** Snapshots to take, in order: the start of the window among the moments asked for. */
function moments(options: MeterOptions): { times: readonly Micros[]; fromAt: number } {
  const asked = options.timesMicros ?? []
  const fromAt = asked.filter((time) => time < options.fromMicros).length
  return { times: [...asked.slice(0, fromAt), options.fromMicros, ...asked.slice(fromAt)], fromAt }
}

/** A meter for one run. Times must not go back. */
export function createMeter(options: MeterOptions): Meter {
  const { times, fromAt } = moments(options)
  const withLevels = options.levels === true
  return {
    last: 0, next: times[0] ?? Infinity,
    busy: 0, alive: 0, arrivals: 0, cold: 0, throttled: 0, settled: 0, died: 0,
    busyMicros: 0, aliveMicros: 0, responseMicros: 0, lifetimeMicros: 0,
    times, fromAt, taken: [],
    busyTimes: withLevels ? createLevelTimes() : null,
    aliveTimes: withLevels ? createLevelTimes() : null,
  }
}

function snapshotAt(at: Micros, meter: Meter): MeterSnapshot {
  const { busy, alive, arrivals, cold, throttled, settled, died, busyMicros, aliveMicros, responseMicros, lifetimeMicros } = meter
  return { at, busy, alive, arrivals, cold, throttled, settled, died, busyMicros, aliveMicros, responseMicros, lifetimeMicros }
}

function integrate(meter: Meter, now: Micros): void {
  const span = now - meter.last
  meter.last = now
  meter.busyMicros += span * meter.busy
  meter.aliveMicros += span * meter.alive
  meter.busyTimes?.add(meter.busy, span)
  meter.aliveTimes?.add(meter.alive, span)
}

/** Takes the snapshots of moments before `now`; strictly, so that events of the moment itself are counted. */
function advance(meter: Meter, now: Micros): void {
  while (meter.next < now) {
    const at = meter.next
    integrate(meter, at)
    if (meter.taken.length === meter.fromAt) {
      meter.busyTimes?.clear()
      meter.aliveTimes?.clear()
    }
    meter.taken.push(snapshotAt(at, meter))
    meter.next = meter.times[meter.taken.length] ?? Infinity
  }
}

/** An attempt arrived. Like the others it takes the clock, not the time: a double handed over is boxed anew. */
export function meterArrival(meter: Meter, clock: Clock, outcome: ArrivalOutcome): void {
  if (clock.now > meter.next) advance(meter, clock.now)
  meter.arrivals++
  if (outcome === 'cold') meter.cold++
  else if (outcome === 'throttled') meter.throttled++
}

/** An attempt was given an environment that was there. The change of level that goes with it has been told. */
export function meterWarm(meter: Meter): void {
  meter.arrivals++
}

/** After every change of the number in flight or of environments alive. */
export function meterLevel(meter: Meter, of: { readonly clock: Clock; readonly busy: number; readonly alive: number }): void {
  const { clock } = of
  if (clock.now > meter.next) advance(meter, clock.now)
  integrate(meter, clock.now)
  meter.busy = of.busy
  meter.alive = of.alive
}

/** An invocation ended. The change of level that goes with it has been told: it brings the meter up to this moment. */
export function meterSettled(meter: Meter, clock: Clock, of: { readonly arrivedAt: Micros }): void {
  meter.settled++
  meter.responseMicros += clock.now - of.arrivedAt
}

/** An environment was reclaimed. */
export function meterDeath(meter: Meter, clock: Clock, of: { readonly born: Micros }): void {
  if (clock.now > meter.next) advance(meter, clock.now)
  meter.died++
  meter.lifetimeMicros += clock.now - of.born
}

/** Closes the meter at the end of the run. */
export function readMeter(meter: Meter, untilMicros: Micros): MeterReading {
  const { taken, times, fromAt } = meter
  advance(meter, untilMicros)
  integrate(meter, untilMicros)
  const until = snapshotAt(untilMicros, meter)
  while (taken.length < times.length && times[taken.length] === untilMicros) taken.push(until)
  const none = new Float64Array(0)
  return {
    from: taken[fromAt] ?? until,
    until,
    snapshots: taken.filter((_, row) => row !== fromAt),
    busyTimes: meter.busyTimes?.values() ?? none,
    aliveTimes: meter.aliveTimes?.values() ?? none,
  }
}
