import { describe, expect, it } from 'vitest'
import { MB_MS_PER_GB_S } from '../rules/prices'
import { rulebookAt } from '../rules/rulebook'
import { defaultFunction, defaultScenario } from '../scenario/defaults'
import type { FunctionConfig, Scenario } from '../sim/scenario'
import { traceFromText } from '../sim/trace/testing/fixture'
import { COST_ITEMS } from '../text/en/metrics'
import { USED, USED_COLUMNS, costTable, newUsage, priceUsage, tieredPrice } from './costs'
import type { CostItem } from './costs'
import { sumOf, toUsd } from './money'
import { monthlyCost } from './monthly'
import { createTariff } from './tariff'

const scenarioOf = (config: Partial<FunctionConfig> = {}, changes: Partial<Scenario> = {}): Scenario =>
  defaultScenario({ functions: [defaultFunction('f', { MemorySize: 1024, ...config })], traffic: [], ...changes })

/** Dollars by item. */
function costs(text: string, scenario: Scenario, tMs?: number): Partial<Record<CostItem, number>> {
  const lines = costTable(traceFromText(100_000, text), scenario, tMs === undefined ? undefined : tMs * 1000)
  return Object.fromEntries(lines.map((line) => [line.item, toUsd(line.amount)]))
}

const COLD = 'f/1: 0 create#1 80 + functionInit#1 300 + handler#1 120.3'

describe('bill', () => {
  it('of one cold start is the one in the fact sheet', () => {
    const bill = costs(COLD, scenarioOf())
    expect(bill).toEqual({ requests: 0.0000002, duration: 0.421 * 0.0000166667 })
  })

  it('in a dearer Region charges what is known of it, and the rest as in us-east-1', () => {
    const there = { priceRegion: 'af-south-1' as const }
    expect(costs(COLD, scenarioOf({}, there))).toEqual({ requests: 0.0000002, duration: 0.421 * 0.0000221 })
    expect(costs(COLD, scenarioOf({ Architectures: ['arm64'] }, there))).toEqual(costs(COLD, scenarioOf({ Architectures: ['arm64'] })))
  })

  it('by function, exactly the sum of its parts', () => {
    const scenario = scenarioOf({}, { functions: [defaultFunction('f', { MemorySize: 1024 }), defaultFunction('g', { Architectures: ['arm64'] })] })
    const lines = costTable(traceFromText(1000, `f:\ng:\n${COLD}\ng/1: 5 handler#2 99.2; 200 handler#3 1`), scenario)
    expect(lines.map(({ function: name, item, quantity }) => [name, item, quantity])).toEqual([
      ['f', 'requests', 1], ['f', 'duration', 0.421], ['g', 'requests', 2], ['g', 'duration', (101 * 128) / MB_MS_PER_GB_S],
    ])
    const exact = 421n * 1024n * 16_666_700n + 101n * 128n * 13_333_400n + 3n * 200_000n * 1_024_000n
    expect(sumOf(lines)).toBe(exact)
  })

  it('counts what had ended', () => {
    expect(costs(COLD, scenarioOf(), 500)).toEqual({})
    expect(costs(COLD, scenarioOf(), 501)).toHaveProperty('requests')
    expect(costs('f/1: 99999 handler#1 2', scenarioOf())).toEqual({})
  })

  it('does not charge for throttles, and charges for failures', () => {
    expect(costs('f: 5 throttle#1', scenarioOf())).toEqual({})
    expect(costs('f/1: 0 handler#1!timeout 3000', scenarioOf())).toEqual({ requests: 0.0000002, duration: 3 * 0.0000166667 })
  })

  it('charges provisioned capacity while it stands, rounded up to five minutes', () => {
    const provisioned = [{ Qualifier: '1', ProvisionedConcurrentExecutions: 10, readyAtStart: true }]
    const text = 'f/1@provisioned: 0 create 9 + functionInit 500; 1000 handler#1 100'
    const bill = costs(text, scenarioOf({ provisioned }))
    expect(bill.provisionedFee).toBeCloseTo(10 * 300 * 0.0000041667, 12)
    expect(bill.provisionedInit).toBeCloseTo(0.5 * 0.0000097222, 15)
    expect(bill.provisionedDuration).toBeCloseTo(0.1 * 0.0000097222, 15)
    expect(bill.duration).toBeUndefined()
  })

  it('does not round where one provisioned setting takes over from another', () => {
    const provisioned = [{ Qualifier: '1', ProvisionedConcurrentExecutions: 10, readyAtStart: true }]
    const set = (value: number) => ({ ProvisionedConcurrentExecutions: { Qualifier: '1', value } })
    const change = (atMs: number, value: number) => ({ kind: 'setting' as const, atMs, function: 'f', set: set(value) })
    const fee = (scenario: Scenario, tMs: number) => costs('', scenario, tMs).provisionedFee! / 0.0000041667
    const grown = scenarioOf({ provisioned }, { interventions: [change(60_000, 20)] })
    expect(fee(grown, 90_000)).toBeCloseTo(10 * 60 + 20 * 240, 6)
    expect(fee(grown, 400_000)).toBeCloseTo(10 * 60 + 20 * 540, 6)
    const ended = scenarioOf({ provisioned }, { interventions: [change(60_000, 0)] })
    expect(fee(ended, 400_000)).toBeCloseTo(10 * 300, 6)
    const later = scenarioOf({}, { interventions: [change(60_000, 5)] })
    expect(costs('', later, 59_999)).toEqual({})
    expect(fee(later, 361_000)).toBeCloseTo(5 * 600, 6)
  })

  it('charges /tmp above 512 MB', () => {
    const bill = costs('f/1: 0 handler#1 1000', scenarioOf({ EphemeralStorage: { Size: 512 + 1024 } }))
    expect(bill.ephemeralStorage).toBeCloseTo(0.0000000309, 15)
  })

  it('charges SnapStart cache and restores except for Java', () => {
    const text = 'f/1: 0 create#1 9 + restore#1 300 + handler#1 100'
    const python = costs(text, scenarioOf({ Runtime: 'python3.13', SnapStart: { ApplyOn: 'PublishedVersions' } }))
    expect(python.snapStartCache).toBeCloseTo(3 * 3600 * 0.0000015046, 10)
    expect(python.snapStartRestore).toBeCloseTo(0.0001397998, 12)
    const java = costs(text, scenarioOf({ Runtime: 'java21', SnapStart: { ApplyOn: 'PublishedVersions' } }))
    expect(Object.keys(java)).toEqual(['requests', 'duration'])
  })

  it('takes off the free tier, but not from provisioned capacity', () => {
    const account = { ...scenarioOf().account, freeTier: true }
    const lines = costTable(traceFromText(1000, COLD), scenarioOf({}, { account }))
    expect(lines.map((line) => line.item)).toEqual(['requests', 'duration', 'freeTier'])
    expect(sumOf(lines)).toBe(0n)
    const provisioned = [{ Qualifier: '1', ProvisionedConcurrentExecutions: 1, readyAtStart: true }]
    const bill = costs('f/1@provisioned: 0 handler#1 1000', scenarioOf({ provisioned }, { account }))
    expect(bill.freeTier).toBeCloseTo(-0.0000002, 15)
    expect(bill.provisionedDuration).toBeGreaterThan(0)
  })

  it('gives the free tier once, to all functions and architectures together', () => {
    const functions = [defaultFunction('f', { MemorySize: 1024 }), defaultFunction('g', { MemorySize: 1024, Architectures: ['arm64'] })]
    const tariff = createTariff(scenarioOf({}, { functions, account: { ...scenarioOf().account, freeTier: true } }))
    const usage = newUsage(tariff)
    // 300,000 GB-s and 800,000 requests of each function.
    for (const row of [0, 1]) {
      usage[row * USED_COLUMNS + USED.requests] = 800_000
      usage[row * USED_COLUMNS + USED.onDemandMs] = 300_000_000
    }
    const lines = priceUsage(usage, tariff, 0)
    expect(lines.filter((line) => line.item === 'freeTier').map((line) => line.quantity)).toEqual([300_000, 100_000])
    expect(toUsd(sumOf(lines))).toBeCloseTo(0.6 * 0.2 + 200_000 * 0.0000133334, 9)
  })

  it('has a name for every item', () => {
    for (const { name, note } of Object.values(COST_ITEMS)) expect(name.length * note.length).toBeGreaterThan(0)
  })
})

