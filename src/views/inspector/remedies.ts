/** What would have helped: settings, as the knobs of the configuration write them, and the run without a rule. */
import { inFlightBefore } from '../../metrics/chain.ts'
import { relaxationFor } from '../../metrics/relax.ts'
import { decides } from '../../metrics/why/decisive.ts'
import { factsOf, type Run, type WhyFacts } from '../../metrics/why/facts.ts'
import { ruleNumber, type RuleId } from '../../rules/registry.ts'
import { parseScenario } from '../../scenario/parse.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { NONE, type RecordId, type Trace } from '../../sim/trace/schema.ts'
import { KIND } from '../../sim/trace/writer.ts'
import type { RemedyId } from '../../text/en/why.ts'
import type { Target } from '../configuration/edit.ts'
import { mostReservable, poolOf } from '../configuration/knobs/concurrency.ts'
import { knobValue, withKnob } from '../configuration/knobs/byId.ts'

export interface Remedy {
  id: RemedyId
  /** What the setting is set to. */
  value: number
  scenario: Scenario
}

export interface Relaxation {
  rule: RuleId
  scenario: Scenario
}

/** Settings with which a chain of causes would have gone otherwise, the link nearest to the effect first. */
export function remediesFor(run: Run, records: readonly RecordId[]): readonly Remedy[] {
  const found = records.filter((record) => decides(run.trace, record)).flatMap((record) => remediesAt(run, record, records))
  const first = found.filter(({ id }, at) => found.findIndex((other) => other.id === id) === at)
  return first.filter(({ scenario }) => scenario !== run.scenario && parseScenario(scenario).ok)
}

/** The run without the rules along a chain of causes, each once. */
export function relaxationsFor({ trace, scenario }: Run, records: readonly RecordId[]): readonly Relaxation[] {
  const found = records.flatMap((record) => relaxationFor(trace, scenario, record) ?? [])
  return found.filter(({ rule }, at) => found.findIndex((other) => other.rule === rule) === at)
}

function remediesAt(run: Run, record: RecordId, chain: readonly RecordId[]): readonly Remedy[] {
  const facts = factsOf(run, record)
  const setting = settingsOf(run.scenario, facts)
  if (setting === null) return []
  switch (facts.kind) {
    case 'create':
      return [...setting.provisioned(facts.busy + 1), ...setting.snapStart(initSpan(run, chain) > restoreMs(run.scenario) * 1000)]
    case 'throttle':
      return THROTTLED[facts.limit](setting, demandAt(run.trace, record))
    case 'handler':
      if (facts.outcome === 'timeout') return setting.twice('timeout', 'Timeout')
      return facts.outcome === 'outOfMemory' ? setting.twice('memory', 'MemorySize') : []
    default:
      return []
  }
}

const THROTTLED: { [L in Extract<WhyFacts, { kind: 'throttle' }>['limit']]: (setting: Setting, demand: number) => readonly Remedy[] } = {
  reserved: (setting) => [...setting.reserve(), ...setting.unreserve()],
  switchedOff: (setting) => [...setting.reserve(), ...setting.unreserve()],
  unreserved: (setting) => setting.twice('quota', 'ConcurrentExecutions'),
  requestRate: (setting) => (setting.isReserved ? [...setting.reserve(), ...setting.unreserve()] : setting.twice('quota', 'ConcurrentExecutions')),
  scalingRate: (setting, demand) => setting.provisioned(demand),
}

/** Requests of a function in flight when one of them was refused, that one and those refused shortly before included. */
function demandAt(trace: Trace, refusal: RecordId): number {
  const { records, lanes } = trace
  const fn = records.lane[refusal]!
  const inFlight = inFlightBefore(trace, refusal, (lane) => lanes.parent[lane] === fn)
  const longest = Math.max(0, ...inFlight.map((record) => records.span[record]!))
  let refused = 1
  for (let row = refusal - 1; row >= 0 && records.time[row]! > records.time[refusal]! - longest; row--) {
    if (records.lane[row] === fn && records.kind[row] === KIND.throttle) refused++
  }
  return inFlight.length + refused
}

type Setting = NonNullable<ReturnType<typeof settingsOf>>

/** Settings of the function that some facts are about. */
function settingsOf(scenario: Scenario, { fn }: WhyFacts) {
  const index = scenario.functions.findIndex(({ FunctionName }) => FunctionName === fn)
  const config = scenario.functions[index]
  if (config === undefined) return null
  const target: Target = { fn: index, source: 0 }
  const most = config.ReservedConcurrentExecutions ?? mostReservable(scenario, target)
  const one = (id: RemedyId, value: number, next: Scenario): readonly Remedy[] => [{ id, value, scenario: next }]

  return {
    isReserved: config.ReservedConcurrentExecutions !== null,
    /** As many as the knob sets, or as the request would have needed; none where there cannot be so many. */
    provisioned: (needed: number): readonly Remedy[] => {
      if (needed > most) return []
      const pooled = withKnob(scenario, target, 'pool', 'provisioned')
      const size = Number(knobValue(pooled, target, 'ProvisionedConcurrentExecutions'))
      const value = Math.min(most, Math.max(needed, poolOf(config) === 'provisioned' ? 2 * size : size))
      if (poolOf(config) === 'provisioned' && value <= size) return []
      return one('provisioned', value, withKnob(pooled, target, 'ProvisionedConcurrentExecutions', value))
    },
    snapStart: (helps: boolean): readonly Remedy[] => {
      const fits = config.SnapStart.ApplyOn === 'None' && config.provisioned.length === 0 && config.PackageType === 'Zip'
      return helps && fits ? one('snapStart', 0, withKnob(scenario, target, 'SnapStart', 'PublishedVersions')) : []
    },
    reserve: (): readonly Remedy[] => {
      const now = config.ReservedConcurrentExecutions ?? 0
      const value = Math.min(mostReservable(scenario, target), Math.max(10, 2 * now))
      return value > now ? one('reserve', value, withKnob(scenario, target, 'ReservedConcurrentExecutions', value)) : []
    },
    unreserve: (): readonly Remedy[] => one('unreserve', 0, withKnob(scenario, target, 'ReservedConcurrentExecutions', null)),
    twice: (id: RemedyId, knob: 'Timeout' | 'MemorySize' | 'ConcurrentExecutions'): readonly Remedy[] => {
      const value = 2 * Number(knobValue(scenario, target, knob))
      return one(id, value, withKnob(scenario, target, knob, value))
    },
  }
}

const REPLACED = new Set<WhyFacts['kind']>(['download', 'runtimeStart', 'functionInit'])

/** What a snapshot would have spared the start along a chain, microseconds. */
function initSpan(run: Run, chain: readonly RecordId[]): number {
  const phases = chain.filter((record) => record !== NONE && REPLACED.has(factsOf(run, record).kind))
  return phases.reduce((sum, record) => sum + run.trace.records.span[record]!, 0)
}

/** What a restore usually takes. */
const restoreMs = ({ assumptions }: Scenario): number => ruleNumber(assumptions.snapshotCache === 'always' ? 'MD-12' : 'MD-11', 'median')
