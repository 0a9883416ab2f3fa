/**
 * The rules that hold on a given day, resolved to the numbers the engine and the bill apply. Every group
 * carries the index of the rule it comes from, so that a record can say why it happened.
 */
import { entryPoints, type EntryPointRules } from './entryPoints.ts'
import { initBilling, type InitBilling } from './initBilling.ts'
import { prices, type Prices } from './prices.ts'
import { heldOn, ruleIndex, ruleNumber, ruleOf, type RuleId, type RuleIndex } from './registry.ts'
import type { EntryPoint, RetryMode } from './vocabulary.ts'

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
  /** Requests per second for each unit of concurrency; the bucket holds `windowSeconds` of it. */
  requestRate: {
    perConcurrency: number
    windowSeconds: number
    accountRule: RuleIndex
    reservedRule: RuleIndex
    provisionedRule: RuleIndex
    windowRule: RuleIndex
  }
  concurrency: {
    /** Account quota unless raised. */
    accountDefault: number
    /** What reservations must leave to the others. */
    unreservedMinimum: number
    accountRule: RuleIndex
    reservedRule: RuleIndex
    /** Reserved concurrency 0. */
    switchedOffRule: RuleIndex
    unreservedMinimumRule: RuleIndex
  }
  provisioned: {
    /** Environments per minute and function. */
    ratePerMinute: number
    /** Minutes until the first environment is created: least and most. */
    preparationMinutes: readonly [number, number]
    rule: RuleIndex
  }
  init: {
    /** On-demand limit, ms. After it the init starts again inside the invocation. */
    limitMs: number
    rule: RuleIndex
    suppressedRule: RuleIndex
    /** Limit with provisioned concurrency and when a snapshot is made, ms. */
    provisionedLimitMs(timeoutSeconds: number): number
    provisionedRule: RuleIndex
  }
  restore: { limitMs: number; rule: RuleIndex }
  initBilling: InitBilling
  /** Added to a cold start of a function in a VPC, ms. */
  vpc: { penaltyMs: number; rule: RuleIndex }
  /** How long the shutdown phase may take, ms. */
  shutdownMs: { readonly none: number; readonly internal: number; readonly external: number; rule: RuleIndex }
  /** Payloads Lambda itself takes and gives, KB (1 MB = 1,024 KB). */
  payload: { requestKB: number; responseKB: number; rule: RuleIndex }
  entryPoints: Readonly<Record<EntryPoint, EntryPointRules>>
  retry: Readonly<Record<RetryMode, RetryPolicy>>
  memory: { minMB: number; maxMB: number; mbPerVcpu: number; rule: RuleIndex; cpuRule: RuleIndex }
  /** Function timeout, seconds. */
  timeout: { minSeconds: number; maxSeconds: number; defaultSeconds: number; rule: RuleIndex }
  ephemeralStorage: { minMB: number; maxMB: number; rule: RuleIndex }
  snapStart: { maxEphemeralStorageMB: number; rule: RuleIndex; excludesProvisionedRule: RuleIndex }
  prices: Prices
}

export type { EntryPointRules, EntryPointStatus } from './entryPoints.ts'
export type { InitBilling } from './initBilling.ts'
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

function vpcOn(date: string): Rulebook['vpc'] {
  const id = holding(date, 'CS-06', 'CS-06H')
  return { penaltyMs: ruleNumber(id, 'penalty'), rule: ruleIndex(id) }
}

const retryPolicy = (attempts: number): RetryPolicy => ({
  attempts,
  baseMs: ruleNumber('MC-14', 'base'),
  capMs: ruleNumber('MC-14', 'cap'),
  rule: ruleIndex('SY-06'),
  backoffRule: ruleIndex('MC-14'),
})

