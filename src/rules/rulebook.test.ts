import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Distribution, EntryPoint as ScenarioEntryPoint, FunctionConfig, RetryMode as ScenarioRetryMode } from '../sim/scenario.ts'
import type { Outcome, Pool as TracePool } from '../sim/trace/schema.ts'
import { MB_MS_PER_GB_S, PICO_USD_PER_USD } from './prices.ts'
import { ruleAt } from './registry.ts'
import { isIsoDate, rulebookAt } from './rulebook.ts'
import type { Ending, EntryPoint, MeasuredDistribution, MeasuredFunction, Pool, RetryMode } from './vocabulary.ts'

const DATES = ['2019-01-01', '2023-06-01', '2025-07-01', '2026-11-23'] as const
const books = DATES.map(rulebookAt)
const id = (index: number): string => ruleAt(index).id

describe('vocabulary', () => {
  it('is the one of scenario and trace', () => {
    expectTypeOf<EntryPoint>().toEqualTypeOf<ScenarioEntryPoint>()
    expectTypeOf<RetryMode>().toEqualTypeOf<Exclude<ScenarioRetryMode, 'none'>>()
    expectTypeOf<Ending>().toEqualTypeOf<Exclude<Outcome, 'none'>>()
    expectTypeOf<Pool>().toEqualTypeOf<TracePool>()
    expectTypeOf<MeasuredDistribution>().toExtend<Distribution>()
    expectTypeOf<FunctionConfig>().toExtend<MeasuredFunction>()
  })
})

describe('dates', () => {
  it.each(['', '2026-11', '2026-13-01', '2026-02-30', '2025-02-29', '2026-00-10', '2026-11-00', '26-11-23', '2026-11-23T00:00', 'today'])('refuses %j', (text) => {
    expect(isIsoDate(text)).toBe(false)
    expect(() => rulebookAt(text)).toThrow(RangeError)
  })

  it.each(['2024-02-29', '2000-02-29', '2014-11-13', '2026-12-31'])('takes %s', (text) => {
    expect(rulebookAt(text).date).toBe(text)
  })
})

describe('what changed over the years', () => {
  it('scaling: shared burst and 500 a minute, then 1,000 per function and 10 s', () => {
    expect(books.map(({ scaling: s }) => [s.burst, s.refillPerSecond, s.scope, id(s.rule)])).toEqual([
      [3_000, 500 / 60, 'account', 'CC-21'],
      [3_000, 500 / 60, 'account', 'CC-21'],
      [1_000, 100, 'function', 'CC-19'],
      [1_000, 100, 'function', 'CC-19'],
    ])
    expect(books[3]?.scaling).toMatchObject({ stepSeconds: 10, stepRefill: 1_000, refill: 'continuous' })
    expect(rulebookAt('2023-11-25').scaling.scope).toBe('account')
    expect(rulebookAt('2023-11-26').scaling.scope).toBe('function')
  })

  it('VPC: 10 s until September 2019, nothing since', () => {
    expect(books.map((book) => [book.vpcPenaltyMs, id(book.rules.vpcPenalty)])).toEqual([
      [10_000, 'CS-06H'],
      [0, 'CS-06'],
      [0, 'CS-06'],
      [0, 'CS-06'],
    ])
  })

  it('init billing: free for zip on managed runtimes until August 2025', () => {
    const billed = books.map((book) => [
      book.initBilled('nodejs22.x', 'Zip', 'on-demand'),
      book.initBilled('nodejs22.x', 'Image', 'on-demand'),
      book.initBilled('rust', 'Zip', 'on-demand'),
      book.initBilled('nodejs22.x', 'Zip', 'provisioned'),
      book.initBilled('provided.al2023', 'Zip', 'on-demand'),
    ])
    const before = [false, true, true, true, true]
    expect(billed).toEqual([before, before, before, [true, true, true, true, true]])
    expect(books.map((book) => id(book.rules.initBilling))).toEqual(['BL-02H', 'BL-02H', 'BL-02H', 'BL-02'])
    expect(rulebookAt('2025-07-31').initBilled('python3.13', 'Zip', 'on-demand')).toBe(false)
    expect(rulebookAt('2025-08-01').initBilled('python3.13', 'Zip', 'on-demand')).toBe(true)
  })
})

describe.each(books)('limits on $date', (book) => {
  it('of init, restore and shutdown', () => {
    expect(book.initLimitMs).toBe(10_000)
    expect([3, 130, 131, 900].map(book.provisionedInitLimitMs)).toEqual([130_000, 130_000, 131_000, 900_000])
    expect(book.restoreLimitMs).toBe(10_000)
    expect(book.shutdownMs).toEqual({ none: 0, internal: 500, external: 2_000 })
  })

  it('of concurrency and sizes', () => {
    expect(book.requestsPerSecondPerConcurrency).toBe(10)
    expect([book.accountConcurrency, book.unreservedMinimum]).toEqual([1_000, 100])
    expect(book.provisioned).toEqual({ ratePerMinute: 6_000, preparationMinutes: [1, 2] })
    expect(book.memory).toEqual({ minMB: 128, maxMB: 10_240, mbPerVcpu: 1_769 })
    expect(book.timeout).toEqual({ minSeconds: 1, maxSeconds: 900, defaultSeconds: 3 })
    expect(book.ephemeralStorage).toEqual({ minMB: 512, maxMB: 10_240 })
    expect(book.payloads).toEqual({ requestKB: 6 * 1_024, responseKB: 6 * 1_024 })
    expect(book.retry.standard.attempts).toBe(3)
    expect(book.retry.legacy).toMatchObject({ attempts: 5, baseMs: 1_000, capMs: 20_000 })
  })
})

