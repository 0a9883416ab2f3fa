/** The bill of a run: quantities used, by rate, and what they cost. */
import { MICROS_PER_MS } from '../base/units'
import { MB_MS_PER_GB_S } from '../rules/prices'
import type { PriceTier } from '../rules/prices'
import type { Architecture, Scenario } from '../sim/scenario'
import type { Micros, RecordId, Trace } from '../sim/trace/schema'
import { KIND, POOL } from '../sim/trace/writer'
import { billedMs, createBilling, isInitAhead, isInvocation } from './billing'
import type { Billing } from './billing'
import { priceOfCount, priceOfMb, priceOfMbMs } from './money'
import type { Money } from './money'
import type { FunctionTariff, StandingCharge, Tariff } from './tariff'

/** Quantities per rate, in this order. */
export const USED = { requests: 0, onDemandMs: 1, provisionedMs: 2, provisionedInitMs: 3, initAheadMs: 4, restores: 5 } as const
export const USED_COLUMNS = 6

export type CostItem =
  | 'requests'
  | 'duration'
  | 'initAhead'
  | 'provisionedDuration'
  | 'provisionedInit'
  | 'provisionedFee'
  | 'ephemeralStorage'
  | 'snapStartCache'
  | 'snapStartRestore'
  | 'freeTier'

export interface CostLine {
  function: string
  item: CostItem
  /** Requests, restores or GB-seconds; GB-seconds that are free for `freeTier`. */
  quantity: number
  unit: 'requests' | 'GB-s' | 'GB'
  amount: Money
  /** Index of the rule that states the price. */
  rule: number
}

export const newUsage = (tariff: Tariff): Float64Array => new Float64Array(tariff.rates.length * USED_COLUMNS)

/** Adds what a record that has ended has used. */
export function addUsage(usage: Float64Array, trace: Trace, billing: Billing, record: RecordId): void {
  const { records, lanes } = trace
  const lane = records.lane[record]!
  const row = billing.rate[lane]! * USED_COLUMNS
  const provisioned = lanes.pool[lane] === POOL.provisioned
  if (isInvocation(trace, record)) {
    usage[row + USED.requests]! += 1
    usage[row + (provisioned ? USED.provisionedMs : USED.onDemandMs)]! += billedMs(trace, billing, record)
  } else if (isInitAhead(trace, record)) {
    usage[row + (provisioned ? USED.provisionedInitMs : USED.initAheadMs)]! += billedMs(trace, billing, record)
  } else if (records.kind[record] === KIND.restore) usage[row + USED.restores]! += 1
}

/** Billed milliseconds of all kinds in a usage. */
export function usedMs(usage: Float64Array, row: number): number {
  const at = row * USED_COLUMNS
  const invoked = usage[at + USED.onDemandMs]! + usage[at + USED.provisionedMs]!
  return invoked + usage[at + USED.provisionedInitMs]! + usage[at + USED.initAheadMs]!
}

/** Everything that has ended by `t`. */
function usageBy(trace: Trace, billing: Billing, t: Micros): Float64Array {
  const usage = newUsage(billing.tariff)
  const { records } = trace
  for (let record = 0; record < records.length; record++) {
    if (records.time[record]! > t) break
    if (records.time[record]! + records.span[record]! <= t) addUsage(usage, trace, billing, record)
  }
  return usage
}

/**
 * The bill of a run up to `t` (its end unless given): what had ended by then, and what stood. Lines of 0 are
 * left out.
 */
export function costTable(trace: Trace, scenario: Scenario, t: Micros = trace.stoppedAt ?? trace.until): CostLine[] {
  const billing = createBilling(trace, scenario)
  return priceUsage(usageBy(trace, billing, t), billing.tariff, t)
}

/** MB-milliseconds and other sums of one function. */
interface Totals {
  requests: number
  onDemand: bigint
  initAhead: bigint
  provisioned: bigint
  provisionedInit: bigint
  storage: bigint
  restoredMB: number
}

function totalsOf(usage: Float64Array, tariff: Tariff, fn: number): Totals {
  const totals: Totals = {
    requests: 0, onDemand: 0n, initAhead: 0n, provisioned: 0n, provisionedInit: 0n, storage: 0n, restoredMB: 0,
  }
  tariff.rates.forEach((rate, row) => {
    if (rate.fn !== fn) return
    const used = (column: number): number => usage[row * USED_COLUMNS + column]!
    const mbMs = (column: number): bigint => BigInt(rate.memoryMB) * BigInt(used(column))
    totals.requests += used(USED.requests)
    totals.onDemand += mbMs(USED.onDemandMs)
    totals.initAhead += mbMs(USED.initAheadMs)
    totals.provisioned += mbMs(USED.provisionedMs)
    totals.provisionedInit += mbMs(USED.provisionedInitMs)
    totals.storage += BigInt(tariff.functions[fn]!.storageMB) * BigInt(usedMs(usage, row))
    totals.restoredMB += rate.memoryMB * used(USED.restores)
  })
  return totals
}

const gbSeconds = (mbMs: bigint): number => Number(mbMs) / MB_MS_PER_GB_S

/** Prices quantities and what stood until `t`. Tiers and the free tier are used up in the order of the functions. */
export function priceUsage(usage: Float64Array, tariff: Tariff, t: Micros): CostLine[] {
  const allowances = createAllowances(tariff)
  return tariff.functions.flatMap((fn, index) => {
    const totals = totalsOf(usage, tariff, index)
    const lines = [
      ...countedLines(fn, totals, tariff),
      ...timedLines(fn, totals, { tariff, onDemand: allowances.onDemand }),
      standingLine('provisionedFee', { tariff, fn: index, t }),
      standingLine('snapStartCache', { tariff, fn: index, t }),
      allowances.free(fn, totals),
    ]
    return lines.filter(({ amount }) => amount !== 0n)
  })
}

