import { describe, expect, it } from 'vitest'
import { defaultFunction, defaultScenario, defaultSource } from '../scenario/defaults'
import type { FunctionConfig } from '../sim/scenario'
import { simulate } from '../sim/simulate'
import { costFor } from './costRate'
import { createDigest } from './digest'

const DURATION_MS = 6000
const WHOLE = { from: null, to: DURATION_MS * 1000 }

function runOf(config: Partial<FunctionConfig>, ratePerSecond: number) {
  const scenario = defaultScenario({
    durationMs: DURATION_MS,
    functions: [defaultFunction('f', { MemorySize: 512, ...config })],
    traffic: [defaultSource('a', 'f', { arrivals: { kind: 'poisson', ratePerSecond } })],
  })
  const trace = simulate(scenario)
  return { trace, digest: createDigest(trace, scenario) }
}

describe('what a cost comes to', () => {
  it('goes with time where everything is billed by use', () => {
    const { trace, digest } = runOf({}, 20)
    const usd = costFor(digest, trace, WHOLE, 'run')!
    expect(usd).toBeGreaterThan(0)
    expect(costFor(digest, trace, WHOLE, 'day')!).toBeCloseTo((usd * 86_400) / 6, 12)
    expect(costFor(digest, trace, WHOLE, 'month')!).toBeCloseTo((usd * 730 * 3600) / 6, 9)
  })

  it('charges what stands for the time it stands, however short the run', () => {
    const provisioned = [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 10, readyAtStart: true }]
    const { trace, digest } = runOf({ provisioned }, 0)
    // Ten times half a GB, at 0.0000041667 USD per GB-second.
    expect(costFor(digest, trace, WHOLE, 'day')!).toBeCloseTo(5 * 86_400 * 0.0000041667, 9)
    // The run by itself pays for whole five minutes.
    expect(costFor(digest, trace, WHOLE, 'run')!).toBeCloseTo(5 * 300 * 0.0000041667, 12)
  })

  it('is unknown before time has passed', () => {
    const { trace, digest } = runOf({}, 20)
    expect(costFor(digest, trace, { from: null, to: 0 }, 'day')).toBeNull()
  })
})
