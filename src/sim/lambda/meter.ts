/**
 * Counters the engine keeps while it runs, for runs too long to record: averages over time, counts and their
 * value at given moments. The engine calls the meter at every change; a call costs a few nanoseconds.
 *
 * Everything is cumulative from time 0; whatever belongs to a window is the difference of two snapshots. The
 * sums live in one Float64Array because numbers beyond 31 bits kept in closure variables would be boxed anew at
 * every write.
 */
import type { Micros } from '../trace/schema.ts'
import type { Clock } from '../trace/writer.ts'

/** What became of an attempt at the moment it arrived. */
export type ArrivalOutcome = 'warm' | 'cold' | 'throttled'

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

/** Calls take the clock, not the time: a double handed over is boxed anew each time. */
export interface Meter {
  arrival(clock: Clock, outcome: ArrivalOutcome): void
  /** After every change of the number in flight or of environments alive. */
  level(clock: Clock, busy: number, alive: number): void
  /** An invocation ended. */
  settled(clock: Clock, of: { readonly arrivedAt: Micros }): void
  /** An environment was reclaimed. */
  environment(clock: Clock, of: { readonly born: Micros }): void
  /** Closes the meter at the end of the run. */
  read(untilMicros: Micros): MeterReading
}

/** Slots of the sums. */
const LAST = 0
const NEXT = 1
const BUSY_SUM = 2
const ALIVE_SUM = 3
const RESPONSE_SUM = 4
const LIFETIME_SUM = 5
const SLOTS = 6

const FIRST_LEVELS = 256

interface Counts {
  busy: number
  alive: number
  arrivals: number
  cold: number
  throttled: number
  settled: number
  died: number
}

/** Time spent at each level, growing as levels are reached. */
function createLevelTimes() {
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
    clear: (): unknown => times.fill(0),
    values: (): LevelTimes => times,
  }
}

/** Snapshots to take, in order: the start of the window among the moments asked for. */
function moments(options: MeterOptions): { times: readonly Micros[]; fromAt: number } {
  const asked = options.timesMicros ?? []
  const fromAt = asked.filter((time) => time < options.fromMicros).length
  return { times: [...asked.slice(0, fromAt), options.fromMicros, ...asked.slice(fromAt)], fromAt }
}

const snapshotOf = (at: Micros, counts: Counts, sums: Float64Array): MeterSnapshot => ({
  at,
  ...counts,
  responseMicros: sums[RESPONSE_SUM] as number,
  busyMicros: sums[BUSY_SUM] as number,
  aliveMicros: sums[ALIVE_SUM] as number,
  lifetimeMicros: sums[LIFETIME_SUM] as number,
})

/** A meter for one run. Times must not go back. */
export function createMeter(options: MeterOptions): Meter {
  const { times, fromAt } = moments(options)
  const taken: MeterSnapshot[] = []
  const sums = new Float64Array(SLOTS)
  const counts: Counts = { busy: 0, alive: 0, arrivals: 0, cold: 0, throttled: 0, settled: 0, died: 0 }
  const withLevels = options.levels === true
  const busyTimes = createLevelTimes()
  const aliveTimes = createLevelTimes()
  sums[NEXT] = times[0] ?? Infinity

  const integrate = (now: Micros): void => {
    const span = now - (sums[LAST] as number)
    if (span <= 0) return
    sums[LAST] = now
    sums[BUSY_SUM] = (sums[BUSY_SUM] as number) + span * counts.busy
    sums[ALIVE_SUM] = (sums[ALIVE_SUM] as number) + span * counts.alive
    if (!withLevels) return
    busyTimes.add(counts.busy, span)
    aliveTimes.add(counts.alive, span)
  }

  /** Takes the snapshots of moments before `now`; strictly, so that events of the moment itself are counted. */
  const advance = (now: Micros): void => {
    while ((sums[NEXT] as number) < now) {
      const at = sums[NEXT] as number
      integrate(at)
      if (taken.length === fromAt) {
        busyTimes.clear()
        aliveTimes.clear()
      }
      taken.push(snapshotOf(at, counts, sums))
      sums[NEXT] = times[taken.length] ?? Infinity
    }
  }

  return {
    arrival(clock, outcome) {
      if (clock.now > (sums[NEXT] as number)) advance(clock.now)
      counts.arrivals++
      if (outcome === 'cold') counts.cold++
      else if (outcome === 'throttled') counts.throttled++
    },
    level(clock, busy, alive) {
      if (clock.now > (sums[NEXT] as number)) advance(clock.now)
      integrate(clock.now)
      counts.busy = busy
      counts.alive = alive
    },
    settled(clock, of) {
      if (clock.now > (sums[NEXT] as number)) advance(clock.now)
      counts.settled++
      sums[RESPONSE_SUM] = (sums[RESPONSE_SUM] as number) + (clock.now - of.arrivedAt)
    },
    environment(clock, of) {
      if (clock.now > (sums[NEXT] as number)) advance(clock.now)
      counts.died++
      sums[LIFETIME_SUM] = (sums[LIFETIME_SUM] as number) + (clock.now - of.born)
    },
    read(untilMicros) {
      advance(untilMicros)
      integrate(untilMicros)
      const until = snapshotOf(untilMicros, counts, sums)
      while (taken.length < times.length && times[taken.length] === untilMicros) taken.push(until)
      const snapshots = taken.filter((_, row) => row !== fromAt)
      return { from: taken[fromAt] ?? until, until, snapshots, busyTimes: busyTimes.values(), aliveTimes: aliveTimes.values() }
    },
  }
}
