import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario } from '../scenario/defaults'
import type { FunctionConfig, Scenario } from '../sim/scenario'
import { traceFromText } from '../sim/trace/testing/fixture'
import { KIND } from '../sim/trace/writer'
import type { Trace } from '../sim/trace/schema'
import { reportText } from '../text/en/metrics'
import { billedMs, billedSpan, createBilling } from './billing'
import { reportLine, requestId } from './report'

const scenarioOf = (config: Partial<FunctionConfig> = {}, changes: Partial<Scenario> = {}): Scenario =>
  defaultScenario({ functions: [defaultFunction('f', { Runtime: 'nodejs22.x', ...config })], traffic: [], ...changes })

/** Row of the n-th record of a kind. */
function rowOf(trace: Trace, kind: keyof typeof KIND, n = 0): number {
  const rows = [...trace.records.kind.keys()].filter((row) => trace.records.kind[row] === KIND[kind])
  return rows[n]!
}

function bill(text: string, scenario: Scenario = scenarioOf(), kind: keyof typeof KIND = 'handler') {
  const trace = traceFromText(100_000, text)
  const billing = createBilling(trace, scenario)
  const row = rowOf(trace, kind)
  return {
    ms: billedMs(trace, billing, row),
    span: billedSpan(trace, billing, row),
    report: reportLine(trace, { billing, scenario }, row),
    total: [...trace.records.kind.keys()].reduce((sum, each) => sum + billedMs(trace, billing, each), 0),
  }
}

const COLD = 'f/1: 1000 create#1 80 + download#1 20 + runtimeStart#1 50.5 + functionInit#1 33.5 + handler#1 3016.78'

describe('billed duration', () => {
  it('rounds a warm invocation up', () => {
    expect(bill('f/1: 10 handler#1 5').ms).toBe(5)
    expect(bill('f/1: 10 handler#1 5.001').ms).toBe(6)
  })

  it('adds init to a cold start before rounding, as in the guide', () => {
    expect(bill(COLD).ms).toBe(3101)
    expect(bill('f/1: 0 create#1 9 + functionInit#1 80 + handler#1 133.61').ms).toBe(214)
    expect(bill('f/1: 0 create#1 9 + functionInit#1 111.23 + handler#1 3004.92').ms).toBe(3117)
  })

  it('left init out for zip packages on managed runtimes before August 2025', () => {
    const before = { lambdaAsOf: '2025-07-31' }
    expect(bill(COLD, scenarioOf({}, before)).ms).toBe(3017)
    expect(bill(COLD, scenarioOf({ PackageType: 'Image' }, before)).ms).toBe(3101)
    expect(bill(COLD, scenarioOf({ Runtime: 'rust' }, before)).ms).toBe(3101)
    expect(bill(COLD, scenarioOf({}, { lambdaAsOf: '2025-08-01' })).ms).toBe(3101)
    expect(bill(COLD, scenarioOf({}, { relaxed: ['BL-02'] })).ms).toBe(3017)
  })

  it('bills an init that overran only when asked to, and its repetition always', () => {
    const text = 'f/1: 0 create#1 9 + runtimeStart#1 100 + functionInit#1!timeout 9900 + suppressedInit#1 12000.5 + handler#1 100.6'
    const assumptions = { ...scenarioOf().assumptions, abortedInitBilled: true }
    expect(bill(text).ms).toBe(12_102)
    expect(bill(text).total).toBe(12_102)
    expect(bill(text, scenarioOf({}, { assumptions })).ms).toBe(22_102)
    expect(bill(text, scenarioOf({}, { lambdaAsOf: '2025-01-01' })).ms).toBe(12_102)
    expect(bill(text).report).toMatchObject({ duration: 12_101_100, billedDurationMs: 12_102, initDuration: null })
  })

  it('bills an invocation that failed before its handler', () => {
    const text = 'f/1: 0 create#1 9 + functionInit#1!crash 500 + suppressedInit#1!timeout 3000'
    const { ms, total, report } = bill(text, scenarioOf(), 'suppressedInit')
    expect([ms, total]).toEqual([3000, 3000])
    expect(report).toMatchObject({ status: 'timeout', duration: 3_000_000 })
  })

  it('bills the init of provisioned environments by itself, rounded once', () => {
    const text = 'f/1@provisioned: 0 create 50 + runtimeStart 100.4 + functionInit 200.4; 5000 handler#1 10'
    expect(bill(text).ms).toBe(10)
    expect(bill(text).total).toBe(311)
    expect(bill(text, scenarioOf({}, { lambdaAsOf: '2025-01-01' })).total).toBe(311)
    expect(bill(text, scenarioOf(), 'runtimeStart').span).toEqual({ start: 50_000, billedMs: 101, withInit: false })
    expect(bill(text, scenarioOf(), 'functionInit').span).toEqual({ start: 151_000, billedMs: 200, withInit: false })
  })

  it('leaves a restore out as long as no part of it is billed', () => {
    const { ms, report } = bill('f/1: 0 create#1 9 + restore#1 300.2 + handler#1 10.5')
    expect(ms).toBe(11)
    expect(report).toMatchObject({ restoreDuration: 300_200, billedRestoreDurationMs: 0, initDuration: null })
  })

  it('bills nothing for anything else', () => {
    expect(bill('f/1: 0 create#1 9 + handler#1 10', scenarioOf(), 'create')).toMatchObject({ ms: 0, span: null })
    expect(bill('f: 5 throttle#1', scenarioOf(), 'throttle')).toMatchObject({ ms: 0, span: null, report: null })
  })
})

