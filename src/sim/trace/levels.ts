import type { Lanes, Levels, Micros, Records } from './schema'
import { KIND, LANE } from './writer'
import type { Clock } from './writer'

/** Bins over a run: fine enough for two screens of pixels at the first zoom levels, 1.8 MB for three functions. */
export const LEVEL_BINS = 16_384

/** Binned levels of one function (or of the account), kept while the run goes on. */
export interface LevelTrack {
  /** Takes the clock, not the time: a double handed over is boxed anew each time. */
  change(clock: Clock, busy: number, initialising: number, alive: number): void
  finish(): LevelColumns
}

export interface LevelColumns {
  readonly busyMax: Int32Array
  readonly busyEnd: Int32Array
  readonly initMax: Int32Array
  readonly aliveEnd: Int32Array
}

export function binSpanOf(until: Micros): Micros {
  return Math.max(1, Math.ceil((until + 1) / LEVEL_BINS))
}

export function binsOf(until: Micros): number {
  return Math.floor(until / binSpanOf(until)) + 1
}

export function createLevelTrack(until: Micros): LevelTrack {
  const binSpan = binSpanOf(until)
  const bins = binsOf(until)
  const busyMax = new Int32Array(bins)
  const busyEnd = new Int32Array(bins)
  const initMax = new Int32Array(bins)
  const aliveEnd = new Int32Array(bins)
  const state = { nextBinAt: binSpan }
  let bin = 0
  let busy = 0
  let busyPeak = 0
  let initialising = 0
  let initPeak = 0
  let alive = 0

  /** Closes the bins before `now`; each begins with the level the one before ended with. */
  function closeBins(now: Micros): void {
    while (state.nextBinAt <= now && bin < bins) {
      busyMax[bin] = busyPeak
      busyEnd[bin] = busy
      initMax[bin] = initPeak
      aliveEnd[bin] = alive
      busyPeak = busy
      initPeak = initialising
      bin++
      state.nextBinAt += binSpan
    }
  }

  return {
    change(clock, newBusy, newInitialising, newAlive) {
      if (clock.now >= state.nextBinAt) closeBins(clock.now)
      busy = newBusy
      initialising = newInitialising
      alive = newAlive
      if (busy > busyPeak) busyPeak = busy
      if (initialising > initPeak) initPeak = initialising
    },
    finish() {
      closeBins(Infinity)
      return { busyMax, busyEnd, initMax, aliveEnd }
    },
  }
}

/** Gathers tracks (account first, then functions) and counts into the columns of a trace. */
export function collectLevels(until: Micros, tracks: readonly LevelTrack[], counts: LevelCounts): Levels {
  const columns = tracks.map((track) => track.finish())
  return {
    binSpan: binSpanOf(until),
    bins: binsOf(until),
    busyMax: columns.map((each) => each.busyMax),
    busyEnd: columns.map((each) => each.busyEnd),
    initMax: columns.map((each) => each.initMax),
    aliveEnd: columns.map((each) => each.aliveEnd),
    ...counts,
  }
}

export type LevelCounts = Pick<Levels, 'arrivals' | 'throttles' | 'coldStarts'>

/** Arrivals, throttles and cold starts per bin, for the account and each function, counted from the records. */
export function countByBin(until: Micros, records: Records, lanes: Lanes, functions: number): LevelCounts {
  const binSpan = binSpanOf(until)
  const bins = binsOf(until)
  const zeros = (): Int32Array[] => Array.from({ length: functions + 1 }, () => new Int32Array(bins))
  const counts: LevelCounts = { arrivals: zeros(), throttles: zeros(), coldStarts: zeros() }
  let bin = 0
  let binEnd = binSpan
  for (let record = 0; record < records.length; record++) {
    const kind = records.kind[record]!
    if (kind !== KIND.arrival && kind !== KIND.throttle && kind !== KIND.create) continue
    if (records.request[record]! < 0) continue
    // Records are in order of time.
    for (const time = records.time[record]!; time >= binEnd; binEnd += binSpan) bin++
    const columns = kind === KIND.arrival ? counts.arrivals : kind === KIND.throttle ? counts.throttles : counts.coldStarts
    const lane = records.lane[record]!
    // Function lanes follow the account's: their row is their place in the columns.
    const own = columns[lanes.kind[lane] === LANE.function ? lane : lanes.parent[lane]!]!
    own[bin] = own[bin]! + 1
    columns[0]![bin] = columns[0]![bin]! + 1
  }
  return counts
}
