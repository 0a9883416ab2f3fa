import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleIndex } from '../rules/registry'
import { defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import { arbitraryScenario } from '../scenario/testing/arbitrary'
import type { Scenario } from '../sim/scenario'
import { simulate } from '../sim/simulate'
import { NONE, OUTCOME_MASK, OUTCOMES } from '../sim/trace/schema'
import type { Micros, Trace } from '../sim/trace/schema'
import { FIRST_BURST, traceFromText } from '../sim/trace/testing/fixture'
import { KIND } from '../sim/trace/writer'
import { billedMs, billedSpan, createBilling, isInvocation } from './billing'
import { costAt, costLinesAt, countsAt, percentilesAt } from './counts'
import { costTable } from './costs'
import { CHECKPOINT, createDigest } from './digest'
import { inFlightAt } from './flight'
import { HISTOGRAM_BINS, binOf, middleOf, quantilesOf } from './histogram'
import { sumOf, toUsd } from './money'
import { reportLine } from './report'

/** Counts by definition, record by record. */
function counted(trace: Trace, t: Micros) {
  const { records, lanes } = trace
  const rows = [...records.kind.keys()].filter((row) => records.time[row]! <= t)
  const of = (...kinds: (keyof typeof KIND)[]) => rows.filter((row) => kinds.some((kind) => KIND[kind] === records.kind[row]))
  const ended = (row: number) => records.time[row]! + records.span[row]! <= t
  const asked = (row: number) => records.request[row] !== NONE
  const invocations = rows.filter((row) => isInvocation(trace, row) && ended(row))
  return {
    arrivals: of('arrival').length,
    throttles: of('throttle').length,
    retries: of('retryWait').length,
    rejects: of('reject').length,
    giveUps: of('giveUp').length,
    coldStarts: of('create').filter(asked).length,
    initialising: of('create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore').filter((row) => asked(row) && !ended(row)).length,
    invocations: invocations.length,
    errors: invocations.filter((row) => !['success', 'none'].includes(OUTCOMES[records.outcome[row]! & OUTCOME_MASK]!)).length,
    environments: [...lanes.kind.keys()].filter((lane) => lanes.kind[lane] === 4 && lanes.born[lane]! <= t).length - of('shutdown').length,
  }
}

const pick = (counts: ReturnType<typeof countsAt>) => ({
  arrivals: counts.arrivals,
  throttles: counts.throttles,
  retries: counts.retries,
  rejects: counts.rejects,
  giveUps: counts.gatewayTimeouts + counts.clientTimeouts,
  coldStarts: counts.coldStarts,
  initialising: counts.initialising,
  invocations: counts.invocations,
  errors: counts.errors,
  environments: counts.environments,
})

function busyScenario(): Scenario {
  const functions = [
    defaultFunction('web', { ReservedConcurrentExecutions: 8, EphemeralStorage: { Size: 1024 }, faults: { ...defaultFunction('x').faults, errorRate: 0.05, crashRate: 0.02 } }),
    defaultFunction('job', { Architectures: ['arm64'], MemorySize: 512, Timeout: 1 }),
  ]
  const retrying = { timeoutMs: 400, retryMode: 'standard' as const, maxAttempts: null }
  const traffic = [
    defaultSource('web-callers', 'web', { arrivals: { kind: 'poisson', ratePerSecond: 120 }, client: retrying }),
    defaultSource('job-callers', 'job', { arrivals: { kind: 'poisson', ratePerSecond: 60 } }),
  ]
  const interventions = [{ kind: 'setting' as const, atMs: 20_000, function: 'job', set: { MemorySize: 1024 } }]
  return defaultScenario({ durationMs: 60_000, functions, traffic, interventions })
}

const BUSY_SCENARIO = busyScenario()
const BUSY = simulate(BUSY_SCENARIO)
const DIGEST = createDigest(BUSY, BUSY_SCENARIO)
const MOMENTS = Array.from({ length: 60 }, (_, i) => Math.round((BUSY.until * i) / 59))

describe('digest', () => {
  it('spans several checkpoints', () => {
    expect(BUSY.records.length).toBeGreaterThan(4 * CHECKPOINT)
  })

  it('counts as counting does, at any moment', () => {
    for (const t of MOMENTS) expect(pick(countsAt(DIGEST, BUSY, t))).toEqual(counted(BUSY, t))
    expect(pick(countsAt(DIGEST, BUSY, -1))).toEqual(counted(BUSY, -1))
    // Moments at which something begins or ends exactly.
    for (let row = 0; row < BUSY.records.length; row += 4999) {
      const t = Math.min(BUSY.until, BUSY.records.time[row]! + BUSY.records.span[row]!)
      expect(pick(countsAt(DIGEST, BUSY, t))).toEqual(counted(BUSY, t))
    }
  })

  it('agrees with a direct look and with the levels the engine kept', () => {
    const { levels } = BUSY
    for (const t of MOMENTS) {
      const bin = Math.min(levels.bins - 2, Math.floor(t / levels.binSpan))
      const end = (bin + 1) * levels.binSpan - 1
      const all = countsAt(DIGEST, BUSY, end)
      expect([all.inFlight, all.environments]).toEqual([levels.busyEnd[0]![bin], levels.aliveEnd[0]![bin]])
      expect(inFlightAt(BUSY, 0, end)).toBe(all.inFlight)
      for (const fn of [0, 1]) {
        const own = countsAt(DIGEST, BUSY, end, fn)
        expect([own.inFlight, own.environments]).toEqual([levels.busyEnd[fn + 1]![bin], levels.aliveEnd[fn + 1]![bin]])
        expect(inFlightAt(BUSY, fn + 1, end)).toBe(own.inFlight)
      }
    }
  })

  it('splits by function and by rule', () => {
    const all = countsAt(DIGEST, BUSY, BUSY.until)
    const [web, job] = [0, 1].map((fn) => countsAt(DIGEST, BUSY, BUSY.until, fn))
    expect(web!.arrivals + job!.arrivals).toBe(all.arrivals)
    expect(web!.billedMs + job!.billedMs).toBe(all.billedMs)
    expect(all.throttlesByRule.get(ruleIndex('CC-04'))).toBe(web!.throttles)
    expect(web!.throttles).toBeGreaterThan(0)
    expect(web!.outcomes.functionError).toBeGreaterThan(0)
    expect(all.requests).toBe(BUSY.requests)
  })

  it('finds percentiles within the width of a bin', () => {
    const responses = (t: Micros, after = -1) => {
      const { records } = BUSY
      const found: number[] = []
      for (let row = 0; row < records.length; row++) {
        const end = records.time[row]! + records.span[row]!
        if (!isInvocation(BUSY, row) || end > t || end <= after) continue
        let arrival = row
        while (records.kind[arrival] !== KIND.arrival) arrival = records.cause[arrival]!
        found.push(end - records.time[arrival]!)
      }
      return found.sort((a, b) => a - b)
    }
    for (const [t, after] of [[BUSY.until, undefined], [31_234_567, undefined], [45_000_000, 30_000_000]] as const) {
      const exact = responses(t, after)
      const found = percentilesAt(DIGEST, BUSY, t, { shares: [0.5, 0.9, 0.99, 1], ...(after === undefined ? {} : { after }) })
      ;[0.5, 0.9, 0.99, 1].forEach((share, i) => {
        const value = exact[Math.max(0, Math.ceil(share * exact.length) - 1)]!
        expect(Math.abs(found[i]! / value - 1)).toBeLessThan(0.005)
      })
    }
    expect(percentilesAt(DIGEST, BUSY, 0, { shares: [0.5] })).toEqual([NaN])
    const [web] = percentilesAt(DIGEST, BUSY, BUSY.until, { shares: [0.5], fn: 0 })
    expect(web).not.toEqual(percentilesAt(DIGEST, BUSY, BUSY.until, { shares: [0.5], fn: 1 })[0])
  })

  it('knows the bill at any moment', () => {
    for (const t of MOMENTS) {
      const table = costTable(BUSY, BUSY_SCENARIO, t)
      expect(costLinesAt(DIGEST, BUSY, t)).toEqual(table)
      expect(costAt(DIGEST, BUSY, t)).toBe(toUsd(sumOf(table)))
      expect(countsAt(DIGEST, BUSY, t).costUsd).toBe(costAt(DIGEST, BUSY, t))
    }
  })

  it('crosses to another thread as it is', () => {
    const copy = structuredClone(DIGEST, { transfer: [] })
    expect(countsAt(copy, BUSY, 30_000_000)).toEqual(countsAt(DIGEST, BUSY, 30_000_000))
  })

  it('reads a trace by hand, and an empty one', () => {
    const scenario = defaultScenario({ functions: [defaultFunction('orders', { ReservedConcurrentExecutions: 8 })], traffic: [] })
    const trace = traceFromText(6000, FIRST_BURST)
    const digest = createDigest(trace, scenario)
    expect(countsAt(digest, trace, 1_125_000)).toMatchObject({ inFlight: 8, initialising: 8, arrivals: 9, throttles: 1, coldStarts: 8, invocations: 0 })
    expect(countsAt(digest, trace, 6_000_000)).toMatchObject({ inFlight: 0, invocations: 22, errors: 1, environments: 7, idle: 7 })
    const nothing = traceFromText(1000, 'orders:')
    expect(countsAt(createDigest(nothing, scenario), nothing, 500)).toMatchObject({ inFlight: 0, arrivals: 0, costUsd: 0 })
  })
})

describe('money', () => {
  it('of ribbons, REPORT lines and bill is the same, in any scenario', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        const trace = simulate(scenario, { maxRecords: 20_000 })
        const billing = createBilling(trace, scenario)
        const sums = { ribbons: 0, reports: 0, ahead: 0, invocations: 0 }
        const reported: Record<string, bigint> = {}
        for (let row = 0; row < trace.records.length; row++) {
          if (trace.records.time[row]! + trace.records.span[row]! > trace.until) continue
          const span = billedSpan(trace, billing, row)
          sums.ribbons += span?.billedMs ?? 0
          const report = reportLine(trace, { billing, scenario }, row)
          if (report === null) sums.ahead += billedMs(trace, billing, row)
          else {
            sums.reports += report.billedDurationMs
            sums.invocations++
            const name = scenario.functions[trace.lanes.parent[trace.records.lane[row]!]! - 1]!.FunctionName
            reported[name] = (reported[name] ?? 0n) + BigInt(report.billedDurationMs * report.memorySizeMB)
          }
        }
        const digest = createDigest(trace, scenario)
        const counts = countsAt(digest, trace, trace.until)
        expect(sums.ribbons).toBe(counts.billedMs)
        expect(sums.reports + sums.ahead).toBe(counts.billedMs)
        expect(sums.invocations).toBe(counts.invocations)
        const table = costTable(trace, scenario)
        expect(costLinesAt(digest, trace, trace.until)).toEqual(table)
        for (const { FunctionName } of scenario.functions) {
          const lines = table.filter((line) => line.function === FunctionName && (line.item === 'duration' || line.item === 'provisionedDuration'))
          const gbSeconds = lines.reduce((sum, line) => sum + line.quantity, 0)
          expect(gbSeconds).toBeCloseTo(Number(reported[FunctionName] ?? 0n) / 1_024_000, 9)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('histogram', () => {
  it('has bins narrower than 1 % in ascending order', () => {
    let bin = -1
    let wrong = 0
    for (let value = 0; value < 2 ** 32; value = Math.max(value + 1, Math.floor(value * 1.0007))) {
      const next = binOf(value)
      if (next < bin || next >= HISTOGRAM_BINS || Math.abs(middleOf(next) - value) > value * 0.004) wrong++
      bin = next
    }
    expect(wrong).toBe(0)
    expect(binOf(2 ** 40)).toBe(HISTOGRAM_BINS - 1)
  })

  it('takes the smallest value that enough others do not exceed', () => {
    const counts = new Int32Array(HISTOGRAM_BINS)
    for (const value of [10, 20, 30, 40]) counts[binOf(value)]! += 1
    expect(quantilesOf(counts, [0, 0.25, 0.26, 0.5, 0.99, 1])).toEqual([10, 10, 20, 20, 40, 40])
  })
})
