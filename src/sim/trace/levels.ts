import type { Levels, Micros } from './schema'
import type { Clock } from './writer'

/** Bins over a run: fine enough for two screens of pixels at the first zoom levels, 1.8 MB for three functions. */
const LEVEL_BINS = 16_384

/** Binned levels and counts of one function (or of the account), kept while the run goes on. */
export interface LevelTrack {
  readonly columns: LevelColumns
  readonly binSpan: Micros
  readonly bins: number
  /** The bin of the present. */
  bin: number
  nextBinAt: Micros
  busy: number
  busyPeak: number
  initialising: number
  initPeak: number
  alive: number
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

function binSpanOf(until: Micros): Micros {
  return Math.max(1, Math.ceil((until + 1) / LEVEL_BINS))
}

function binsOf(until: Micros): number {
  return Math.floor(until / binSpanOf(until)) + 1
}

function createLevelColumns(bins: number): LevelColumns {
  const column = (): Int32Array => new Int32Array(bins)
  return { busyMax: column(), busyEnd: column(), initMax: column(), aliveEnd: column(), arrivals: column(), throttles: column(), coldStarts: column() }
}

export function createLevelTrack(until: Micros): LevelTrack {
  const binSpan = binSpanOf(until)
  const bins = binsOf(until)
  return { columns: createLevelColumns(bins), binSpan, bins, bin: 0, nextBinAt: binSpan, busy: 0, busyPeak: 0, initialising: 0, initPeak: 0, alive: 0 }
}

/** Closes the bins before `now`; each begins with the level the one before ended with. */
function closeBins(track: LevelTrack, now: Micros): void {
  const { columns } = track
  while (track.nextBinAt <= now && track.bin < track.bins) {
    columns.busyMax[track.bin] = track.busyPeak
    columns.busyEnd[track.bin] = track.busy
    columns.initMax[track.bin] = track.initPeak
    columns.aliveEnd[track.bin] = track.alive
    track.busyPeak = track.busy
    track.initPeak = track.initialising
    track.bin++
    track.nextBinAt += track.binSpan
  }
}

/** Sets the levels from now on; what the run is about now is what its clock says: a double handed over is boxed anew. */
export function changeLevels(track: LevelTrack, clock: Clock, of: { readonly busy: number; readonly initialising: number; readonly alive: number }): void {
  if (clock.now >= track.nextBinAt) closeBins(track, clock.now)
  const { busy, initialising } = of
  track.busy = busy
  track.initialising = initialising
  track.alive = of.alive
  if (busy > track.busyPeak) track.busyPeak = busy
  if (initialising > track.initPeak) track.initPeak = initialising
}

/** One more attempt, throttle or cold start. */
export function countIn(column: Int32Array, track: LevelTrack, clock: Clock): void {
  if (clock.now >= track.nextBinAt) closeBins(track, clock.now)
  column[track.bin]! += 1
}

/** Gathers tracks (account first, then functions) into the columns of a trace. */
export function collectLevels(until: Micros, tracks: readonly LevelTrack[]): Levels {
  const columns = tracks.map((track) => {
    closeBins(track, Infinity)
    return track.columns
  })
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
