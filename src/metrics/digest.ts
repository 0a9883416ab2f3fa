/**
 * Running totals of a trace, kept at checkpoints: any count at any moment is a checkpoint plus a look at a few
 * thousand records. Made once per trace (in the worker); columns of plain numbers, so it crosses by transfer.
 *
 * A record counts twice: what begins counts from its start, what ends (invocations, phases, the bill) from its
 * end. Starts are sorted already. Ends are sorted into bins whose edges are the times of every CHECKPOINT-th
 * record; a bin's rows are looked at one by one.
 */
import { bisectRight } from '../base/bisect'
import type { Scenario } from '../sim/scenario'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { LANE } from '../sim/trace/writer'
import { createBilling, isInvocation } from './billing'
import type { Billing } from './billing'
import { USED_COLUMNS, addUsage } from './costs'
import { HISTOGRAM_BINS, binOf } from './histogram'
import { END_COLUMNS, addEnd, addStarts, createTally, endsSomething, responseOf, startWidth } from './tally'
import type { Tally } from './tally'

/** Records between two checkpoints. */
export const CHECKPOINT = 4096
/** Histograms kept over the run, as far as memory allows. */
const SNAPSHOTS = 48
const HISTOGRAM_BUDGET = 16_000_000
/** Cells that find the bin of a time without a search. */
const CELLS = 16_384

export interface Digest {
  billing: Billing
  tally: Tally
  /** Running totals before every CHECKPOINT-th record: checkpoint x function x column. */
  starts: Float64Array
  /** Running totals of ends at each bin edge: edge x function x column. */
  ends: Float64Array
  /** Running totals of the bill at each bin edge: edge x rate x column. */
  usage: Float64Array
  /** Bin edges, ascending. */
  edges: Float64Array
  /** Rows that end something before the trace does, grouped by bin; within a bin in the order of their starts. */
  rows: Int32Array
  /** First position in `rows` of each bin, and their number at last. */
  binStart: Int32Array
  /** Bins between two histograms. */
  stride: number
  /** Response times of all invocations that ended before a bin edge: snapshot x function x histogram bin. */
  histograms: Int32Array
  /** Birth of each function's environments, ascending. */
  born: Float64Array[]
}

export function createDigest(trace: Trace, scenario: Scenario): Digest {
  const billing = createBilling(trace, scenario)
  const tally = createTally(trace)
  const edges = edgesOf(trace)
  const { rows, binStart } = sortEnds(trace, edges)
  const sorted = { edges, rows, binStart }
  const starts = sumStarts(trace, tally)
  const sums = sumEnds(trace, { billing, tally, ...sorted })
  return { billing, tally, ...sorted, starts, ...sums, born: birthsOf(trace, tally) }
}

function edgesOf({ records }: Trace): Float64Array {
  const count = Math.max(1, Math.ceil(records.length / CHECKPOINT))
  return Float64Array.from({ length: count }, (_, i) => records.time[i * CHECKPOINT] ?? 0)
}

/** Finds the bin of a time: the last edge at or before it. */
function binFinder(edges: Float64Array, until: Micros): (t: Micros) => number {
  const perMicro = CELLS / Math.max(1, until)
  const first = Int32Array.from({ length: CELLS + 1 }, (_, cell) => Math.max(0, bisectRight(edges, (cell - 1) / perMicro) - 1))
  const last = edges.length - 1
  return (t) => {
    let bin = first[Math.floor(t * perMicro)]!
    while (bin < last && edges[bin + 1]! <= t) bin++
    return bin
  }
}

