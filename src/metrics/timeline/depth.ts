/** How many messages of a lane wait, are delayed or in flight after every change, with the highest of each block of changes: a column of pixels then costs a bisection and a few steps. */
import { bisectLeft, bisectRight } from '../../base/bisect'
import type { Micros, Trace } from '../../sim/trace/schema'
import { MESSAGE_EVENTS } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'

export interface Depth {
  /** Of each change, ascending; what holds at a moment is one row. */
  times: Float64Array
  waiting: Int32Array
  inFlight: Int32Array
  delayed: Int32Array
  /** The row of each block of BLOCK in which most messages are there. */
  tops: Int32Array
  /** Most at any time. */
  most: number
}

const BLOCK = 64
const GONE = 0
const WAITING = 1
const IN_FLIGHT = 2
const DELAYED = 3
/** State after each event. */
const AFTER = Uint8Array.from(MESSAGE_EVENTS, (event) => {
  if (event === 'received') return IN_FLIGHT
  return event === 'sent' || event === 'returned' || event === 'appeared' ? WAITING : GONE
})

/** Collects changes of one lane. */
interface Series {
  times: number[]
  rows: [number[], number[], number[]]
  now: Int32Array
}

const createSeries = (): Series => ({ times: [], rows: [[], [], []], now: new Int32Array(4) })

function note(series: Series, time: Micros, from: number, to: number): void {
  const { now, times, rows } = series
  now[from]!--
  now[to]!++
  const same = times.length > 0 && times.at(-1) === time
  const at = same ? times.length - 1 : times.length
  times[at] = time
  for (let state = WAITING; state <= DELAYED; state++) rows[state - 1]![at] = now[state]!
}

function finish({ times, rows }: Series): Depth {
  const [waiting, inFlight, delayed] = rows.map((row) => Int32Array.from(row)) as [Int32Array, Int32Array, Int32Array]
  const depth: Depth = { times: Float64Array.from(times), waiting, inFlight, delayed, tops: new Int32Array(Math.ceil(times.length / BLOCK)), most: 0 }
  for (let block = 0; block < depth.tops.length; block++) depth.tops[block] = highest(depth, block * BLOCK, Math.min(times.length, (block + 1) * BLOCK))
  for (const top of depth.tops) depth.most = Math.max(depth.most, totalAt(depth, top))
  return depth
}

/** Depths of lanes, by the lane that `laneOf` gives a message (below 0: none). */
export function depthsOf({ messages, messageEvents: events }: Trace, lanes: number, laneOf: (message: number) => number): Depth[] {
  const series = Array.from({ length: lanes }, createSeries)
  const state = new Uint8Array(messages.length)
  const late = new Uint8Array(messages.length)
  for (let row = 0; row < events.length; row++) if (events.kind[row] === MESSAGE.appeared) late[events.message[row]!] = 1
  for (let row = 0; row < events.length; row++) {
    const message = events.message[row]!
    const lane = laneOf(message)
    if (lane < 0) continue
    const kind = events.kind[row]!
    const to = kind === MESSAGE.sent && late[message] === 1 ? DELAYED : AFTER[kind]!
    note(series[lane]!, events.time[row]!, state[message]!, to)
    state[message] = to
  }
  return series.map(finish)
}

/** Depth of what waits from `starts` to `ends`, each ascending. */
export function depthOfWaits(starts: Float64Array, ends: Float64Array): Depth {
  const series = createSeries()
  for (let begun = 0, ended = 0; ended < ends.length; ) {
    if (begun < starts.length && starts[begun]! < ends[ended]!) note(series, starts[begun++]!, GONE, WAITING)
    else note(series, ends[ended++]!, WAITING, GONE)
  }
  return finish(series)
}

export const totalAt = ({ waiting, inFlight, delayed }: Depth, row: number): number => waiting[row]! + inFlight[row]! + delayed[row]!

function highest(depth: Depth, from: number, to: number): number {
  let best = from
  let most = -1
  for (let row = from; row < to; row++) {
    const total = depth.waiting[row]! + depth.inFlight[row]! + depth.delayed[row]!
    if (total > most) {
      most = total
      best = row
    }
  }
  return best
}

/** The row that holds at a time, or -1 before the first. */
export const rowAt = ({ times }: Pick<Depth, 'times'>, time: Micros): number => bisectRight(times, time) - 1

/** First row from `row` on whose change is not before a time: found in as many steps as it lies ahead has digits. */
function rowBefore({ times }: Depth, row: number, time: Micros): number {
  let step = 1
  let low = row
  while (low + step < times.length && times[low + step]! < time) {
    low += step
    step *= 2
  }
  return bisectLeft(times, time, low, Math.min(times.length, low + step + 1))
}

/** For each stretch between two neighbours of `edges` (ascending): the row in which most messages are there, or -1 before the first. */
export function topsBetween(depth: Depth, edges: Float64Array): Int32Array {
  const tops = new Int32Array(Math.max(0, edges.length - 1))
  let next = bisectRight(depth.times, edges[0] ?? 0)
  for (let at = 0; at < tops.length; at++) {
    const end = rowBefore(depth, next, edges[at + 1]!)
    tops[at] = topOf(depth, next - 1, end)
    next = end
    // What happens on an edge holds from there on.
    while (next < depth.times.length && depth.times[next]! <= edges[at + 1]!) next++
  }
  return tops
}

/** The row from `first` until before `end` in which most are there. */
function topOf(depth: Depth, first: number, end: number): number {
  const { tops } = depth
  let best = first
  let most = first < 0 ? -1 : totalAt(depth, first)
  const look = (row: number): void => {
    const total = totalAt(depth, row)
    if (total > most) {
      most = total
      best = row
    }
  }
  for (let row = first + 1; row < end; ) {
    if (row % BLOCK === 0 && row + BLOCK <= end) {
      look(tops[row / BLOCK]!)
      row += BLOCK
    } else look(row++)
  }
  return best
}
