import type { Levels, Micros } from './schema'
import type { Clock } from './writer'

/** Bins over a run: fine enough for two screens of pixels at the first zoom levels, 1.8 MB for three functions. */
export const LEVEL_BINS = 16_384

/**
 * Binned levels and counts of one function (or of the account), kept while the run goes on. Calls take the clock, not
 * the time: a double handed over is boxed anew each time.
 */
export interface LevelTrack {
  change(clock: Clock, busy: number, initialising: number, alive: number): void
  /** One more attempt, throttle, cold start. */
  arrival(clock: Clock): void
  throttle(clock: Clock): void
  coldStart(clock: Clock): void
  finish(): LevelColumns
}

export interface LevelColumns {
  readonly busyMax: Int32Array
  readonly busyEnd: Int32Array
  readonly initMax: Int32Array
  readonly aliveEnd: Int32Array
  readonly arrivals: Int32Array
  readonly throttles: Int32Array
  readonly coldStarts: Int32Array
}

export function binSpanOf(until: Micros): Micros {
  return Math.max(1, Math.ceil((until + 1) / LEVEL_BINS))
}

export function binsOf(until: Micros): number {
  return Math.floor(until / binSpanOf(until)) + 1
}

function createLevelColumns(bins: number): LevelColumns {
  const column = (): Int32Array => new Int32Array(bins)
  return { busyMax: column(), busyEnd: column(), initMax: column(), aliveEnd: column(), arrivals: column(), throttles: column(), coldStarts: column() }
}

export function createLevelTrack(until: Micros): LevelTrack {
  const binSpan = binSpanOf(until)
  const columns = createLevelColumns(binsOf(until))
  const state = { bins: binsOf(until), nextBinAt: binSpan, bin: 0, busy: 0, busyPeak: 0, initialising: 0, initPeak: 0, alive: 0 }

  /** Closes the bins before `now`; each begins with the level the one before ended with. */
  function closeBins(now: Micros): void {
    while (state.nextBinAt <= now && state.bin < state.bins) {
      columns.busyMax[state.bin] = state.busyPeak
      columns.busyEnd[state.bin] = state.busy
      columns.initMax[state.bin] = state.initPeak
      columns.aliveEnd[state.bin] = state.alive
      state.busyPeak = state.busy
      state.initPeak = state.initialising
      state.bin++
      state.nextBinAt += binSpan
    }
  }

  return {
    change(clock, busy, initialising, alive) {
      if (clock.now >= state.nextBinAt) closeBins(clock.now)
      state.busy = busy
      state.initialising = initialising
      state.alive = alive
      if (busy > state.busyPeak) state.busyPeak = busy
      if (initialising > state.initPeak) state.initPeak = initialising
    },
    arrival(clock) {
      if (clock.now >= state.nextBinAt) closeBins(clock.now)
      columns.arrivals[state.bin]! += 1
    },
    throttle(clock) {
      if (clock.now >= state.nextBinAt) closeBins(clock.now)
      columns.throttles[state.bin]! += 1
    },
    coldStart(clock) {
      if (clock.now >= state.nextBinAt) closeBins(clock.now)
      columns.coldStarts[state.bin]! += 1
    },
    finish() {
      closeBins(Infinity)
      return columns
    },
  }
}

/** Gathers tracks (account first, then functions) into the columns of a trace. */
export function collectLevels(until: Micros, tracks: readonly LevelTrack[]): Levels {
  const columns = tracks.map((track) => track.finish())
  return {
    binSpan: binSpanOf(until),
    bins: binsOf(until),
    busyMax: columns.map((each) => each.busyMax),
    busyEnd: columns.map((each) => each.busyEnd),
    initMax: columns.map((each) => each.initMax),
    aliveEnd: columns.map((each) => each.aliveEnd),
    throttles: columns.map((each) => each.throttles),
    coldStarts: columns.map((each) => each.coldStarts),
    arrivals: columns.map((each) => each.arrivals),
  }
}