describe('tiers', () => {
  it('price each part of a month by its own', () => {
    const tiers = rulebookAt('2026-11-23').prices.duration.x86_64
    const gbs = (count: number) => BigInt(count) * BigInt(MB_MS_PER_GB_S)
    expect(toUsd(tieredPrice(tiers, gbs(1)))).toBe(0.0000166667)
    expect(toUsd(tieredPrice(tiers, gbs(6e9)))).toBeCloseTo(100_000.2, 6)
    expect(toUsd(tieredPrice(tiers, gbs(15e9)))).toBeCloseTo(100_000.2 + 135_000, 6)
    expect(toUsd(tieredPrice(tiers, gbs(16e9)))).toBeCloseTo(100_000.2 + 135_000 + 13_333.4, 6)
    expect(tieredPrice(tiers, 0n)).toBe(0n)
  })
})

describe('monthlyCost', () => {
  const use = {
    requests: 3_000_000, memoryMb: 512, durationMs: 120, coldFraction: 0.01, initMs: 400,
    pricePerMillionRequests: 0.2, pricePerGbSecond: 0.0000166667,
  }

  it('is exact', () => {
    expect(monthlyCost(use)).toEqual({ billedMs: 372_000_000, gbSeconds: 186_000, requestUsd: 0.6, durationUsd: 3.1000062, totalUsd: 3.7000062 })
  })

  it('rounds every invocation up, cold ones after adding init', () => {
    const result = monthlyCost({ ...use, requests: 1000, durationMs: 10.2, initMs: 0.7, coldFraction: 0.25 })
    expect(result.billedMs).toBe(11_000)
    expect(monthlyCost({ ...use, requests: 1000, durationMs: 10.2, initMs: 0.9, coldFraction: 0.25 }).billedMs).toBe(11_250)
  })

  it('does not trip over fractions that floats cannot hold', () => {
    expect(monthlyCost({ ...use, requests: 100, durationMs: 0.1, coldFraction: 0.29, initMs: 2.9 }).billedMs).toBe(71 + 29 * 3)
    expect(monthlyCost({ ...use, coldFraction: 0.07, requests: 100, durationMs: 1, initMs: 1 }).billedMs).toBe(107)
    expect(monthlyCost({ ...use, pricePerGbSecond: 1e-7 }).durationUsd).toBe(0.0186)
  })
})
