/** What the tests of the flow share: a scenario with a bit of everything, models of runs, the scene at a time. */
import { DEFAULT_HANDLER, defaultFunction, defaultScenario, defaultSource } from '../../../scenario/defaults.ts'
import { simulate } from '../../../sim/simulate.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { modelOf, palette } from '../testing.ts'
import { layoutFlow, type Size } from './layout.ts'
import { flowModelOf } from './scene.ts'
import { createTrips } from './trips.ts'
import { flowScene } from './useFlow.ts'

/** Two functions, three callers with gateways, provisioned capacity, few connections, errors, retries. */
export const varied = (): Scenario =>
  defaultScenario({
    durationMs: 8000,
    account: { ConcurrentExecutions: 150, scalingRate: null, requestsPerSecondPerConcurrency: null, freeTier: false },
    functions: [
      defaultFunction('orders-api', {
        ReservedConcurrentExecutions: 20,
        provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 6, readyAtStart: true }],
        handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 700, sigma: 0.4 } },
        faults: { ...defaultFunction('any').faults, downstreamConnections: 5, errorRate: 0.1 },
      }),
      defaultFunction('reports', { Timeout: 30, handler: { ...DEFAULT_HANDLER, io: { kind: 'lognormal', median: 900, sigma: 0.5 } } }),
    ],
    traffic: [
      defaultSource('shop', 'orders-api', { via: 'rest-api', Qualifier: 'live', integrationTimeoutMs: 1500, arrivals: { kind: 'poisson', ratePerSecond: 9 } }),
      defaultSource('app', 'orders-api', { via: 'alb', Qualifier: 'live', arrivals: { kind: 'poisson', ratePerSecond: 4 } }),
      defaultSource('batch', 'reports', {
        arrivals: { kind: 'bursts', bursts: [{ atMs: 1000, count: 195, spreadMs: 400 }] },
        client: { timeoutMs: null, retryMode: 'standard', maxAttempts: null },
      }),
    ],
  })

/** Model and reader of a scenario's run. */
export function runFlow(scenario: Scenario) {
  const model = modelOf(simulate(scenario), scenario)
  return { model, flow: flowModelOf(model) }
}

/** The scene of a run at a time and rate. */
export function sceneOf(run: ReturnType<typeof runFlow>, size: Size, at: { time: number; rate?: number; reduced?: boolean; selection?: number | null }) {
  const layout = layoutFlow(run.flow.plan, size)
  const trips = createTrips(run.flow.plan.sources.length)
  const context = { model: run.model, palette, selection: at.selection ?? null }
  return flowScene(context, { model: run.flow, layout, trips, reduced: at.reduced ?? false }, { time: at.time, rate: at.rate ?? 0.5 })
}