describe('billed span', () => {
  it('begins with the first billed phase', () => {
    expect(bill(COLD).span).toEqual({ start: 1_100_000, billedMs: 3101, withInit: true })
    expect(bill(COLD, scenarioOf({}, { lambdaAsOf: '2025-01-01' })).span).toEqual({ start: 1_184_000, billedMs: 3017, withInit: false })
    expect(bill('f/1: 10 handler#1 5.5').span).toEqual({ start: 10_000, billedMs: 6, withInit: false })
    const repeated = 'f/1: 0 create#1 9 + functionInit#1!timeout 9900 + suppressedInit#1 100 + handler#1 10'
    expect(bill(repeated).span).toMatchObject({ start: 9_909_000, withInit: true })
  })
})

describe('report line', () => {
  it('reads as in the log', () => {
    const { report } = bill(COLD, scenarioOf({ MemorySize: 256 }))
    expect(reportText(report!).replace(/[0-9a-f]{8}-[0-9a-f-]*/, 'ID')).toBe(
      'REPORT RequestId: ID\tDuration: 3016.78 ms\tBilled Duration: 3101 ms\tMemory Size: 256 MB\tMax Memory Used: 80 MB\tInit Duration: 84.00 ms',
    )
  })

  it('says how an invocation failed', () => {
    expect(bill('f/1: 0 handler#1!timeout 3000').report).toMatchObject({ status: 'timeout', errorType: null })
    expect(bill('f/1: 0 handler#1!crash 3').report).toMatchObject({ status: 'error', errorType: 'Runtime.ExitError' })
    expect(bill('f/1: 0 handler#1!outOfMemory 3').report).toMatchObject({ maxMemoryUsedMB: 128, errorType: 'Runtime.OutOfMemory' })
    expect(bill('f/1: 0 handler#1!functionError 3').report).toMatchObject({ status: null })
    expect(reportText(bill('f/1: 0 handler#1!crash 3').report!)).toMatch(/\tStatus: error\tError Type: Runtime\.ExitError$/)
  })

  it('is missing while an invocation runs', () => {
    expect(bill('f/1: 99990 handler#1 20').report).toBeNull()
  })

  it('shows init even when it was not billed', () => {
    expect(bill(COLD, scenarioOf({}, { lambdaAsOf: '2025-01-01' })).report).toMatchObject({ initDuration: 84_000, billedDurationMs: 3017 })
  })

  it('knows the memory an environment was made with', () => {
    const interventions = [{ kind: 'setting' as const, atMs: 50, function: 'f', set: { MemorySize: 512 } }]
    const scenario = scenarioOf({}, { interventions })
    const trace = traceFromText(1000, 'f/1: 0 handler#1 100; 400 handler#3 10\nf/2: 60 handler#2 100')
    trace.lanes.version[3] = 2
    const lines = [0, 1, 2].map((n) => reportLine(trace, { billing: createBilling(trace, scenario), scenario }, rowOf(trace, 'handler', n)))
    expect(lines.map((line) => line!.memorySizeMB)).toEqual([128, 512, 128])
  })

  it('numbers requests with version 4 UUIDs that differ', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => requestId(7, i))
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(requestId(7, 3)).toBe(ids[3])
  })
})