function countedLines({ name, restorePrice }: FunctionTariff, { requests, restoredMB }: Totals, { prices }: Tariff): CostLine[] {
  const { rules } = prices
  const invoked = priceOfCount(requests, prices.request)
  const restored = priceOfMb(restoredMB, restorePrice)
  return [
    { function: name, item: 'requests', quantity: requests, unit: 'requests', amount: invoked, rule: rules.request },
    { function: name, item: 'snapStartRestore', quantity: restoredMB / 1024, unit: 'GB', amount: restored, rule: rules.snapStart },
  ]
}

interface Pricing {
  tariff: Tariff
  onDemand(arch: Architecture, mbMs: bigint): Money
}

function timedLines(fn: FunctionTariff, totals: Totals, { tariff, onDemand }: Pricing): CostLine[] {
  const { prices } = tariff
  const { rules } = prices
  const arch = fn.architecture
  const provisionedPrice = prices.provisionedDuration[arch]
  const line = (item: CostItem, mbMs: bigint, { amount, rule }: { amount: Money; rule: number }): CostLine => ({
    function: fn.name, item, quantity: gbSeconds(mbMs), unit: 'GB-s', amount, rule,
  })
  const { provisioned, provisionedInit, storage } = totals
  return [
    line('duration', totals.onDemand, { amount: onDemand(arch, totals.onDemand), rule: rules.duration[arch] }),
    line('initAhead', totals.initAhead, { amount: onDemand(arch, totals.initAhead), rule: rules.duration[arch] }),
    line('provisionedDuration', provisioned, { amount: priceOfMbMs(provisioned, provisionedPrice), rule: rules.provisionedDuration }),
    line('provisionedInit', provisionedInit, { amount: priceOfMbMs(provisionedInit, provisionedPrice), rule: rules.provisionedInit }),
    line('ephemeralStorage', storage, { amount: priceOfMbMs(storage, prices.storage), rule: rules.storage }),
  ]
}

/** Milliseconds for which something that stands is charged at `t`. */
function standingMs(charge: StandingCharge, t: Micros): number {
  if (t <= charge.from) return 0
  const end = Math.min(t, charge.to)
  if (charge.continued && t >= charge.to) return Math.ceil((end - charge.from) / MICROS_PER_MS)
  const rounding = charge.roundingMs * MICROS_PER_MS
  const rounded = Math.ceil((end - charge.since) / rounding) * charge.roundingMs
  return Math.max(charge.minimumMs, rounded - Math.ceil((charge.from - charge.since) / MICROS_PER_MS))
}

function standingLine(item: StandingCharge['item'], { tariff, fn, t }: { tariff: Tariff; fn: number; t: Micros }): CostLine {
  const charges = tariff.standing.filter((charge) => charge.fn === fn && charge.item === item)
  const mbMs = charges.map((charge) => BigInt(charge.mb) * BigInt(standingMs(charge, t)))
  return {
    function: tariff.functions[fn]!.name,
    item,
    quantity: gbSeconds(mbMs.reduce((sum, each) => sum + each, 0n)),
    unit: 'GB-s',
    amount: charges.reduce((sum, charge, i) => sum + priceOfMbMs(mbMs[i]!, charge.price), 0n),
    rule: charges[0]?.rule ?? 0,
  }
}

/** What a month's tiers charge for the MB-milliseconds from 0 to `mbMs`. */
export function tieredPrice(tiers: readonly PriceTier[], mbMs: bigint): Money {
  let sum = 0n
  let from = 0n
  for (const { upToGBs, price } of tiers) {
    const limit = upToGBs === null ? mbMs : BigInt(upToGBs) * BigInt(MB_MS_PER_GB_S)
    const to = mbMs < limit ? mbMs : limit
    if (to > from) sum += priceOfMbMs(to - from, price)
    from = limit
    if (mbMs <= limit) break
  }
  return sum
}

/** Tiers count per architecture over the account (rule BL-10); the free tier counts both together (rule BL-12). */
function createAllowances(tariff: Tariff) {
  const { prices, freeTier } = tariff
  const gross: Record<Architecture, bigint> = { x86_64: 0n, arm64: 0n }
  const net: Record<Architecture, bigint> = { x86_64: 0n, arm64: 0n }
  let freeRequests = freeTier?.requests ?? 0
  let freeMbMs = BigInt(freeTier?.gbSeconds ?? 0) * BigInt(MB_MS_PER_GB_S)

  function step(used: Record<Architecture, bigint>, arch: Architecture, mbMs: bigint): Money {
    const before = tieredPrice(prices.duration[arch], used[arch])
    used[arch] += mbMs
    return tieredPrice(prices.duration[arch], used[arch]) - before
  }

  /** What the free tier takes off again: free requests, and the difference between what counts with and without it. */
  function free({ name, architecture: arch }: FunctionTariff, totals: Totals): CostLine {
    const used = totals.onDemand + totals.initAhead
    const requests = Math.min(freeRequests, totals.requests)
    const mbMs = used < freeMbMs ? used : freeMbMs
    const grossBefore = tieredPrice(prices.duration[arch], gross[arch] - used)
    const grossPrice = tieredPrice(prices.duration[arch], gross[arch]) - grossBefore
    const amount = step(net, arch, used - mbMs) - grossPrice - priceOfCount(requests, prices.request)
    freeRequests -= requests
    freeMbMs -= mbMs
    return { function: name, item: 'freeTier', quantity: gbSeconds(mbMs), unit: 'GB-s', amount, rule: prices.rules.freeTier }
  }

  return { onDemand: (arch: Architecture, mbMs: bigint): Money => step(gross, arch, mbMs), free }
}