describe('front doors', () => {
  const { entryPoints: doors } = rulebookAt('2026-11-23')

  it('wait as long as documented', () => {
    const waits = Object.fromEntries(Object.entries(doors).map(([door, { timeoutMs, maxTimeoutMs }]) => [door, [timeoutMs, maxTimeoutMs]]))
    expect(waits).toEqual({
      sdk: [null, null],
      'rest-api': [29_000, null],
      'http-api': [30_000, 30_000],
      'function-url': [null, null],
      alb: [null, null],
      websocket: [29_000, 29_000],
      cloudfront: [null, null],
      cognito: [5_000, 5_000],
      alexa: [8_000, 8_000],
      event: [null, null],
      'event-source': [null, null],
    })
  })

  it('answer as documented', () => {
    const answers = Object.fromEntries(
      Object.entries(doors).map(([door, { status: s }]) => [door, [s.success, s.functionError, s.timeout, s.throttled, s.gatewayTimeout, s.payloadTooLarge]]),
    )
    expect(answers).toEqual({
      sdk: [200, 200, 200, 429, null, 413],
      'rest-api': [200, 502, 502, 500, 504, 500],
      'http-api': [200, 500, 500, 503, 503, 503],
      'function-url': [200, 502, 502, 429, null, 413],
      alb: [200, 502, 502, 502, null, 413],
      websocket: [200, null, null, null, null, 413],
      cloudfront: [200, 503, 503, 503, null, 502],
      cognito: [200, 200, 200, 429, null, 413],
      alexa: [200, 200, 200, 429, null, 413],
      event: [202, 202, 202, 202, null, 413],
      'event-source': [200, 200, 200, 429, null, 413],
    })
    expect(doors.sdk.status.restoreTimeout).toBe(408)
    expect(id(doors['http-api'].statusRule)).toBe('MC-05')
  })

  it('limit what passes', () => {
    expect([doors.sdk.requestKB, doors['rest-api'].requestKB, doors.alb.requestKB, doors.alb.responseKB]).toEqual([6_144, 6_144, 1_024, 1_024])
    expect([doors['rest-api'].apiRate, doors['http-api'].apiBurst, doors.sdk.apiRate, doors.alb.apiRate]).toEqual([10_000, 5_000, null, null])
  })
})

describe('prices', () => {
  const { prices } = rulebookAt('2026-11-23')

  it('are exact integers of a pico-dollar', () => {
    expect(PICO_USD_PER_USD).toBe(1e12)
    expect(prices.request).toBe(200_000)
    expect(prices.duration.x86_64.map((tier) => [tier.upToGBs, tier.price])).toEqual([
      [6e9, 16_666_700],
      [15e9, 15_000_000],
      [null, 13_333_400],
    ])
    expect(prices.duration.arm64.map((tier) => [tier.upToGBs, tier.price])).toEqual([
      [7.5e9, 13_333_400],
      [18.75e9, 12_000_100],
      [null, 10_666_700],
    ])
    expect(prices.provisioned.fee).toEqual({ x86_64: 4_166_700, arm64: 3_333_400 })
    expect(prices.provisioned.duration).toEqual({ x86_64: 9_722_200, arm64: 7_777_800 })
    expect(prices.provisioned.feeRoundingMs).toBe(300_000)
    expect(prices.ephemeralStorage).toMatchObject({ price: 30_900, freeMB: 512 })
    expect(prices.snapStart).toMatchObject({ cache: 1_504_600, restore: 139_799_800, cacheMinimumMs: 10_800_000 })
    expect(prices.freeTier).toMatchObject({ requests: 1_000_000, gbSeconds: 400_000 })
  })

  it('give the worked example: 1,024 MB for 421 ms', () => {
    const cost = (1_024 * 421 * (prices.duration.x86_64[0]?.price ?? 0)) / MB_MS_PER_GB_S + prices.request
    expect(cost / PICO_USD_PER_USD).toBeCloseTo(0.0000070167 + 0.0000002, 10)
  })

  it('break even for provisioned concurrency at 60 %', () => {
    const onDemand = prices.duration.x86_64[0]?.price ?? 0
    expect(prices.provisioned.fee.x86_64 / (onDemand - prices.provisioned.duration.x86_64)).toBeCloseTo(0.6, 2)
  })

  it('charge snapshots of Python and .NET only', () => {
    expect(['java21', 'python3.13', 'dotnet8'].map(prices.snapStart.charged)).toEqual([false, true, true])
  })
})
