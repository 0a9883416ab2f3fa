/** Where Lambda admits requests: the pools of a function with their limits over time, since settings may change. */
import type { Scenario } from '../../../sim/scenario.ts'

export type PoolKind = 'provisioned' | 'reserved' | 'unreserved' | 'account'

export interface Step<T> {
  /** Microseconds; holds from here on. */
  time: number
  value: T
}

/** One meter of a function's gate. */
export interface PoolPlan {
  kind: PoolKind
  /** Null while the function has no such pool. Ascending in time, the first at 0. */
  limit: readonly Step<number | null>[]
}

const MICROS_PER_MS = 1000

/** The value that holds at a time. */
export function valueAt<T>(steps: readonly Step<T>[], time: number): T | null {
  let found: T | null = null
  for (const step of steps) {
    if (step.time > time) break
    found = step.value
  }
  return found
}

interface Settings {
  account: number
  reserved: (number | null)[]
  /** Sum over qualifiers, by function. */
  provisioned: Map<string, number>[]
}

/** The settings of the account and of all functions at the start and after each change. */
function settingsOf(scenario: Scenario): Step<Settings>[] {
  const now: Settings = {
    account: scenario.account.ConcurrentExecutions,
    reserved: scenario.functions.map((fn) => fn.ReservedConcurrentExecutions),
    provisioned: scenario.functions.map(
      (fn) => new Map(fn.provisioned.map((each) => [each.Qualifier, each.ProvisionedConcurrentExecutions])),
    ),
  }
  const copy = (time: number): Step<Settings> => ({
    time,
    value: { account: now.account, reserved: [...now.reserved], provisioned: now.provisioned.map((map) => new Map(map)) },
  })
  const steps = [copy(0)]
  for (const change of scenario.interventions.toSorted((a, b) => a.atMs - b.atMs)) {
    if (change.kind !== 'setting') continue
    const { set } = change
    const fn = scenario.functions.findIndex((each) => each.FunctionName === change.function)
    if (change.function === null && set.ConcurrentExecutions !== undefined) now.account = set.ConcurrentExecutions
    if (fn >= 0 && set.ReservedConcurrentExecutions !== undefined) now.reserved[fn] = set.ReservedConcurrentExecutions
    const capacity = set.ProvisionedConcurrentExecutions
    if (fn >= 0 && capacity !== undefined) now.provisioned[fn]!.set(capacity.Qualifier, capacity.value)
    steps.push(copy(change.atMs * MICROS_PER_MS))
  }
  return steps
}

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0)

/** What the account has left for functions without a reservation (rules CC-02, CC-09). */
const unreservedLimit = ({ account, reserved, provisioned }: Settings): number =>
  account - sum(reserved.map((value, fn) => value ?? sum(provisioned[fn]!.values())))

/** The pools a function draws on, in the order of admission: provisioned capacity, then those on demand. */
export function poolsOf(scenario: Scenario, fn: number): PoolPlan[] {
  const steps = settingsOf(scenario)
  const shares = steps.some(({ value }) => unreservedLimit(value) !== value.account)
  const over = (read: (settings: Settings) => number | null) => steps.map(({ time, value }) => ({ time, value: read(value) }))
  const plans: PoolPlan[] = [
    { kind: 'provisioned', limit: over(({ provisioned }) => sum(provisioned[fn]!.values()) || null) },
    {
      kind: 'reserved',
      limit: over(({ reserved, provisioned }) => {
        const own = reserved[fn] ?? null
        return own === null ? null : Math.max(0, own - sum(provisioned[fn]!.values()))
      }),
    },
    {
      kind: shares ? 'unreserved' : 'account',
      limit: over((settings) => (settings.reserved[fn] === null ? Math.max(0, unreservedLimit(settings)) : null)),
    },
  ]
  return plans.filter(({ limit }) => limit.some(({ value }) => value !== null))
}

/** Connections that a function's downstream accepts, over time; null: no limit. */
export function downstreamLimit(scenario: Scenario, fn: number): Step<number | null>[] {
  const { FunctionName, faults } = scenario.functions[fn]!
  const own = faults.downstreamConnections
  const steps: Step<number | null>[] = [{ time: 0, value: own }]
  for (const fault of scenario.interventions) {
    if (fault.kind !== 'fault' || fault.function !== FunctionName || fault.faults.downstreamConnections === undefined) continue
    steps.push({ time: fault.atMs * MICROS_PER_MS, value: fault.faults.downstreamConnections })
    if (fault.untilMs !== null) steps.push({ time: fault.untilMs * MICROS_PER_MS, value: own })
  }
  return steps.toSorted((a, b) => a.time - b.time)
}
