/**
 * Editing one future of a fork. A knob shows what holds at the fork; moved, it becomes an intervention at that
 * moment where the format has one (settings, faults), and a change from the start where it has none.
 */
import type { Faults, FunctionConfig, Intervention, Scenario, SettingChange } from '../sim/scenario.ts'
import { sameJson } from './diff.ts'
import { parseScenario } from './parse.ts'

type Setting = Extract<Intervention, { kind: 'setting' }>
type Fault = Extract<Intervention, { kind: 'fault' }>

const isBy = (atMs: number) => (event: Intervention): boolean => event.atMs <= atMs
const inOrder = (events: readonly Intervention[]): Intervention[] => events.toSorted((a, b) => a.atMs - b.atMs)

function withSetting(config: FunctionConfig, { set }: Setting): FunctionConfig {
  const { ProvisionedConcurrentExecutions: capacity, ConcurrentExecutions: _, ...own } = set
  if (capacity === undefined) return { ...config, ...own }
  const provisioned = config.provisioned.map((one) =>
    one.Qualifier === capacity.Qualifier ? { ...one, ProvisionedConcurrentExecutions: capacity.value } : one,
  )
  return { ...config, ...own, provisioned }
}

function configAt(config: FunctionConfig, events: readonly Intervention[], atMs: number): FunctionConfig {
  return events.reduce((now, event) => {
    if (event.kind === 'setting' && event.function === config.FunctionName) return withSetting(now, event)
    const holds = event.kind === 'fault' && event.function === config.FunctionName && (event.untilMs === null || event.untilMs > atMs)
    return holds ? { ...now, faults: { ...now.faults, ...event.faults } } : now
  }, config)
}

/** The scenario as if it had begun with the settings and faults that hold at `atMs`, interventions of that moment included. */
export function settingsAt(scenario: Scenario, atMs: number): Scenario {
  const events = inOrder(scenario.interventions.filter(isBy(atMs)))
  if (events.length === 0) return scenario
  const quota = events.reduce(
    (limit, event) => (event.kind === 'setting' && event.function === null ? (event.set.ConcurrentExecutions ?? limit) : limit),
    scenario.account.ConcurrentExecutions,
  )
  return {
    ...scenario,
    account: { ...scenario.account, ConcurrentExecutions: quota },
    functions: scenario.functions.map((config) => configAt(config, events, atMs)),
  }
}

/** Of the future itself, at the fork: made by a knob, and made anew by the next one. */
const madeByKnob = (event: Intervention, atMs: number): boolean =>
  event.atMs === atMs && (event.kind === 'setting' || (event.kind === 'fault' && event.untilMs === null))

/** What can change while a function runs. */
const LIVE = ['ReservedConcurrentExecutions', 'MemorySize', 'Timeout'] as const

function settingsBetween(before: FunctionConfig, after: FunctionConfig, atMs: number): Setting[] {
  const plain: SettingChange = {}
  for (const field of LIVE) if (before[field] !== after[field]) Object.assign(plain, { [field]: after[field] })
  const capacities = after.provisioned.flatMap((one): SettingChange[] => {
    const was = before.provisioned.find(({ Qualifier }) => Qualifier === one.Qualifier)
    const value = one.ProvisionedConcurrentExecutions
    if (was === undefined || was.ProvisionedConcurrentExecutions === value) return []
    return [{ ProvisionedConcurrentExecutions: { Qualifier: one.Qualifier, value } }]
  })
  return [plain, ...capacities]
    .filter((set) => Object.keys(set).length > 0)
    .map((set) => ({ kind: 'setting', atMs, function: after.FunctionName, set }))
}

function faultsBetween(before: FunctionConfig, after: FunctionConfig, atMs: number): Fault[] {
  const names = Object.keys(after.faults) as (keyof Faults)[]
  const changed = names.filter((name) => !sameJson(before.faults[name], after.faults[name]))
  if (changed.length === 0) return []
  const faults = Object.fromEntries(changed.map((name) => [name, after.faults[name]])) as Partial<Faults>
  return [{ kind: 'fault', atMs, function: after.FunctionName, faults, untilMs: null }]
}

/** Whether the same functions stand in both, so that settings can be told apart one by one. */
const comparable = (a: Scenario, b: Scenario): boolean =>
  a.functions.length === b.functions.length && a.functions.every((one, i) => one.FunctionName === b.functions[i]!.FunctionName)

