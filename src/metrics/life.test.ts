import { describe, expect, it } from 'vitest'
import { FIRST_BURST } from '../scenario/presets/traffic'
import { arbitraryScenario } from '../scenario/testing/arbitrary'
import { holds, TIME_LIMIT_MS } from '../sim/properties/testing/scenarios'
import { simulate } from '../sim/simulate'
import { NONE, RECORD_KINDS } from '../sim/trace/schema'
import type { RecordId, Trace } from '../sim/trace/schema'
import { billedMs, createBilling } from './billing'
import { carriedLane, carriedRecord } from './carry'
import { costTable } from './costs'
import { environmentWith, isEnvironment, recordsOf, relatedRecords } from './environments'
import { invocationOf, lifeOfEnvironment, lifeOfRequest, segmentsOf } from './life'
import { priceOf } from './price'
import { reportLine } from './report'
import { reportText } from './reportText'

const scenario = FIRST_BURST
const trace = simulate(scenario)
const billing = createBilling(trace, scenario)
const find = (run: Trace, request: number, kind: string): RecordId =>
  Array.from({ length: run.records.length }, (_, row) => row).find((row) => run.records.request[row] === request - 1 && RECORD_KINDS[run.records.kind[row]!] === kind)!

describe('the life of a request', () => {
  it('is its records in order, by segment, and adds up to the time it took', () => {
    const life = lifeOfRequest(trace, 3)
    expect(life.parts.map(({ kind }) => kind)).toEqual(['arrival', 'create', 'runtimeStart', 'functionInit', 'handler'])
    expect(segmentsOf(life).map(({ segment }) => segment)).toEqual(['caller', 'service', 'initialization', 'invocation'])
    expect(segmentsOf(life).reduce((sum, { span }) => sum + span, 0)).toBe(life.to - life.from)
  })

  it('leads to its invocation, if it was let in', () => {
    expect(invocationOf(trace, find(trace, 4, 'create'))).toBe(find(trace, 4, 'handler'))
    expect(invocationOf(trace, find(trace, 9, 'throttle'))).toBe(NONE)
  })
})

describe('the life of an environment', () => {
  it('is start, service and idleness, with nothing left over', { timeout: TIME_LIMIT_MS }, () => {
    holds(arbitraryScenario(), (each) => {
      const run = simulate(each)
      for (let lane = 0; lane < run.lanes.length; lane++) {
        if (!isEnvironment(run, lane)) continue
        const life = lifeOfEnvironment(run, lane)
        const end = life.shutdown === NONE ? run.until : run.records.time[life.shutdown]!
        expect(life.starting + life.busy + life.idle).toBe(end - run.lanes.born[lane]!)
      }
    }, 40)
  })
})

describe('the price of records', () => {
  it('adds up to the bill of the run', () => {
    const all = Array.from({ length: trace.requests }, (_, request) => priceOf(trace, billing, relatedRecords(trace, request)))
    const bill = costTable(trace, { ...scenario, account: { ...scenario.account, freeTier: false } })
    const total = bill.reduce((sum, { amount }) => sum + Number(amount) / 1.024e18, 0)
    expect(all.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(total, 12)
  })

  it('is milliseconds times memory at the price of the rules, plus the request', () => {
    const handler = find(trace, 4, 'handler')
    const { billedMs: ms, memoryMB, lines, usd } = priceOf(trace, billing, relatedRecords(trace, 3))
    expect(ms).toBe(billedMs(trace, billing, handler))
    expect(memoryMB).toBe(512)
    expect(lines!.map(({ item, rule }) => [item, rule])).toEqual([['requests', 'BL-07'], ['duration', 'BL-08']])
    expect(usd).toBeCloseTo(0.0000002 + (ms / 1000) * 0.5 * 0.0000166667, 15)
    expect(priceOf(trace, billing, relatedRecords(trace, 8)).lines).toBeNull()
    expect(priceOf(trace, billing, relatedRecords(trace, 3)).standing).toBeNull()
  })

  it('names the standing fee of provisioned concurrency beside it', () => {
    const [fn] = scenario.functions
    const Qualifier = 'live'
    const provided = {
      ...scenario,
      functions: [{ ...fn!, aliases: [{ Name: Qualifier, FunctionVersion: '1', RoutingConfig: null }], provisioned: [{ Qualifier, ProvisionedConcurrentExecutions: 8, readyAtStart: true }] }],
      traffic: scenario.traffic.map((source) => ({ ...source, Qualifier })),
    }
    const run = simulate(provided)
    const standing = priceOf(run, createBilling(run, provided), relatedRecords(run, 3)).standing
    expect(standing?.rule).toBe('BL-13')
    // Eight times half a gigabyte for an hour.
    expect(standing?.usdPerHour).toBeCloseTo(8 * 0.5 * 3600 * 0.0000041667, 12)
  })
})

describe('the REPORT line as text', () => {
  it('has the documented fields, set apart by tabs', () => {
    const text = reportText({
      requestId: 'id', duration: 3_016_780, billedDurationMs: 3101, memorySizeMB: 128, maxMemoryUsedMB: 67,
      initDuration: 84_000, restoreDuration: null, billedRestoreDurationMs: null, status: 'timeout', errorType: null,
    })
    expect(text).toBe('REPORT RequestId: id\tDuration: 3016.78 ms\tBilled Duration: 3101 ms\tMemory Size: 128 MB\tMax Memory Used: 67 MB\tInit Duration: 84.00 ms\tStatus: timeout')
  })

  it('names what SnapStart and failures add, and leaves out what does not apply', () => {
    const warm = reportText(reportLine(trace, { billing, scenario }, find(trace, 11, 'handler'))!)
    expect(warm).not.toMatch(/Init|Restore|Status|Error/)
    const restored = reportText({
      requestId: 'id', duration: 1000, billedDurationMs: 2, memorySizeMB: 512, maxMemoryUsedMB: 91,
      initDuration: null, restoreDuration: 270_125, billedRestoreDurationMs: 0, status: 'error', errorType: 'Runtime.ExitError',
    })
    expect(restored).toMatch(/Restore Duration: 270\.1[23] ms\tBilled Restore Duration: 0 ms\tStatus: error\tError Type: Runtime\.ExitError$/)
  })
})

describe('a selection in another run', () => {
  const other = simulate({ ...scenario, functions: scenario.functions.map((fn) => ({ ...fn, ReservedConcurrentExecutions: 3 })) })

  it('is the same record of the same request, how that ended now, or nothing', () => {
    expect(carriedRecord(trace, other, find(trace, 2, 'handler'))).toBe(find(other, 2, 'handler'))
    expect(carriedRecord(trace, other, find(trace, 4, 'handler'))).toBe(find(other, 4, 'throttle'))
    const empty = simulate({ ...scenario, traffic: [] })
    expect(carriedRecord(trace, empty, find(trace, 4, 'handler'))).toBeNull()
    for (let record = 0; record < trace.records.length; record++) expect(carriedRecord(trace, trace, record)).toBe(record)
  })

  it('is the environment with the same number, or nothing', () => {
    const [second, eighth] = [environmentWith(trace, 1, 2), environmentWith(trace, 1, 8)]
    expect(carriedLane(trace, other, second)).toBe(environmentWith(other, 1, 2))
    expect(carriedLane(trace, other, eighth)).toBeNull()
    expect(carriedLane(trace, trace, eighth)).toBe(eighth)
    expect(recordsOf(trace, eighth).length).toBeGreaterThan(3)
  })
})
