import { ruleIndex, ruleNumber, type RuleId, type RuleIndex } from './registry.ts'
import type { Architecture } from './vocabulary.ts'

/** Money in prices is an integer number of pico-dollars; all published prices are whole numbers of them. */
export const PICO_USD_PER_USD = 1_000_000_000_000
/** 1 GB-s = 1,024 MB x 1,000 ms: invocations are summed in MB-ms, which are integers. */
export const MB_MS_PER_GB_S = 1_024_000

export interface PriceTier {
  /** GB-seconds of the month up to which the price holds; null in the last tier. */
  upToGBs: number | null
  /** Pico-USD per GB-second. */
  price: number
}

/** us-east-1, pico-USD (10^-12), without tax. */
export interface Prices {
  /** Per request. */
  request: number
  /** On-demand duration, per GB-second, by tiers of a month. */
  duration: Readonly<Record<Architecture, readonly PriceTier[]>>
  durationRule: Readonly<Record<Architecture, RuleIndex>>
  /** Provisioned concurrency, per GB-second. */
  provisioned: {
    /** Duration of invocations it serves. */
    duration: Readonly<Record<Architecture, number>>
    /** Standing fee for what is configured. */
    fee: Readonly<Record<Architecture, number>>
    /** The time a setting stands is rounded up to this, ms. */
    feeRoundingMs: number
    durationRule: RuleIndex
    feeRule: RuleIndex
    initRule: RuleIndex
  }
  /** Per GB-second of /tmp above `freeMB`. */
  ephemeralStorage: { price: number; freeMB: number; rule: RuleIndex }
  snapStart: {
    /** Per GB-second of memory and published version. */
    cache: number
    cacheMinimumMs: number
    /** Per GB of memory and restore. */
    restore: number
    /** Whether a runtime pays for cache and restores (Java does not). */
    charged(runtime: string): boolean
    /** Part of a restore that is billed as duration, ms. */
    billedRestoreMs: number
    rule: RuleIndex
    billedRestoreRule: RuleIndex
  }
  freeTier: { requests: number; gbSeconds: number; rule: RuleIndex }
  requestRule: RuleIndex
  /** Prices are those of today whatever the date. */
  dateRule: RuleIndex
}

/** Exact: published prices have at most ten decimals. */
const pico = (usd: number): number => Math.round(usd * 10_000_000_000) * 100

/** Regions whose prices have a source; the first has all of them, the others that of duration on x86. */
export const PRICE_REGIONS = ['us-east-1', 'af-south-1', 'ap-east-1', 'eu-south-1', 'me-south-1'] as const
export type PriceRegion = (typeof PRICE_REGIONS)[number]

/** Prices of duration with what is known of a Region in place of us-east-1. */
export function durationIn(region: PriceRegion, { duration, durationRule }: Prices): Pick<Prices, 'duration' | 'durationRule'> {
  if (region === 'us-east-1') return { duration, durationRule }
  const [first, ...rest] = duration.x86_64
  const x86_64 = first === undefined ? rest : [{ ...first, price: priceOf('BL-11', region) }, ...rest]
  return { duration: { ...duration, x86_64 }, durationRule: { ...durationRule, x86_64: ruleIndex('BL-11') } }
}

const priceOf = (rule: RuleId, name: string): number => pico(ruleNumber(rule, name))

const byArchitecture = (rule: RuleId): Record<Architecture, number> => ({
  x86_64: priceOf(rule, 'x86_64'),
  arm64: priceOf(rule, 'arm64'),
})

const tiers = (rule: RuleId): readonly PriceTier[] => [
  { upToGBs: ruleNumber(rule, 'tier1End'), price: priceOf(rule, 'tier1') },
  { upToGBs: ruleNumber(rule, 'tier2End'), price: priceOf(rule, 'tier2') },
  { upToGBs: null, price: priceOf(rule, 'tier3') },
]

export function prices(): Prices {
  return {
    request: pico(ruleNumber('BL-07', 'request')) / 1_000_000,
    requestRule: ruleIndex('BL-07'),
    duration: { x86_64: tiers('BL-08'), arm64: tiers('BL-09') },
    durationRule: { x86_64: ruleIndex('BL-08'), arm64: ruleIndex('BL-09') },
    provisioned: {
      duration: byArchitecture('BL-14'),
      fee: byArchitecture('BL-13'),
      feeRoundingMs: ruleNumber('BL-13', 'rounding') * 60_000,
      durationRule: ruleIndex('BL-14'),
      feeRule: ruleIndex('BL-13'),
      initRule: ruleIndex('BL-16'),
    },
    ephemeralStorage: { price: priceOf('BL-18', 'price'), freeMB: ruleNumber('BL-18', 'free'), rule: ruleIndex('BL-18') },
    snapStart: {
      cache: priceOf('BL-19', 'cache'),
      cacheMinimumMs: ruleNumber('BL-19', 'cacheMinimum') * 3_600_000,
      restore: priceOf('BL-19', 'restore'),
      charged: (runtime) => !runtime.startsWith('java'),
      billedRestoreMs: ruleNumber('MC-13', 'billed'),
      rule: ruleIndex('BL-19'),
      billedRestoreRule: ruleIndex('MC-13'),
    },
    freeTier: { requests: ruleNumber('BL-12', 'requests'), gbSeconds: ruleNumber('BL-12', 'compute'), rule: ruleIndex('BL-12') },
    dateRule: ruleIndex('MC-12'),
  }
}
