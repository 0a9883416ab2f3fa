import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import { simulate } from '../sim/simulate'
import type { Scenario } from '../sim/scenario'
import { NONE } from '../sim/trace/schema'
import type { Trace } from '../sim/trace/schema'
import { traceFromText } from '../sim/trace/testing/fixture'
import { logJson, logText } from '../text/en/logs'
import { reportText } from '../text/en/metrics'
import { createBilling, billedMs, isInvocation } from './billing'
import { createDigest } from './digest'
import { createLog, logRowsOf } from './logEvents'
import type { LogFilter, LogFormat, LogRow } from './logEvents'
import { logFacts, streamName } from './logFacts'
import { reportLine, requestId } from './report'

const ALL: LogFilter = { format: 'text', type: null, level: 'DEBUG', environment: null, request: null }
const rowsOf = (trace: Trace, scenario: Scenario, filter: Partial<LogFilter> = {}): LogRow[] => {
  const log = createLog(trace, createDigest(trace, scenario), { ...ALL, ...filter })
  return Array.from({ length: log.length }, (_, row) => log.at(row))
}
const linesOf = (trace: Trace, scenario: Scenario, filter: Partial<LogFilter> = {}): string[] => {
  const source = { trace, scenario, billing: createBilling(trace, scenario) }
  const write = filter.format === 'json' ? logJson : logText
  return rowsOf(trace, scenario, filter).map((row) => write(logFacts(source, row)))
}

const scenario = defaultScenario({
  lambdaAsOf: '2026-11-01',
  seed: 7,
  functions: [defaultFunction('f', { MemorySize: 512 })],
  traffic: [defaultSource('s', 'f')],
})
const COLD = traceFromText(6000, 'f/1: 100 create#0 80 + runtimeStart#0 100.5 + functionInit#0 200 + handler#0 120.25; 1000 handler#1!timeout 3000')

describe('text', () => {
  it('is written as documented, line by line', () => {
    const [first, second] = [0, 1].map((request) => {
      const arrival = COLD.records.kind.findIndex((kind, row) => kind === 0 && COLD.records.request[row] === request)
      return requestId(7, arrival)
    })
    expect(linesOf(COLD, scenario).map((line) => line.replace(/runtime:[0-9a-f]{64}$/, 'runtime:HASH'))).toEqual([
      'INIT_START Runtime Version: nodejs:22.v1\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:HASH',
      `START RequestId: ${first} Version: $LATEST`,
      `END RequestId: ${first}`,
      `REPORT RequestId: ${first}\tDuration: 120.25 ms\tBilled Duration: 421 ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\tInit Duration: 300.50 ms`,
      `START RequestId: ${second} Version: $LATEST`,
      `2026-11-01T00:00:04.000Z ${second} Task timed out after 3.00 seconds`,
      `END RequestId: ${second}`,
      `REPORT RequestId: ${second}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\tStatus: timeout`,
    ])
  })
  it('reports an init only where it failed', () => {
    const failed = traceFromText(60_000, 'f/1: 0 create#0 80 + functionInit#0!timeout 10000 + suppressedInit#0 500 + handler#0 20')
    const lines = linesOf(failed, scenario)
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['INIT_START', 'INIT_REPORT', 'START', 'END', 'REPORT'])
    expect(lines[1]).toBe('INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout')
    expect(lines[4]).toContain('Duration: 520.00 ms')
  })
})

describe('JSON', () => {
  it('has the documented types, levels and fields', () => {
    const rows = rowsOf(COLD, scenario, { format: 'json' })
    expect(rows.map(({ type, level }) => `${type} ${level}`)).toEqual([
      'initStart INFO', 'initRuntimeDone DEBUG', 'initReport DEBUG', 'start INFO', 'runtimeDone DEBUG', 'report INFO',
      'start INFO', 'message ERROR', 'runtimeDone WARN', 'report WARN',
    ])
    const records = linesOf(COLD, scenario, { format: 'json' }).map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(records[3]).toMatchObject({ time: '2026-11-01T00:00:00.480Z', type: 'platform.start', record: { version: '$LATEST' } })
    expect(records[5]).toMatchObject({
      type: 'platform.report',
      record: { status: 'success', metrics: { durationMs: 120.25, billedDurationMs: 421, memorySizeMB: 512, maxMemoryUsedMB: 80, initDurationMs: 300.5 } },
    })
    expect(records[9]).toMatchObject({ record: { status: 'timeout', metrics: { billedDurationMs: 3000 } } })
  })
  it('can be thinned out by level, type, request and environment', () => {
    expect(rowsOf(COLD, scenario, { format: 'json', level: 'WARN' }).map(({ type }) => type)).toEqual(['message', 'runtimeDone', 'report'])
    expect(rowsOf(COLD, scenario, { type: 'report' }).length).toBe(2)
    expect(rowsOf(COLD, scenario, { request: 1 }).every((row) => row.request === 1)).toBe(true)
    expect(rowsOf(COLD, scenario, { environment: 2 }).length).toBe(0)
    expect(rowsOf(COLD, scenario, { environment: 1 }).length).toBe(8)
  })
})

