/** "Do it now": interventions made, changed and removed as pure functions of a scenario. None checks the result. */
import type { Faults, Intervention, Scenario, SettingChange } from '../sim/scenario.ts'
import { isShare, roomFor } from './faultChecks.ts'
import { settingsAt } from './fork.ts'
import { sourcesFor } from './interventionSources.ts'

export type InterventionKind = Intervention['kind']
export const INTERVENTION_KINDS = ['burst', 'fault', 'deployment', 'setting'] as const satisfies readonly InterventionKind[]
/** Those for queues and streams alone. */
const POLLED_KINDS = ['mapping', 'reshard'] as const satisfies readonly InterventionKind[]

/** What can be done in a scenario. */
export const kindsFor = (scenario: Scenario): readonly InterventionKind[] => [
  ...INTERVENTION_KINDS,
  ...POLLED_KINDS.filter((kind) => proposedIntervention(scenario, kind, 0) !== null),
]

/** What fails: one of the faults of a function. */
export const FAULT_NAMES = ['errorRate', 'crashRate', 'outOfMemoryRate', 'initErrorRate', 'downstreamSlowdown', 'downstreamConnections'] as const
export type FaultName = (typeof FAULT_NAMES)[number]

const SETTING_NAMES = ['ReservedConcurrentExecutions', 'ProvisionedConcurrentExecutions', 'MemorySize', 'Timeout', 'ConcurrentExecutions'] as const
export type SettingName = (typeof SETTING_NAMES)[number]

/** Microseconds of the playhead as the format writes them. */
export const atMsOf = (micros: number): number => Math.round(micros) / 1000

export const withIntervention = (scenario: Scenario, event: Intervention): Scenario => ({
  ...scenario,
  interventions: [...scenario.interventions, event],
})

export const withInterventionAt = (scenario: Scenario, index: number, event: Intervention): Scenario => ({
  ...scenario,
  interventions: scenario.interventions.map((one, at) => (at === index ? event : one)),
})

export const withoutIntervention = (scenario: Scenario, index: number): Scenario => ({
  ...scenario,
  interventions: scenario.interventions.filter((_, at) => at !== index),
})

const FAULT_DEFAULTS = {
  errorRate: 1, crashRate: 1, outOfMemoryRate: 1, initErrorRate: 1, downstreamSlowdown: 5, downstreamConnections: 1,
} as const satisfies Record<FaultName, number>

/** One fault, as bad as one would try it first. */
export const faultOf = (name: FaultName): Partial<Faults> => ({ [name]: FAULT_DEFAULTS[name] })

/** The same at a moment, where others may leave room for less; where they leave none, that is for the checks to say. */
export function faultAt(scenario: Scenario, atMs: number, { functionName, name }: { functionName: string; name: FaultName }): Partial<Faults> {
  const present = settingsAt(scenario, atMs).functions.find((one) => one.FunctionName === functionName)?.faults
  if (present === undefined || !isShare(name)) return faultOf(name)
  const room = Math.floor(roomFor(name, present) * 1e6 + 1e-3) / 1e6
  return room > 0 ? { [name]: Math.min(room, FAULT_DEFAULTS[name]) } : faultOf(name)
}

/** The fault an intervention is about; the first, should it name several. */
export const faultNameOf = (faults: Partial<Faults>): FaultName => FAULT_NAMES.find((name) => faults[name] !== undefined) ?? 'errorRate'

export const settingNameOf = (set: SettingChange): SettingName => SETTING_NAMES.find((name) => set[name] !== undefined) ?? 'MemorySize'

/** Settings that can be changed of a function, or of the account: provisioned concurrency needs a version that has it. */
export function settingsOf(scenario: Scenario, functionName: string): readonly SettingName[] {
  const has = scenario.functions.find((one) => one.FunctionName === functionName)?.provisioned.length ?? 0
  return SETTING_NAMES.filter((name) => name !== 'ProvisionedConcurrentExecutions' || has > 0)
}

/** The change that leaves a setting as it is at `atMs`: what a form starts from. */
export function settingNow(scenario: Scenario, atMs: number, { functionName, name }: { functionName: string; name: SettingName }): Extract<Intervention, { kind: 'setting' }> {
  const now = settingsAt(scenario, atMs)
  const config = now.functions.find((one) => one.FunctionName === functionName) ?? now.functions[0]!
  const of = (set: SettingChange) => ({ kind: 'setting', atMs, function: config.FunctionName, set }) as const
  switch (name) {
    case 'ConcurrentExecutions':
      return { kind: 'setting', atMs, function: null, set: { ConcurrentExecutions: now.account.ConcurrentExecutions } }
    case 'ReservedConcurrentExecutions':
      return of({ ReservedConcurrentExecutions: config.ReservedConcurrentExecutions })
    case 'ProvisionedConcurrentExecutions': {
      const first = config.provisioned[0]
      return of({ ProvisionedConcurrentExecutions: { Qualifier: first?.Qualifier ?? 'live', value: first?.ProvisionedConcurrentExecutions ?? 1 } })
    }
    case 'MemorySize':
      return of({ MemorySize: config.MemorySize })
    case 'Timeout':
      return of({ Timeout: config.Timeout })
  }
}

/** What a form proposes at `atMs`; null where there is nothing it could be done to. */
export function proposedIntervention(scenario: Scenario, kind: InterventionKind, atMs: number): Intervention | null {
  const functionName = scenario.functions[0]?.FunctionName ?? ''
  switch (kind) {
    case 'burst': {
      const source = scenario.traffic[0]?.name
      return source === undefined ? null : { kind, atMs, source, count: 20, spreadMs: 100 }
    }
    case 'fault':
      return { kind, atMs, function: functionName, faults: faultAt(scenario, atMs, { functionName, name: 'errorRate' }), untilMs: null }
    case 'deployment':
      return { kind, atMs, function: functionName }
    case 'setting':
      return settingNow(scenario, atMs, { functionName, name: 'ReservedConcurrentExecutions' })
    case 'mapping': {
      const source = sourcesFor(scenario, kind)[0]
      return source === undefined ? null : { kind, atMs, source, Enabled: false }
    }
    case 'reshard': {
      const source = sourcesFor(scenario, kind)[0]
      return source === undefined ? null : { kind, atMs, source, shard: 0, change: 'split' }
    }
  }
}
