import { ruleNumber } from '../../../rules/registry.ts'
import { rulebookAt } from '../../../rules/rulebook.ts'
import { LIMITS } from '../../../scenario/limits.ts'
import type { FunctionConfig, Scenario } from '../../../sim/scenario.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { functionAt, withFunction, withQualifier, type Target } from '../edit.ts'
import type { ChoiceKnob, KnobGroup } from '../knob.ts'
import { fromFunction, functionPath, optionsOf, optionsWithout, plainPath } from './build.ts'
import { ALIAS, shiftOf, withShift } from './versions.ts'

type PoolChoice = 'unreserved' | 'reserved' | 'provisioned'

/** The pool that says most about where the function's concurrency comes from. */
export function poolOf(config: FunctionConfig): PoolChoice {
  if (config.provisioned.length > 0) return 'provisioned'
  return config.ReservedConcurrentExecutions === null ? 'unreserved' : 'reserved'
}

/** Provisioned concurrency belongs to a version or alias, so requests move to one, and back to `$LATEST`. */
export function withPool(scenario: Scenario, target: Target, pool: PoolChoice): Scenario {
  const config = functionAt(scenario, target)
  if (config === undefined || poolOf(config) === pool) return scenario
  if (pool === 'provisioned') {
    // What is reserved, or can be, is the most it may have.
    const most = Math.max(1, config.ReservedConcurrentExecutions ?? mostReservable(scenario, target))
    const provisioned = [{ Qualifier: ALIAS, ProvisionedConcurrentExecutions: Math.min(10, most), readyAtStart: true }]
    const next = withFunction(scenario, target, { provisioned, SnapStart: { ApplyOn: 'None' } })
    return withQualifier(next, config.FunctionName, ALIAS)
  }
  const ReservedConcurrentExecutions = pool === 'reserved' ? Math.min(10, mostReservable(scenario, target)) : null
  const next = withFunction(scenario, target, { provisioned: [], ReservedConcurrentExecutions })
  return config.SnapStart.ApplyOn === 'None' ? withQualifier(next, config.FunctionName, null) : next
}

/** What the account can still reserve for this function: others' reservations and the unreserved minimum are taken. */
export function mostReservable(scenario: Scenario, target: Target): number {
  const others = scenario.functions.reduce(
    (sum, one, index) => sum + (index === target.fn ? 0 : (one.ReservedConcurrentExecutions ?? 0)),
    0,
  )
  const { unreservedMinimum } = rulebookAt(scenario.lambdaAsOf)
  return Math.max(0, scenario.account.ConcurrentExecutions - unreservedMinimum - others)
}

function withProvisioned(scenario: Scenario, target: Target, patch: Partial<FunctionConfig['provisioned'][number]>) {
  const provisioned = functionAt(scenario, target)?.provisioned ?? []
  return withFunction(scenario, target, { provisioned: provisioned.map((one, index) => (index === 0 ? { ...one, ...patch } : one)) })
}

const isProvisioned = fromFunction((config) => config.provisioned.length > 0, false)

const QUOTAS: Readonly<Record<string, number>> = {
  default: ruleNumber('CC-02', 'default'),
  new: ruleNumber('CC-02N', 'quota'),
}

const quotaOf = ({ account }: Scenario): string =>
  Object.keys(QUOTAS).find((name) => QUOTAS[name] === account.ConcurrentExecutions) ?? 'custom'

/** Quotas that accounts have before anybody asks for another. */
const QUOTA: ChoiceKnob = {
  id: 'quota',
  kind: 'choice',
  as: 'list',
  path: plainPath('account.quota'),
  rule: (scenario) => (quotaOf(scenario) === 'new' ? 'CC-02N' : 'CC-02'),
  options: (scenario) => optionsWithout('quota', ['custom'], quotaOf(scenario)),
  read: quotaOf,
  write: (scenario, _, value) => withAccount(scenario, { ConcurrentExecutions: QUOTAS[value] ?? scenario.account.ConcurrentExecutions }),
}

const withAccount = (scenario: Scenario, patch: Partial<Scenario['account']>): Scenario => ({
  ...scenario,
  account: { ...scenario.account, ...patch },
})

function rateLimitChoice({ account }: Scenario): string {
  const limit = account.requestsPerSecondPerConcurrency
  if (limit === null) return 'documented'
  return limit === 'off' ? 'off' : 'custom'
}