describe('streams', () => {
  it('are named by day, version and a number of their own', () => {
    const { lanes } = COLD
    const lane = lanes.kind.findIndex((kind) => kind === 4)
    expect(streamName(COLD, scenario, lane)).toMatch(/^2026\/11\/01\/\[\$LATEST\][0-9a-f]{32}$/)
    expect(streamName(COLD, scenario, lane)).not.toBe(streamName(COLD, scenario, lane + 1))
  })
})

const runs = fc.record({ seed: fc.nat(10_000), rate: fc.integer({ min: 5, max: 400 }), faults: fc.constantFrom(0, 0.15) }).map(({ seed, rate, faults }) => {
  const one = defaultFunction('f', { Timeout: 1, ReservedConcurrentExecutions: 30 })
  const made = defaultScenario({
    seed,
    durationMs: 12_000,
    functions: [{ ...one, faults: { ...one.faults, errorRate: faults, crashRate: faults, initErrorRate: faults } }],
    traffic: [defaultSource('s', 'f', { arrivals: { kind: 'poisson', ratePerSecond: rate } })],
  })
  return { trace: simulate(made), scenario: made }
})

describe('of any run', () => {
  it('is in order of time, complete, and finds its place', () => {
    fc.assert(
      fc.property(runs, fc.constantFrom<LogFormat>('text', 'json'), ({ trace, scenario: made }, format) => {
        const log = createLog(trace, createDigest(trace, made), { ...ALL, format })
        const rows = Array.from({ length: log.length }, (_, row) => log.at(row))
        for (let row = 1; row < rows.length; row++) expect(rows[row]!.time).toBeGreaterThanOrEqual(rows[row - 1]!.time)
        let lines = 0
        for (let record = 0; record < trace.records.length; record++) lines += logRowsOf(trace, record, format).length
        expect(rows.length).toBe(lines)
        for (const t of [0, 1_000_000, 7_654_321, trace.until]) expect(log.rowAt(t)).toBe(rows.findLastIndex(({ time }) => time <= t))
      }),
      { numRuns: 15 },
    )
  })
  it('has one REPORT line per invocation that ended, which says what is billed', () => {
    fc.assert(
      fc.property(runs, ({ trace, scenario: made }) => {
        const billing = createBilling(trace, made)
        const source = { trace, scenario: made, billing }
        const reports = rowsOf(trace, made, { type: 'report' })
        let billed = 0
        let ended = 0
        for (let record = 0; record < trace.records.length; record++) {
          if (!isInvocation(trace, record) || trace.records.time[record]! + trace.records.span[record]! > trace.until) continue
          billed += billedMs(trace, billing, record)
          ended++
        }
        expect(reports.length).toBe(ended)
        let reported = 0
        for (const row of reports) {
          const line = logText(logFacts(source, row))
          expect(line).toBe(reportText(reportLine(trace, { billing, scenario: made }, row.record)!))
          reported += Number(/Billed Duration: (\d+) ms/.exec(line)![1])
        }
        expect(reported).toBe(billed)
      }),
      { numRuns: 10 },
    )
  })
  it('starts and ends every invocation under the same id', () => {
    fc.assert(
      fc.property(runs, ({ trace, scenario: made }) => {
        const source = { trace, scenario: made, billing: createBilling(trace, made) }
        const open = new Map<number, string | null>()
        for (const row of rowsOf(trace, made)) {
          const id = logFacts(source, row).requestId
          if (row.type === 'start') open.set(row.lane, id)
          if (row.type === 'end' || row.type === 'report') expect(id).toBe(open.get(row.lane))
          if (row.request !== NONE) expect(id).not.toBeNull()
        }
      }),
      { numRuns: 10 },
    )
  })
})
