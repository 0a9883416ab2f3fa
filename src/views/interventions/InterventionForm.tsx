import type { ReactNode } from 'react'
import type { Issue } from '../../scenario/issue.ts'
import {
  FAULT_NAMES, faultAt, faultNameOf, settingNameOf, settingNow, settingsOf, type FaultName, type SettingName,
} from '../../scenario/interventions.ts'
import type { Intervention, Scenario } from '../../sim/scenario.ts'
import { interventions } from '../../text/en/interventions.ts'
import { Segmented } from '../design/Segmented.tsx'
import { ChoiceEntry } from './ChoiceEntry.tsx'
import { NumberEntry } from './NumberEntry.tsx'
import { MappingFields, ReshardFields } from './PolledFields.tsx'

const text = interventions.fields
const { units } = interventions

export interface FormProps<E extends Intervention = Intervention> {
  scenario: Scenario
  value: E
  /** The first issue at a field of the intervention, by its path within it. */
  issueAt: (field: string) => Issue | undefined
  onChange: (value: E) => void
}

const options = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))
const share = (value: number): number => Math.round(value * 1e6) / 1e4

/** The fields of an intervention, those of its kind after its time. */
export function InterventionForm(props: FormProps) {
  const { value, issueAt, onChange } = props
  return (
    <div className="intervention-form">
      <NumberEntry
        label={text.at}
        unit={units.seconds}
        value={value.atMs / 1000}
        step={0.1}
        issue={issueAt('atMs')}
        onCommit={(seconds) => onChange({ ...value, atMs: Math.round(seconds * 1e6) / 1000 })}
      />
      <KindFields {...props} />
    </div>
  )
}

function KindFields({ value, ...rest }: FormProps): ReactNode {
  switch (value.kind) {
    case 'burst':
      return <BurstFields value={value} {...rest} />
    case 'fault':
      return <FaultFields value={value} {...rest} />
    case 'setting':
      return <SettingFields value={value} {...rest} />
    case 'deployment':
      return (
        <FunctionField scenario={rest.scenario} value={value.function} issue={rest.issueAt('function')} onChange={(name) => rest.onChange({ ...value, function: name })} />
      )
    case 'mapping':
      return <MappingFields value={value} {...rest} />
    case 'reshard':
      return <ReshardFields value={value} {...rest} />
  }
}

type OfKind<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

function BurstFields({ scenario, value, issueAt, onChange }: FormProps<OfKind<'burst'>>) {
  return (
    <>
      <ChoiceEntry label={text.source} value={value.source} options={options(scenario.traffic.map(({ name }) => name))} issue={issueAt('source')} onChange={(source) => onChange({ ...value, source })} />
      <NumberEntry label={text.count} unit="" value={value.count} step={1} issue={issueAt('count')} onCommit={(count) => onChange({ ...value, count })} />
      <NumberEntry label={text.spread} unit={units.milliseconds} value={value.spreadMs} step={10} issue={issueAt('spreadMs')} onCommit={(spreadMs) => onChange({ ...value, spreadMs })} />
    </>
  )
}

interface FunctionFieldProps {
  scenario: Scenario
  value: string
  issue: Issue | undefined
  onChange: (name: string) => void
}

function FunctionField({ scenario, value, issue, onChange }: FunctionFieldProps) {
  const names = scenario.functions.map(({ FunctionName }) => FunctionName)
  if (names.length === 1 && names[0] === value) return null
  return (
    <ChoiceEntry label={text.function} value={value} options={options(names)} issue={issue} onChange={onChange} />
  )
}

const PERCENT: ReadonlySet<FaultName> = new Set(['errorRate', 'crashRate', 'outOfMemoryRate', 'initErrorRate'])