function interventionsBetween(before: Scenario, after: Scenario, atMs: number): Intervention[] {
  const { ConcurrentExecutions } = after.account
  const quota: Setting[] =
    ConcurrentExecutions === before.account.ConcurrentExecutions ? [] : [{ kind: 'setting', atMs, function: null, set: { ConcurrentExecutions } }]
  const own = after.functions.flatMap((config, i) => {
    const was = before.functions[i]!
    return [...settingsBetween(was, config, atMs), ...faultsBetween(was, config, atMs)]
  })
  return [...quota, ...own]
}

const sameTarget = (a: Intervention, b: Intervention): boolean =>
  a.kind === b.kind && ('source' in a || 'source' in b || a.function === b.function) && capacityOf(a) === capacityOf(b)
const capacityOf = (event: Intervention): string | undefined =>
  event.kind === 'setting' ? event.set.ProvisionedConcurrentExecutions?.Qualifier : undefined

/** New ones take the place of old ones in the list: bursts draw their luck by their place in it. */
function replaced(events: readonly Intervention[], next: readonly Intervention[], atMs: number): Intervention[] {
  const left = [...next]
  const kept = events.flatMap((event) => {
    if (!madeByKnob(event, atMs)) return [event]
    const at = left.findIndex((candidate) => sameTarget(candidate, event))
    return at < 0 ? [] : left.splice(at, 1)
  })
  return [...kept, ...left]
}

/** A function with the fields that interventions carry as they are in `origin`. */
function restoredFunction(after: FunctionConfig, origin: FunctionConfig): FunctionConfig {
  const provisioned = after.provisioned.map((one) => {
    const was = origin.provisioned.find(({ Qualifier }) => Qualifier === one.Qualifier)
    return was === undefined ? one : { ...one, ProvisionedConcurrentExecutions: was.ProvisionedConcurrentExecutions }
  })
  const { ReservedConcurrentExecutions, MemorySize, Timeout, faults } = origin
  return { ...after, ReservedConcurrentExecutions, MemorySize, Timeout, faults, provisioned }
}

/**
 * Applies a change that was made to what holds at the fork (see `settingsAt`). What would not be valid is returned
 * as it was typed, so that whoever checks it can say so at the field it was typed into.
 */
export function changeFromFork(scenario: Scenario, atMs: number, recipe: (shown: Scenario) => Scenario): Scenario {
  const shown = settingsAt(scenario, atMs)
  const after = recipe(shown)
  if (after === shown) return scenario
  if (!comparable(scenario, after)) return after
  const base = { ...scenario, interventions: scenario.interventions.filter((event) => !madeByKnob(event, atMs)) }
  const next = interventionsBetween(settingsAt(base, atMs), after, atMs)
  const written: Scenario = {
    ...after,
    account: { ...after.account, ConcurrentExecutions: scenario.account.ConcurrentExecutions },
    functions: after.functions.map((config, i) => restoredFunction(config, scenario.functions[i]!)),
    interventions: replaced(after.interventions, next, atMs),
  }
  return parseScenario(written).ok || parseScenario(after).ok ? written : after
}

/** Paths of what differs from the very start, interventions aside: `functions[0].Runtime`. */
export function changedFromStart(a: Scenario, b: Scenario): string[] {
  return pathsBetween({ ...a, interventions: [] }, { ...b, interventions: [] }, '')
}

/** Longer lists are told apart as a whole: a scenario may list thousands of requests, and this is asked at every move of a knob. */
const LONGEST_LIST = 100

/** Paths at which two pieces of JSON differ, as deep as both have the same shape. */
export function pathsBetween(a: unknown, b: unknown, path: string): string[] {
  if (sameJson(a, b)) return []
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.length <= LONGEST_LIST) {
    return a.flatMap((item, i) => pathsBetween(item, b[i], `${path}[${i}]`))
  }
  if (!isFields(a) || !isFields(b)) return [path]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) => pathsBetween(a[key], b[key], path === '' ? key : `${path}.${key}`))
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path as `pathsBetween` writes it. */
export function valueAt(value: unknown, path: string): unknown {
  return (path.match(/[^.[\]]+/g) ?? []).reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], value)
}
