/** What single records cost: the quantities and prices of the bill, without tiers used up and without the free tier. */
import { MICROS_PER_HOUR, MICROS_PER_MS } from '../base/units'
import { ruleAt } from '../rules/registry'
import type { RuleId } from '../rules/registry'
import type { RecordId, Trace } from '../sim/trace/schema'
import { LANE, POOL } from '../sim/trace/writer'
import { billedMs } from './billing'
import type { Billing } from './billing'
import { addUsage, newUsage, priceUsage } from './costs'
import type { CostItem, CostLine } from './costs'
import { priceOfMbMs, sumOf, toUsd } from './money'

export interface PriceLine {
  item: CostItem
  quantity: number
  unit: CostLine['unit']
  /** US dollars per unit. */
  price: number
  usd: number
  rule: RuleId
}

export interface Price {
  billedMs: number
  memoryMB: number
  /** Null: no environment was at work, so nothing is billed. */
  lines: readonly PriceLine[] | null
  usd: number
  /** What the provisioned capacity that it ran in costs besides; null where it ran in none. */
  standing: Standing | null
}

/** What costs money whether it is used or not. */
export interface Standing {
  usdPerHour: number
  rule: RuleId
}

/** The price of a set of records; those still going on at the end are priced as if they had ended. */
export function priceOf(trace: Trace, billing: Billing, records: readonly RecordId[]): Price {
  const working = records.filter((record) => trace.lanes.kind[trace.records.lane[record]!] === LANE.environment)
  const usage = newUsage(billing.tariff)
  for (const record of working) addUsage(usage, trace, billing, record)
  const lines = priceUsage(usage, { ...billing.tariff, standing: [], freeTier: null }, trace.until)
  const first = working[0]
  return {
    billedMs: working.reduce((sum, record) => sum + billedMs(trace, billing, record), 0),
    memoryMB: first === undefined ? 0 : billing.tariff.rates[billing.rate[trace.records.lane[first]!]!]!.memoryMB,
    lines: working.length === 0 ? null : lines.map(priceLine),
    usd: toUsd(sumOf(lines)),
    standing: standingOf(trace, billing, working),
  }
}

/** The fee for all that the function had provisioned when a record began that ran in it. */
function standingOf({ lanes, records }: Trace, { tariff, rate }: Billing, working: readonly RecordId[]): Standing | null {
  const record = working.find((each) => lanes.pool[records.lane[each]!] === POOL.provisioned)
  if (record === undefined) return null
  const { fn } = tariff.rates[rate[records.lane[record]!]!]!
  const at = records.time[record]!
  const charges = tariff.standing.filter((charge) => charge.item === 'provisionedFee' && charge.fn === fn && charge.from <= at && at < charge.to)
  const [first] = charges
  if (first === undefined) return null
  const perHour = charges.reduce((sum, { mb, price }) => sum + priceOfMbMs(BigInt(mb) * BigInt(MICROS_PER_HOUR / MICROS_PER_MS), price), 0n)
  return { usdPerHour: toUsd(perHour), rule: ruleAt(first.rule).id }
}

function priceLine({ item, quantity, unit, amount, rule }: CostLine): PriceLine {
  const usd = toUsd(amount)
  return { item, quantity, unit, price: usd / quantity, usd, rule: ruleAt(rule).id }
}
