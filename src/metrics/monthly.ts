/** A month's bill from averages, exactly: decimal fractions stay decimal fractions until the end. */

export interface MonthlyUse {
  requests: number
  memoryMb: number
  /** Duration of an invocation, ms. */
  durationMs: number
  /** Share of invocations that are cold starts, 0 to 1. */
  coldFraction: number
  /** Init phase of a cold start, ms. */
  initMs: number
  /** USD. */
  pricePerMillionRequests: number
  /** USD. */
  pricePerGbSecond: number
}

export interface MonthlyCost {
  billedMs: number
  gbSeconds: number
  requestUsd: number
  durationUsd: number
  totalUsd: number
}

/** An exact fraction. */
interface Fraction {
  top: bigint
  bottom: bigint
}

/** What the shortest decimal notation of the number says, exactly. */
function decimal(value: number): Fraction {
  const [digits = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', rest = ''] = digits.split('.')
  const shift = Number(exponent) - rest.length
  const top = BigInt(whole + rest)
  return shift >= 0 ? { top: top * 10n ** BigInt(shift), bottom: 1n } : { top, bottom: 10n ** BigInt(-shift) }
}

const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom })
const plus = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom })
const over = (a: Fraction, divisor: bigint): Fraction => ({ top: a.top, bottom: a.bottom * divisor })
const ceiling = ({ top, bottom }: Fraction): bigint => (top + bottom - 1n) / bottom
const rounded = ({ top, bottom }: Fraction): bigint => (2n * top + bottom) / (2n * bottom)
const whole = (top: bigint): Fraction => ({ top, bottom: 1n })

/** Decimal places kept when a fraction becomes a float. */
const PLACES = 24n

function toNumber({ top, bottom }: Fraction): number {
  const scaled = (top * 10n ** PLACES) / bottom
  return Number(`${scaled}e-${PLACES}`)
}

/**
 * Requests and duration of a month without free tier and tiers. Every invocation is rounded up to whole
 * milliseconds by itself, a cold one after its Init phase was added; cold starts are a whole number of requests.
 */
export function monthlyCost(use: MonthlyUse): MonthlyCost {
  const requests = BigInt(use.requests)
  const cold = rounded(times(decimal(use.coldFraction), whole(requests)))
  const duration = decimal(use.durationMs)
  const coldMs = ceiling(plus(duration, decimal(use.initMs)))
  const billedMs = (requests - cold) * ceiling(duration) + cold * coldMs
  const gbSeconds = over(times(decimal(use.memoryMb), whole(billedMs)), 1_024_000n)
  const requestUsd = over(times(decimal(use.pricePerMillionRequests), whole(requests)), 1_000_000n)
  const durationUsd = times(gbSeconds, decimal(use.pricePerGbSecond))
  return {
    billedMs: Number(billedMs),
    gbSeconds: toNumber(gbSeconds),
    requestUsd: toNumber(requestUsd),
    durationUsd: toNumber(durationUsd),
    totalUsd: toNumber(plus(requestUsd, durationUsd)),
  }
}
