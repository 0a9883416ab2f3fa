import { MICROS_PER_SECOND } from '../../base/units'
import type { Micros } from '../trace/schema'
import type { Clock } from '../trace/writer'

export type Refill = 'continuous' | 'stepwise'

/**
 * Token bucket over integer microseconds. The level is kept in millionths of a token, so that with a whole
 * refill rate every comparison is exact. Used for the scaling rate (CC-19), request rates (CC-23, CC-10)
 * and API throttles (SY-15).
 */
export interface Bucket {
  /** Whether a whole token is there. It takes the clock, not the time: a double handed over is boxed anew each time. */
  has(clock: Clock): boolean
  /** Takes a token; call only after `has`. */
  take(): void
  /** Tokens left at `now`. */
  level(now: Micros): number
  /** Changes size and rate; the level is cut to the new size. */
  resize(now: Micros, burst: number, refillPerSecond: number): void
}

export interface BucketConfig {
  burst: number
  refillPerSecond: number
  /** Stepwise: filled up at every multiple of burst / refillPerSecond seconds. */
  refill: Refill
}

const UNIT = MICROS_PER_SECOND

export function createBucket(config: BucketConfig): Bucket {
  // An object, not closure variables: V8 boxes doubles in closures at every write.
  const state = { level: config.burst * UNIT, last: 0, cap: config.burst * UNIT, rate: config.refillPerSecond }
  const step = config.refill === 'stepwise' ? Math.round((config.burst / config.refillPerSecond) * UNIT) : 0

  function refill(now: Micros): void {
    if (step > 0) {
      if (Math.floor(now / step) > Math.floor(state.last / step)) state.level = state.cap
    } else {
      const level = state.level + (now - state.last) * state.rate
      state.level = level < state.cap ? level : state.cap
    }
    state.last = now
  }

  return {
    has(clock) {
      if (clock.now > state.last) refill(clock.now)
      return state.level >= UNIT
    },
    take() {
      state.level -= UNIT
    },
    level(now) {
      refill(now)
      return state.level / UNIT
    },
    resize(now, burst, refillPerSecond) {
      refill(now)
      const grown = Math.max(0, burst * UNIT - state.cap)
      state.cap = burst * UNIT
      state.rate = refillPerSecond
      state.level = Math.min(state.level + grown, state.cap)
    },
  }
}

/**
 * A quota of requests per second (rules CC-10, CC-23, CC-23R): its bucket holds what comes in the measuring window
 * (rule MC-03), at least one request.
 */
export interface RateQuota extends Bucket {
  setRate(now: Micros, perSecond: number): void
}

export function createRateQuota(perSecond: number, windowSeconds: number): RateQuota {
  const burstOf = (rate: number): number => Math.max(1, rate * windowSeconds)
  const bucket = createBucket({ burst: burstOf(perSecond), refillPerSecond: perSecond, refill: 'continuous' })
  // Spelled out, not spread: spread objects are slow to reach.
  const { has, take, level, resize } = bucket
  return { has, take, level, resize, setRate: (now, rate) => resize(now, burstOf(rate), rate) }
}
