import type { Levels, Micros } from './schema'

/** Bins over a run: fine enough for two screens of pixels at the first zoom levels, 1.8 MB for three functions. */
export const LEVEL_BINS = 16_384

/** Binned levels of one function (or of the account), kept while the run goes on. */
export interface LevelTrack {
  change(now: Micros, busy: number, initialising: number, alive: number): void
  arrival(now: Micros): void
  throttle(now: Micros): void
  coldStart(now: Micros): void
  finish(): void
  readonly busyMax: Int32Array
  readonly busyEnd: Int32Array
  readonly initMax: Int32Array
  readonly aliveEnd: Int32Array
  readonly throttles: Int32Array
  readonly coldStarts: Int32Array
  readonly arrivals: Int32Array
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
  const perMicro = 1 / binSpan
  const busyMax = new Int32Array(bins)
  const busyEnd = new Int32Array(bins)
  const initMax = new Int32Array(bins)
  const aliveEnd = new Int32Array(bins)
  const throttles = new Int32Array(bins)
  const coldStarts = new Int32Array(bins)
  const arrivals = new Int32Array(bins)
  let current = 0
  let busy = 0
  let initialising = 0
  let alive = 0

  /** Every bin that begins with a level has had that level. */
  function moveTo(bin: number): void {
    while (current < bin) {
      current++
      busyMax[current] = busy
      busyEnd[current] = busy
      initMax[current] = initialising
      aliveEnd[current] = alive
    }
  }

  function binOf(now: Micros): number {
    const bin = Math.floor(now * perMicro)
    return bin < bins ? bin : bins - 1
  }

  return {
    change(now, newBusy, newInitialising, newAlive) {
      const bin = binOf(now)
      if (bin !== current) moveTo(bin)
      busy = newBusy
      initialising = newInitialising
      alive = newAlive
      if (busy > busyMax[bin]!) busyMax[bin] = busy
      if (initialising > initMax[bin]!) initMax[bin] = initialising
      busyEnd[bin] = busy
      aliveEnd[bin] = alive
    },
    arrival(now) {
      const bin = binOf(now)
      arrivals[bin] = arrivals[bin]! + 1
    },
    throttle(now) {
      const bin = binOf(now)
      throttles[bin] = throttles[bin]! + 1
    },
    coldStart(now) {
      const bin = binOf(now)
      coldStarts[bin] = coldStarts[bin]! + 1
    },
    finish() {
      moveTo(bins - 1)
    },
    busyMax,
    busyEnd,
    initMax,
    aliveEnd,
    throttles,
    coldStarts,
    arrivals,
  }
}

/** Gathers tracks (account first, then functions) into the columns of a trace. */
export function collectLevels(until: Micros, tracks: readonly LevelTrack[]): Levels {
  for (const track of tracks) track.finish()
  return {
    binSpan: binSpanOf(until),
    bins: binsOf(until),
    busyMax: tracks.map((track) => track.busyMax),
    busyEnd: tracks.map((track) => track.busyEnd),
    initMax: tracks.map((track) => track.initMax),
    aliveEnd: tracks.map((track) => track.aliveEnd),
    throttles: tracks.map((track) => track.throttles),
    coldStarts: tracks.map((track) => track.coldStarts),
    arrivals: tracks.map((track) => track.arrivals),
  }
}
