/**
 * The rules that hold on a given day, resolved to the numbers the engine and the bill apply. Every group
 * carries the index of the rule it comes from, so that a record can say why it happened.
 */
import { entryPoints, type EntryPointRules } from './entryPoints.ts'
import { initBilling } from './initBilling.ts'
import { prices, type Prices } from './prices.ts'
import { heldOn, ruleIndex, ruleNumber, ruleOf, type RuleId, type RuleIndex } from './registry.ts'
import type { EntryPoint, PackageType, Pool, RetryMode } from './vocabulary.ts'

/** Where new environments draw their allowance from: a token bucket. */
export interface ScalingRate {
  /** Size of the bucket, environments. */
  burst: number
  /** Environments per second, on average. */
  refillPerSecond: number
  /** With stepwise refill: `stepRefill` environments every `stepSeconds`. */
  stepSeconds: number
  stepRefill: number
  refill: 'continuous' | 'stepwise'
  /** Who shares a bucket: each function has its own, or the whole account one. */
  scope: 'function' | 'account'
  rule: RuleIndex
}

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  attempts: number
  /** Wait before attempt n + 1: uniform between 0 and min(capMs, baseMs * 2^(n - 1)). */
  baseMs: number
  capMs: number
  rule: RuleIndex
  backoffRule: RuleIndex
}

export interface Rulebook {
  /** ISO date the book was resolved for. */
  date: string
  scaling: ScalingRate
  /** Requests per second for each unit of concurrency; a bucket holds `requestWindowSeconds` of it. */
  requestsPerSecondPerConcurrency: number
  requestWindowSeconds: number
  /** Account quota of concurrent executions unless raised. */
  accountConcurrency: number
  /** What reservations must leave to the others. */
  unreservedMinimum: number
  /** Duration is rounded up to this, ms. */
  billingGranularityMs: number
  /** Whether the Init phase of such an environment is billed. */
  initBilled(runtime: string, packageType: PackageType, pool: Pool): boolean
  /** On-demand limit of the Init phase, ms. After it the init starts again inside the invocation. */
  initLimitMs: number
  /** Limit with provisioned concurrency and when a snapshot is made, ms. */
  provisionedInitLimitMs(timeoutSeconds: number): number
  restoreLimitMs: number
  /** Added to a cold start of a function in a VPC, ms. */
  vpcPenaltyMs: number
  provisioned: {
    /** Environments per minute and function. */
    ratePerMinute: number
    /** Minutes until the first environment is created: least and most. */
    preparationMinutes: readonly [number, number]
  }
  /** How long the shutdown phase may take, ms, by `FunctionConfig.extensions`. */
  shutdownMs: Readonly<Record<'none' | 'internal' | 'external', number>>
  /** Payloads Lambda itself takes and gives, KB (1 MB = 1,024 KB). */
  payloads: { requestKB: number; responseKB: number }
  entryPoints: Readonly<Record<EntryPoint, EntryPointRules>>
  retry: Readonly<Record<RetryMode, RetryPolicy>>
  memory: { minMB: number; maxMB: number; mbPerVcpu: number }
  /** Function timeout, seconds. */
  timeout: { minSeconds: number; maxSeconds: number; defaultSeconds: number }
  ephemeralStorage: { minMB: number; maxMB: number }
  snapStart: { maxEphemeralStorageMB: number }
  prices: Prices
  /** Which rule each of the above comes from. */
  rules: RulebookRules
}

export interface RulebookRules {
  requestRateAccount: RuleIndex
  requestRateReserved: RuleIndex
  requestRateProvisioned: RuleIndex
  requestWindow: RuleIndex
  accountConcurrency: RuleIndex
  reservedConcurrency: RuleIndex
  /** Reserved concurrency 0. */
  switchedOff: RuleIndex
  unreservedMinimum: RuleIndex
  initBilling: RuleIndex
  initLimit: RuleIndex
  suppressedInit: RuleIndex
  provisionedInitLimit: RuleIndex
  restoreLimit: RuleIndex
  vpcPenalty: RuleIndex
  provisioned: RuleIndex
  shutdown: RuleIndex
  payloads: RuleIndex
  memory: RuleIndex
  vcpu: RuleIndex
  timeout: RuleIndex
  ephemeralStorage: RuleIndex
  snapStart: RuleIndex
  snapStartExcludesProvisioned: RuleIndex
}

export type { EntryPointRules, EntryPointStatus } from './entryPoints.ts'
export type { Prices, PriceTier } from './prices.ts'

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the text is a day of the calendar, written YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  const [, year, month, day] = (ISO_DATE.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0)
}

/** The one of several rules about the same thing that held on the day. */
function holding<Id extends RuleId>(date: string, ...ids: Id[]): Id {
  const id = ids.find((candidate) => heldOn(ruleOf(candidate), date))
  if (id === undefined) throw new Error(`None of ${ids.join(', ')} held on ${date}`)
  return id
}

function scalingOn(date: string): ScalingRate {
  const id = holding(date, 'CC-19', 'CC-21')
  const stepSeconds = ruleNumber(id, 'step')
  const stepRefill = ruleNumber(id, 'stepRefill')
  return {
    burst: ruleNumber(id, 'burst'),
    refillPerSecond: stepRefill / stepSeconds,
    stepSeconds,
    stepRefill,
    refill: 'continuous',
    scope: id === 'CC-19' ? 'function' : 'account',
    rule: ruleIndex(id),
  }
}