function limits(): Pick<Rulebook, 'concurrency' | 'requestRate' | 'provisioned' | 'init' | 'restore' | 'shutdownMs' | 'payload'> {
  const floorMs = ruleNumber('LC-04', 'initLimitFloor')
  return {
    concurrency: {
      accountDefault: ruleNumber('CC-02', 'default'),
      unreservedMinimum: ruleNumber('CC-03', 'unreservedMinimum'),
      accountRule: ruleIndex('CC-02'),
      reservedRule: ruleIndex('CC-04'),
      switchedOffRule: ruleIndex('CC-06'),
      unreservedMinimumRule: ruleIndex('CC-03'),
    },
    requestRate: {
      perConcurrency: ruleNumber('CC-23', 'factor'),
      windowSeconds: ruleNumber('MC-03', 'window'),
      accountRule: ruleIndex('CC-23'),
      reservedRule: ruleIndex('CC-23R'),
      provisionedRule: ruleIndex('CC-10'),
      windowRule: ruleIndex('MC-03'),
    },
    provisioned: {
      ratePerMinute: ruleNumber('CC-12', 'rate'),
      preparationMinutes: [ruleNumber('CC-12', 'preparationMin'), ruleNumber('CC-12', 'preparationMax')],
      rule: ruleIndex('CC-12'),
    },
    init: {
      limitMs: ruleNumber('LC-03', 'initLimit'),
      rule: ruleIndex('LC-03'),
      suppressedRule: ruleIndex('LC-05'),
      provisionedLimitMs: (timeoutSeconds) => Math.max(floorMs, timeoutSeconds * 1_000),
      provisionedRule: ruleIndex('LC-04'),
    },
    restore: { limitMs: ruleNumber('LC-24', 'restoreLimit'), rule: ruleIndex('LC-24') },
    shutdownMs: {
      none: ruleNumber('LC-12', 'none'),
      internal: ruleNumber('LC-12', 'internal'),
      external: ruleNumber('LC-12', 'external'),
      rule: ruleIndex('LC-12'),
    },
    payload: { requestKB: ruleNumber('SY-07', 'request'), responseKB: ruleNumber('SY-07', 'response'), rule: ruleIndex('SY-07') },
  }
}

function sizes(): Pick<Rulebook, 'memory' | 'timeout' | 'ephemeralStorage' | 'snapStart'> {
  return {
    memory: {
      minMB: ruleNumber('MEM-01', 'min'),
      maxMB: ruleNumber('MEM-01', 'max'),
      mbPerVcpu: ruleNumber('MEM-02', 'perVcpu'),
      rule: ruleIndex('MEM-01'),
      cpuRule: ruleIndex('MEM-02'),
    },
    timeout: {
      minSeconds: ruleNumber('MEM-07', 'min'),
      maxSeconds: ruleNumber('MEM-07', 'max'),
      defaultSeconds: ruleNumber('MEM-07', 'default'),
      rule: ruleIndex('MEM-07'),
    },
    ephemeralStorage: { minMB: ruleNumber('MEM-08', 'min'), maxMB: ruleNumber('MEM-08', 'max'), rule: ruleIndex('MEM-08') },
    snapStart: {
      maxEphemeralStorageMB: ruleNumber('LC-25', 'maxEphemeralStorage'),
      rule: ruleIndex('LC-25'),
      excludesProvisionedRule: ruleIndex('CC-16'),
    },
  }
}

/** The rules of Lambda on the given day (ISO date). Throws a RangeError when the text is not a date. */
export function rulebookAt(date: string): Rulebook {
  if (!isIsoDate(date)) throw new RangeError(`Not a date (YYYY-MM-DD): ${date}`)
  return {
    date,
    scaling: scalingOn(date),
    ...limits(),
    ...sizes(),
    initBilling: initBilling(holding(date, 'BL-02', 'BL-02H')),
    vpc: vpcOn(date),
    entryPoints: entryPoints(),
    retry: {
      standard: retryPolicy(ruleNumber('SY-06', 'standard')),
      legacy: retryPolicy(ruleNumber('SY-06', 'legacy')),
    },
    prices: prices(),
  }
}
