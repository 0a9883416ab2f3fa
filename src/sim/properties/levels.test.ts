import { test } from 'vitest'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import type { Micros, Trace } from '../trace/schema'
import { grouped, lanesOf, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

/** A number in flight, initialising or alive goes up or down. */
interface Step {
  at: Micros
  /** Steps of one moment happen in this order: what ends, then what begins, in order of the records. */
  order: number
  fn: number
  busy: number
  initialising: number
  alive: number
}

const INIT = new Set(['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore'])
const NO_CHANGE = { busy: 0, initialising: 0, alive: 0 }

/** The steps of one environment, read from its rows alone. */
function stepsOf(rows: readonly Row[], born: Micros, fn: number): Step[] {
  const steps: Step[] = [{ at: born, order: rows[0]?.id ?? NONE, fn, ...NO_CHANGE, alive: 1 }]
  for (const serving of grouped(rows.filter((row) => row.request !== NONE), servingOf(rows)).values()) {
    const [first, last] = [serving[0]!, serving.at(-1)!]
    const end = (row: Row): Pick<Step, 'at' | 'order'> => ({ at: row.end, order: row.end === first.time ? row.id + 0.5 : NONE })
    steps.push({ at: first.time, order: first.id, fn, ...NO_CHANGE, busy: 1 }, { ...end(last), fn, ...NO_CHANGE, busy: -1 })
    const starting = serving.filter((row) => INIT.has(row.kind)).at(-1)
    if (starting === undefined) continue
    steps.push({ at: first.time, order: first.id, fn, ...NO_CHANGE, initialising: 1 }, { ...end(starting), fn, ...NO_CHANGE, initialising: -1 })
  }
  const shutdown = rows.find((row) => row.kind === 'shutdown')
  if (shutdown !== undefined) steps.push({ at: shutdown.time, order: shutdown.id, fn, ...NO_CHANGE, alive: -1 })
  return steps
}

/** Rows of one invocation belong together: a request that is tried again may come back to the same environment. */
function servingOf(rows: readonly Row[]): (row: Row) => number {
  const first = new Map<number, number>()
  const ids = new Set(rows.map((row) => row.id))
  return (row) => {
    const known = ids.has(row.cause) ? first.get(row.cause) : undefined
    first.set(row.id, known ?? row.id)
    return known ?? row.id
  }
}

/** Levels of one function, or of the account, bin by bin. */
function naive(trace: Trace, all: readonly Step[], fn: number | null) {
  const { binSpan, bins } = trace.levels
  const steps = all.filter((step) => fn === null || step.fn === fn)
  const columns = { busyMax: new Int32Array(bins), busyEnd: new Int32Array(bins), initMax: new Int32Array(bins), aliveEnd: new Int32Array(bins) }
  let [busy, initialising, alive, next] = [0, 0, 0, 0]
  for (let bin = 0; bin < bins; bin++) {
    let [busyPeak, initPeak] = [busy, initialising]
    for (; next < steps.length && steps[next]!.at < (bin + 1) * binSpan; next++) {
      const step = steps[next]!
      busy += step.busy
      initialising += step.initialising
      alive += step.alive
      busyPeak = Math.max(busyPeak, busy)
      initPeak = Math.max(initPeak, initialising)
    }
    columns.busyMax[bin] = busyPeak
    columns.busyEnd[bin] = busy
    columns.initMax[bin] = initPeak
    columns.aliveEnd[bin] = alive
  }
  return columns
}

function allSteps(trace: Trace): Step[] {
  const byLane = grouped(rowsOf(trace), (row) => row.lane)
  return lanesOf(trace)
    .filter((lane) => lane.kind === 'environment')
    .flatMap((lane) => stepsOf(byLane.get(lane.id) ?? [], lane.born, lane.parent))
    .filter((step) => step.at <= trace.until)
    .sort((a, b) => a.at - b.at || a.order - b.order)
}

/** Compared by hand: matchers take seconds for columns of this length. */
function same(found: Int32Array, expected: Int32Array, what: string): void {
  const bin = found.findIndex((value, i) => value !== expected[i])
  if (bin >= 0 || found.length !== expected.length) throw new Error(`${what} in bin ${bin}: ${found[bin]} instead of ${expected[bin]}`)
}

test('levels are what the records say', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const steps = allSteps(trace)
    const { busyMax, busyEnd, initMax, aliveEnd } = trace.levels
    for (let fn = 0; fn <= scenario.functions.length; fn++) {
      const expected = naive(trace, steps, fn === 0 ? null : fn)
      same(busyMax[fn]!, expected.busyMax, `busyMax of ${fn}`)
      same(busyEnd[fn]!, expected.busyEnd, `busyEnd of ${fn}`)
      same(initMax[fn]!, expected.initMax, `initMax of ${fn}`)
      same(aliveEnd[fn]!, expected.aliveEnd, `aliveEnd of ${fn}`)
    }
  }, 200)
}, TIME_LIMIT_MS)

test('counts by bin are those of the records', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const { binSpan, bins, arrivals, throttles, coldStarts } = trace.levels
    const lanes = lanesOf(trace)
    const expected = { arrival: zeros(), throttle: zeros(), create: zeros() }
    function zeros(): Int32Array[] {
      return Array.from({ length: scenario.functions.length + 1 }, () => new Int32Array(bins))
    }
    for (const { kind, time, lane, request } of rowsOf(trace)) {
      if (kind !== 'arrival' && kind !== 'throttle' && (kind !== 'create' || request === NONE)) continue
      const fn = lanes[lane]!.kind === 'function' ? lane : lanes[lane]!.parent
      for (const column of [0, fn]) expected[kind][column]![Math.floor(time / binSpan)]! += 1
    }
    arrivals.forEach((column, fn) => same(column, expected.arrival[fn]!, `arrivals of ${fn}`))
    throttles.forEach((column, fn) => same(column, expected.throttle[fn]!, `throttles of ${fn}`))
    coldStarts.forEach((column, fn) => same(column, expected.create[fn]!, `cold starts of ${fn}`))
  }, 200)
}, TIME_LIMIT_MS)