const retryPolicy = (attempts: number): RetryPolicy => ({
  attempts,
  baseMs: ruleNumber('MC-14', 'base'),
  capMs: ruleNumber('MC-14', 'cap'),
  rule: ruleIndex('SY-06'),
  backoffRule: ruleIndex('MC-14'),
})

type Dated = { granularity: 'BL-01' | 'BL-01H'; initBilling: 'BL-02' | 'BL-02H'; vpc: 'CS-06' | 'CS-06H' }

function limits(dated: Dated) {
  const floorMs = ruleNumber('LC-04', 'initLimitFloor')
  return {
    requestsPerSecondPerConcurrency: ruleNumber('CC-23', 'factor'),
    requestWindowSeconds: ruleNumber('MC-03', 'window'),
    accountConcurrency: ruleNumber('CC-02', 'default'),
    unreservedMinimum: ruleNumber('CC-03', 'unreservedMinimum'),
    billingGranularityMs: ruleNumber(dated.granularity, 'granularity'),
    initBilled: initBilling(dated.initBilling),
    initLimitMs: ruleNumber('LC-03', 'initLimit'),
    provisionedInitLimitMs: (timeoutSeconds: number) => Math.max(floorMs, timeoutSeconds * 1_000),
    restoreLimitMs: ruleNumber('LC-24', 'restoreLimit'),
    vpcPenaltyMs: ruleNumber(dated.vpc, 'penalty'),
    provisioned: {
      ratePerMinute: ruleNumber('CC-12', 'rate'),
      preparationMinutes: [ruleNumber('CC-12', 'preparationMin'), ruleNumber('CC-12', 'preparationMax')] as const,
    },
    shutdownMs: {
      none: ruleNumber('LC-12', 'none'),
      internal: ruleNumber('LC-12', 'internal'),
      external: ruleNumber('LC-12', 'external'),
    },
    payloads: { requestKB: ruleNumber('SY-07', 'request'), responseKB: ruleNumber('SY-07', 'response') },
    retry: {
      standard: retryPolicy(ruleNumber('SY-06', 'standard')),
      legacy: retryPolicy(ruleNumber('SY-06', 'legacy')),
    },
  }
}

function sizes() {
  return {
    memory: {
      minMB: ruleNumber('MEM-01', 'min'),
      maxMB: ruleNumber('MEM-01', 'max'),
      mbPerVcpu: ruleNumber('MEM-02', 'perVcpu'),
    },
    timeout: {
      minSeconds: ruleNumber('MEM-07', 'min'),
      maxSeconds: ruleNumber('MEM-07', 'max'),
      defaultSeconds: ruleNumber('MEM-07', 'default'),
    },
    ephemeralStorage: { minMB: ruleNumber('MEM-08', 'min'), maxMB: ruleNumber('MEM-08', 'max') },
    snapStart: { maxEphemeralStorageMB: ruleNumber('LC-25', 'maxEphemeralStorage') },
  }
}

const rulesOf = (dated: Dated): RulebookRules => ({
  requestRateAccount: ruleIndex('CC-23'),
  requestRateReserved: ruleIndex('CC-23R'),
  requestRateProvisioned: ruleIndex('CC-10'),
  requestWindow: ruleIndex('MC-03'),
  accountConcurrency: ruleIndex('CC-02'),
  reservedConcurrency: ruleIndex('CC-04'),
  switchedOff: ruleIndex('CC-06'),
  unreservedMinimum: ruleIndex('CC-03'),
  initBilling: ruleIndex(dated.initBilling),
  initLimit: ruleIndex('LC-03'),
  suppressedInit: ruleIndex('LC-05'),
  provisionedInitLimit: ruleIndex('LC-04'),
  restoreLimit: ruleIndex('LC-24'),
  vpcPenalty: ruleIndex(dated.vpc),
  provisioned: ruleIndex('CC-12'),
  shutdown: ruleIndex('LC-12'),
  payloads: ruleIndex('SY-07'),
  memory: ruleIndex('MEM-01'),
  vcpu: ruleIndex('MEM-02'),
  timeout: ruleIndex('MEM-07'),
  ephemeralStorage: ruleIndex('MEM-08'),
  snapStart: ruleIndex('LC-25'),
  snapStartExcludesProvisioned: ruleIndex('CC-16'),
})

/** The rules of Lambda on the given day (ISO date). Throws a RangeError when the text is not a date. */
export function rulebookAt(date: string): Rulebook {
  if (!isIsoDate(date)) throw new RangeError(`Not a date (YYYY-MM-DD): ${date}`)
  const dated: Dated = {
    granularity: holding(date, 'BL-01', 'BL-01H'),
    initBilling: holding(date, 'BL-02', 'BL-02H'),
    vpc: holding(date, 'CS-06', 'CS-06H'),
  }
  return {
    date,
    scaling: scalingOn(date),
    ...limits(dated),
    ...sizes(),
    entryPoints: entryPoints(),
    prices: prices(),
    rules: rulesOf(dated),
  }
}
