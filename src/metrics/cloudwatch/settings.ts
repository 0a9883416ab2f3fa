/** Settings of concurrency over a run, as steps: each holds from its time on, the first from 0. */
import { MICROS_PER_MS } from '../../base/units'
import type { Scenario, SettingChange } from '../../sim/scenario'
import type { Micros } from '../../sim/trace/schema'

export interface Step<T> {
  time: Micros
  value: T
}
export type Steps<T> = readonly Step<T>[]

/** What holds at `t`. */
export function valueAt<T>(steps: Steps<T>, t: Micros): T {
  let at = 0
  while (at + 1 < steps.length && steps[at + 1]!.time <= t) at++
  return steps[at]!.value
}

/** The moments at which any of the settings of concurrency change, 0 first. */
export function changeTimes(scenario: Scenario): Micros[] {
  const times = scenario.interventions.flatMap((each) => (each.kind === 'setting' ? [Math.round(each.atMs * MICROS_PER_MS)] : []))
  return [...new Set([0, ...times])].toSorted((a, b) => a - b)
}

function stepsOf<T>(scenario: Scenario, target: string | null, { initial, read }: { initial: T; read: (set: SettingChange) => T | undefined }): Steps<T> {
  const steps: Step<T>[] = [{ time: 0, value: initial }]
  const changes = scenario.interventions.flatMap((each) => (each.kind === 'setting' && each.function === target ? [each] : []))
  for (const { atMs, set } of changes.toSorted((a, b) => a.atMs - b.atMs)) {
    const value = read(set)
    if (value !== undefined) steps.push({ time: Math.round(atMs * MICROS_PER_MS), value })
  }
  return steps
}

const accountSteps = (scenario: Scenario): Steps<number> =>
  stepsOf(scenario, null, { initial: scenario.account.ConcurrentExecutions, read: (set) => set.ConcurrentExecutions })

/** Null while nothing is reserved. @param fn position in the scenario */
function reservedSteps(scenario: Scenario, fn: number): Steps<number | null> {
  const { FunctionName, ReservedConcurrentExecutions } = scenario.functions[fn]!
  return stepsOf(scenario, FunctionName, { initial: ReservedConcurrentExecutions, read: (set) => set.ReservedConcurrentExecutions })
}

/** Provisioned concurrency of one version or alias. */
export function provisionedSteps(scenario: Scenario, fn: number, qualifier: string): Steps<number> {
  const { FunctionName, provisioned } = scenario.functions[fn]!
  const initial = provisioned.find(({ Qualifier }) => Qualifier === qualifier)?.ProvisionedConcurrentExecutions ?? 0
  const read = ({ ProvisionedConcurrentExecutions: change }: SettingChange) => (change?.Qualifier === qualifier ? change.value : undefined)
  return stepsOf(scenario, FunctionName, { initial, read })
}

/** Versions and aliases that have provisioned concurrency at some time. */
export function provisionedQualifiers(scenario: Scenario, fn: number): string[] {
  const { FunctionName, provisioned } = scenario.functions[fn]!
  const later = scenario.interventions.flatMap((each) =>
    each.kind === 'setting' && each.function === FunctionName && each.set.ProvisionedConcurrentExecutions !== undefined
      ? [each.set.ProvisionedConcurrentExecutions.Qualifier]
      : [],
  )
  return [...new Set([...provisioned.map(({ Qualifier }) => Qualifier), ...later])]
}

export interface Settings {
  account: number
  /** By function. */
  reserved: (number | null)[]
  /** By function, all versions and aliases together. */
  provisioned: number[]
}

/** All settings of concurrency at a moment. */
export function settingsAt(scenario: Scenario, t: Micros): Settings {
  const functions = scenario.functions.map((_, fn) => fn)
  return {
    account: valueAt(accountSteps(scenario), t),
    reserved: functions.map((fn) => valueAt(reservedSteps(scenario, fn), t)),
    provisioned: functions.map((fn) =>
      provisionedQualifiers(scenario, fn).reduce((sum, qualifier) => sum + valueAt(provisionedSteps(scenario, fn, qualifier), t), 0),
    ),
  }
}

/** What the account's quota leaves to functions without a reservation. */
export function unreservedOf({ account, reserved, provisioned }: Settings): number {
  return reserved.reduce<number>((free, own, fn) => free - (own ?? provisioned[fn]!), account)
}