export const CONCURRENCY_GROUP: KnobGroup = {
  id: 'concurrency',
  open: true,
  knobs: [
    {
      id: 'pool',
      kind: 'choice',
      as: 'segments',
      path: functionPath('provisioned'),
      options: () => optionsOf('pool'),
      read: fromFunction<string>(poolOf, 'unreserved'),
      write: (scenario, target, value) => withPool(scenario, target, value as PoolChoice),
    },
    {
      id: 'ProvisionedConcurrentExecutions',
      kind: 'number',
      path: functionPath('provisioned[0].ProvisionedConcurrentExecutions'),
      shown: isProvisioned,
      read: fromFunction((config) => config.provisioned[0]?.ProvisionedConcurrentExecutions ?? 0, 0),
      write: (scenario, target, value) => withProvisioned(scenario, target, { ProvisionedConcurrentExecutions: value ?? 0 }),
      stops: (scenario, target) => logStops(1, Math.max(2, mostReservable(scenario, target)), 1),
      step: 1,
    },
    {
      id: 'readyAtStart',
      kind: 'switch',
      path: functionPath('provisioned[0].readyAtStart'),
      shown: isProvisioned,
      read: fromFunction((config) => config.provisioned[0]?.readyAtStart ?? true, true),
      write: (scenario, target, readyAtStart) => withProvisioned(scenario, target, { readyAtStart }),
    },
    {
      id: 'ReservedConcurrentExecutions',
      kind: 'number',
      path: functionPath('ReservedConcurrentExecutions'),
      shown: fromFunction((config) => poolOf(config) !== 'unreserved', false),
      read: fromFunction((config) => config.ReservedConcurrentExecutions, null),
      write: (scenario, target, value) => withFunction(scenario, target, { ReservedConcurrentExecutions: value }),
      stops: (scenario, target) => logStops(0, Math.max(1, mostReservable(scenario, target)), 1),
      step: 1,
      // The pool switches it, unless the pool is provisioned.
      initial: (scenario, target) => (isProvisioned(scenario, target) ? 10 : null),
    },
    {
      id: 'aliasShift',
      advanced: true,
      kind: 'number',
      path: functionPath('aliases'),
      // The model does not split provisioned concurrency.
      shown: fromFunction((config) => config.provisioned.length === 0, false),
      rule: () => 'LC-31',
      read: fromFunction(shiftOf, null),
      write: withShift,
      stops: () => linearStops(0, 100, 5),
      step: 5,
      initial: () => 10,
    },
    QUOTA,
    {
      id: 'ConcurrentExecutions',
      kind: 'number',
      path: plainPath('account.ConcurrentExecutions'),
      read: (scenario) => scenario.account.ConcurrentExecutions,
      write: (scenario, _, value) => withAccount(scenario, { ConcurrentExecutions: value ?? 0 }),
      stops: () => logStops(10, Math.min(100_000, LIMITS.concurrency.max), 1),
      step: 10,
    },
    {
      id: 'scalingRate',
      advanced: true,
      kind: 'choice',
      as: 'list',
      path: plainPath('account.scalingRate'),
      options: (scenario) => optionsWithout('scalingRate', ['custom'], scalingChoice(scenario)),
      read: scalingChoice,
      write: (scenario, _, value) =>
        value === 'custom'
          ? scenario
          : withAccount(scenario, { scalingRate: value === 'off' ? 'off' : null }),
    },
    {
      id: 'rateLimit',
      advanced: true,
      kind: 'choice',
      as: 'list',
      path: plainPath('account.requestsPerSecondPerConcurrency'),
      options: (scenario) => optionsWithout('rateLimit', ['custom'], rateLimitChoice(scenario)),
      read: rateLimitChoice,
      write: (scenario, _, value) =>
        value === 'custom' ? scenario : withAccount(scenario, { requestsPerSecondPerConcurrency: value === 'off' ? 'off' : null }),
    },
    {
      id: 'freeTier',
      advanced: true,
      kind: 'switch',
      path: plainPath('account.freeTier'),
      read: (scenario) => scenario.account.freeTier,
      write: (scenario, _, freeTier) => withAccount(scenario, { freeTier }),
    },
  ],
}

function scalingChoice(scenario: Scenario): string {
  const rate = scenario.account.scalingRate
  if (rate === null) return 'documented'
  return rate === 'off' ? 'off' : 'custom'
}