function FaultFields({ scenario, value, issueAt, onChange }: FormProps<OfKind<'fault'>>) {
  const name = faultNameOf(value.faults)
  const words = interventions.faults[name]
  const amount = value.faults[name] ?? 0
  const scale = PERCENT.has(name) ? 100 : 1
  const set = (shown: number) => onChange({ ...value, faults: { ...value.faults, [name]: scale === 1 ? shown : shown / scale } })
  return (
    <>
      <FunctionField scenario={scenario} value={value.function} issue={issueAt('function')} onChange={(next) => onChange({ ...value, function: next })} />
      <ChoiceEntry
        label={text.fault}
        value={name}
        options={FAULT_NAMES.map((one) => ({ value: one, label: interventions.faults[one].label }))}
        onChange={(next) => onChange({ ...value, faults: faultAt(scenario, value.atMs, { functionName: value.function, name: next }) })}
      />
      <NumberEntry label={words.value} unit={words.unit} value={scale === 1 ? amount : share(amount)} step={1} issue={issueAt('faults')} onCommit={set} />
      <UntilField scenario={scenario} value={value} issueAt={issueAt} onChange={onChange} />
    </>
  )
}

/** A fault lasts to the end of the run, or to a moment. */
function UntilField({ scenario, value, issueAt, onChange }: FormProps<OfKind<'fault'>>) {
  const { untilMs } = value
  const halfway = Math.round((value.atMs + scenario.durationMs) / 2)
  return (
    <>
      <Segmented
        label={text.until}
        value={untilMs === null ? 'end' : 'time'}
        options={[{ value: 'end', label: text.untilEnd }, { value: 'time', label: text.until }]}
        onChange={(choice) => onChange({ ...value, untilMs: choice === 'end' ? null : halfway })}
      />
      {untilMs === null ? null : (
        <NumberEntry label={text.until} unit={units.seconds} value={untilMs / 1000} step={0.1} issue={issueAt('untilMs')} onCommit={(seconds) => onChange({ ...value, untilMs: Math.round(seconds * 1e6) / 1000 })} />
      )}
    </>
  )
}

function SettingFields({ scenario, value, issueAt, onChange }: FormProps<OfKind<'setting'>>) {
  const name = settingNameOf(value.set)
  const functionName = value.function ?? scenario.functions[0]?.FunctionName ?? ''
  const become = (next: { functionName: string; name: SettingName }) => onChange(settingNow(scenario, value.atMs, next))
  return (
    <>
      {value.function === null ? null : (
        <FunctionField scenario={scenario} value={functionName} issue={issueAt('function')} onChange={(next) => become({ functionName: next, name })} />
      )}
      <ChoiceEntry
        label={text.setting}
        value={name}
        options={settingsOf(scenario, functionName).map((one) => ({ value: one, label: interventions.settings[one].label }))}
        onChange={(next) => become({ functionName, name: next })}
      />
      <SettingValue scenario={scenario} value={value} issueAt={issueAt} onChange={onChange} />
    </>
  )
}

/** Reserved concurrency may also be taken away; provisioned concurrency belongs to a qualifier. */
function SettingValue({ value, issueAt, onChange }: FormProps<OfKind<'setting'>>) {
  const name = settingNameOf(value.set)
  const { unit } = interventions.settings[name]
  const set = (patch: OfKind<'setting'>['set']) => onChange({ ...value, set: { ...value.set, ...patch } })
  const entry = (shown: number, onCommit: (next: number) => void) => (
    <NumberEntry label={text.value} unit={unit} value={shown} step={1} issue={issueAt('set')} onCommit={onCommit} />
  )
  if (name === 'ProvisionedConcurrentExecutions') {
    const { Qualifier, value: size } = value.set.ProvisionedConcurrentExecutions ?? { Qualifier: 'live', value: 0 }
    return entry(size, (next) => set({ ProvisionedConcurrentExecutions: { Qualifier, value: next } }))
  }
  if (name !== 'ReservedConcurrentExecutions') return entry(value.set[name] ?? 0, (next) => set({ [name]: next }))
  const reserved = value.set.ReservedConcurrentExecutions ?? null
  return (
    <>
      <Segmented
        label={text.reserved}
        value={reserved === null ? 'no' : 'yes'}
        options={[{ value: 'yes', label: text.reserved }, { value: 'no', label: text.unreserved }]}
        onChange={(choice) => set({ ReservedConcurrentExecutions: choice === 'yes' ? 10 : null })}
      />
      {reserved === null ? null : entry(reserved, (next) => set({ ReservedConcurrentExecutions: next }))}
    </>
  )
}
