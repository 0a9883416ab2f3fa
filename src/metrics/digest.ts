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
import { OUTCOME_MASK } from '../sim/trace/schema'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, LANE, POOL } from '../sim/trace/writer'
import { billable, createBilling, isInvocation } from './billing'
import type { Billing } from './billing'
import { USED, USED_COLUMNS, addUsage } from './costs'
import { HISTOGRAM_BINS, binOf } from './histogram'
import { END, END_COLUMNS, addEnd, addStarts, createTally, endsSomething, responseOf, startWidth } from './tally'
import type { Tally } from './tally'

/** Records between two checkpoints. */
export const CHECKPOINT = 4096
/** Histograms kept over the run, as far as memory allows. */
const SNAPSHOTS = 48
const HISTOGRAM_BUDGET = 16_000_000
/** Cells that find the bin of a time without a search. */
const CELLS = 16_384
// Plain constants: they are read once per record.
const { handler: HANDLER, arrival: ARRIVAL } = KIND

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
  return { billing, tally, edges, starts: sumStarts(trace, tally), ...sumEnds(trace, { billing, tally, edges }), born: birthsOf(trace, tally) }
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

type Layout = Pick<Digest, 'billing' | 'tally' | 'edges'>

/** What the rows that end in one bin are added to: parts of the columns. */
interface Sums {
  totals: Float64Array
  used: Float64Array
  counts: Int32Array
}

/** Looks once at each record: finds the bin of its end and adds it there. Sums over bins become running totals afterwards. */
function sumEnds(trace: Trace, layout: Layout): Omit<Digest, keyof Layout | 'starts' | 'born'> {
  const { length, time, span, kind } = trace.records
  const { until } = trace
  const { edges } = layout
  const { sumsOf, accumulate } = createSums(layout)
  const add = createAdder(trace, layout)
  const find = binFinder(edges, until)
  // One more than the bin of each row's end; 0 where nothing ends in time. A bin has CHECKPOINT rows: there are not many.
  const bins = new Uint16Array(length)
  const binStart = new Int32Array(edges.length + 1)
  for (let row = 0; row < length; row++) {
    if (!endsSomething(kind[row]!)) continue
    const end = time[row]! + span[row]!
    if (end > until) continue
    // Most end in the bin they start in, or in the next.
    const own = (row / CHECKPOINT) | 0
    const bin = end < edges[own + 1]! ? own : end < edges[own + 2]! ? own + 1 : find(end)
    bins[row] = bin + 1
    binStart[bin + 1]! += 1
    add(row, sumsOf[bin]!)
  }
  for (let bin = 0; bin < edges.length; bin++) binStart[bin + 1]! += binStart[bin]!
  return { binStart, rows: sortByBin(bins, binStart), ...accumulate() }
}

/** Columns for the sums of each bin; what a bin adds counts from the edge after it. */
function createSums({ billing, tally, edges }: Layout) {
  const bins = edges.length
  const stride = strideOf(bins, tally.functions)
  const width = { ends: tally.functions * END_COLUMNS, usage: billing.tariff.rates.length * USED_COLUMNS, histograms: tally.functions * HISTOGRAM_BINS }
  const ends = new Float64Array((bins + 1) * width.ends)
  const usage = new Float64Array((bins + 1) * width.usage)
  const histograms = new Int32Array((Math.ceil(bins / stride) + 1) * width.histograms)
  const sumsOf = Array.from({ length: bins }, (_, bin): Sums => {
    const snapshot = Math.floor(bin / stride) + 1
    return {
      totals: ends.subarray((bin + 1) * width.ends, (bin + 2) * width.ends),
      used: usage.subarray((bin + 1) * width.usage, (bin + 2) * width.usage),
      counts: histograms.subarray(snapshot * width.histograms, (snapshot + 1) * width.histograms),
    }
  })
  const accumulate = () => {
    for (let at = width.ends; at < ends.length; at++) ends[at]! += ends[at - width.ends]!
    for (let at = width.usage; at < usage.length; at++) usage[at]! += usage[at - width.usage]!
    for (let at = width.histograms; at < histograms.length; at++) histograms[at]! += histograms[at - width.histograms]!
    return { ends, usage, histograms, stride }
  }
  return { sumsOf, accumulate }
}

/** Adds a row at its end. The invocation of a warm environment, which is what nearly all rows are, is added on the spot. */
function createAdder(trace: Trace, { tally, billing }: Layout): (row: RecordId, sums: Sums) => void {
  const { time, span, kind, outcome, lane, cause } = trace.records
  const { fnOfLane } = tally
  const { granularityMs } = billing.tariff
  const usageOfLane = billing.rate.map((rate) => rate * USED_COLUMNS)
  const msOfLane = usageOfLane.map((at, id) => at + (trace.lanes.pool[id] === POOL.provisioned ? USED.provisionedMs : USED.onDemandMs))
  return (row, { totals, used, counts }) => {
    const arrival = cause[row]!
    if (kind[row] === HANDLER && kind[arrival] === ARRIVAL) {
      const at = lane[row]!
      const fn = fnOfLane[at]!
      totals[fn * END_COLUMNS + END.busy]! += 1
      totals[fn * END_COLUMNS + END.outcomes + (outcome[row]! & OUTCOME_MASK)]! += 1
      used[usageOfLane[at]! + USED.requests]! += 1
      used[msOfLane[at]!]! += billable(span[row]!, granularityMs)
      counts[fn * HISTOGRAM_BINS + binOf(time[row]! + span[row]! - time[arrival]!)]! += 1
    } else {
      addEnd(totals, trace, tally, row)
      addUsage(used, trace, billing, row)
      addResponse(counts, trace, tally, row)
    }
  }
}

/** Rows by the bin of their end. */
function sortByBin(bins: Uint16Array, binStart: Int32Array): Int32Array {
  const next = binStart.slice()
  const rows = new Int32Array(binStart.at(-1)!)
  for (let row = 0; row < bins.length; row++) {
    const bin = bins[row]! - 1
    if (bin >= 0) rows[next[bin]!++] = row
  }
  return rows
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