/** Groups the rows that end something by the bin of their end. */
function sortEnds(trace: Trace, edges: Float64Array): { rows: Int32Array; binStart: Int32Array } {
  const { length, time, span, kind } = trace.records
  const { until } = trace
  const find = binFinder(edges, until)
  // One more than the bin of each row's end; 0 where nothing ends in time.
  const bins = new Int32Array(length)
  const binStart = new Int32Array(edges.length + 1)
  for (let row = 0; row < length; row++) {
    if (!endsSomething(kind[row]!)) continue
    const end = time[row]! + span[row]!
    if (end > until) continue
    const bin = find(end)
    bins[row] = bin + 1
    binStart[bin + 1]! += 1
  }
  for (let bin = 0; bin < edges.length; bin++) binStart[bin + 1]! += binStart[bin]!
  const next = binStart.slice()
  const rows = new Int32Array(binStart[edges.length]!)
  for (let row = 0; row < length; row++) {
    const bin = bins[row]! - 1
    if (bin >= 0) rows[next[bin]!++] = row
  }
  return { rows, binStart }
}

function sumStarts(trace: Trace, tally: Tally): Float64Array {
  const width = tally.functions * startWidth(tally)
  const { length } = trace.records
  const checkpoints = Math.ceil(length / CHECKPOINT)
  const starts = new Float64Array((checkpoints + 1) * width)
  const totals = new Float64Array(width)
  for (let checkpoint = 0; checkpoint < checkpoints; checkpoint++) {
    starts.set(totals, checkpoint * width)
    const from = checkpoint * CHECKPOINT
    addStarts(totals, trace, { tally, from, to: Math.min(length, from + CHECKPOINT) })
  }
  starts.set(totals, checkpoints * width)
  return starts
}

type Sorted = Pick<Digest, 'billing' | 'tally' | 'edges' | 'rows' | 'binStart'>

function sumEnds(trace: Trace, sorted: Sorted): Pick<Digest, 'ends' | 'usage' | 'histograms' | 'stride'> {
  const { billing, tally, rows, binStart } = sorted
  const bins = sorted.edges.length
  const stride = strideOf(bins, tally.functions)
  const totals = new Float64Array(tally.functions * END_COLUMNS)
  const used = new Float64Array(billing.tariff.rates.length * USED_COLUMNS)
  const counts = new Int32Array(tally.functions * HISTOGRAM_BINS)
  const ends = new Float64Array(bins * totals.length)
  const usage = new Float64Array(bins * used.length)
  const histograms = new Int32Array(Math.ceil(bins / stride) * counts.length)
  for (let bin = 0; bin < bins; bin++) {
    ends.set(totals, bin * totals.length)
    usage.set(used, bin * used.length)
    if (bin % stride === 0) histograms.set(counts, (bin / stride) * counts.length)
    for (let at = binStart[bin]!; at < binStart[bin + 1]!; at++) {
      const row = rows[at]!
      addEnd(totals, trace, tally, row)
      addUsage(used, trace, billing, row)
      addResponse(counts, trace, tally, row)
    }
  }
  return { ends, usage, histograms, stride }
}

function strideOf(bins: number, functions: number): number {
  const affordable = Math.floor(HISTOGRAM_BUDGET / (HISTOGRAM_BINS * Int32Array.BYTES_PER_ELEMENT * Math.max(1, functions)))
  return Math.max(1, Math.ceil(bins / Math.min(SNAPSHOTS, Math.max(1, affordable))))
}

/** Counts the response time of an invocation in its function's histogram. */
export function addResponse(counts: Int32Array, trace: Trace, tally: Tally, row: RecordId): void {
  if (!isInvocation(trace, row)) return
  const fn = tally.fnOfLane[trace.records.lane[row]!]!
  counts[fn * HISTOGRAM_BINS + binOf(responseOf(trace, row))]! += 1
}

function birthsOf({ lanes }: Trace, tally: Tally): Float64Array[] {
  const births: Micros[][] = Array.from({ length: tally.functions }, () => [])
  for (let lane = 0; lane < lanes.length; lane++) {
    if (lanes.kind[lane] === LANE.environment) births[tally.fnOfLane[lane]!]!.push(lanes.born[lane]!)
  }
  return births.map((times) => Float64Array.from(times).sort())
}
