import { sourcesFor } from '../../scenario/interventionSources.ts'
import type { Intervention } from '../../sim/scenario.ts'
import { interventions } from '../../text/en/interventions.ts'
import { Segmented } from '../design/Segmented.tsx'
import { ChoiceEntry } from './ChoiceEntry.tsx'
import type { FormProps } from './InterventionForm.tsx'
import { NumberEntry } from './NumberEntry.tsx'

const text = interventions.fields

type OfKind<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

const options = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

/** What is done to the mapping of a queue or stream. */
export function MappingFields({ scenario, value, issueAt, onChange }: FormProps<OfKind<'mapping'>>) {
  return (
    <>
      <ChoiceEntry label={text.source} value={value.source} options={options(sourcesFor(scenario, value.kind))} issue={issueAt('source')} onChange={(source) => onChange({ ...value, source })} />
      <Segmented
        label={text.mapping}
        value={value.Enabled ? 'on' : 'off'}
        options={[{ value: 'on', label: text.enabled }, { value: 'off', label: text.disabled }]}
        onChange={(choice) => onChange({ ...value, Enabled: choice === 'on' })}
      />
    </>
  )
}

/** What is done to a shard of a stream. */
export function ReshardFields({ scenario, value, issueAt, onChange }: FormProps<OfKind<'reshard'>>) {
  return (
    <>
      <ChoiceEntry label={text.stream} value={value.source} options={options(sourcesFor(scenario, value.kind))} issue={issueAt('source')} onChange={(source) => onChange({ ...value, source })} />
      <NumberEntry label={text.shard} unit="" value={value.shard} step={1} issue={issueAt('shard')} onCommit={(shard) => onChange({ ...value, shard })} />
      <Segmented
        label={text.change}
        value={value.change}
        options={[{ value: 'split', label: text.split }, { value: 'merge', label: text.merge }]}
        onChange={(change) => onChange({ ...value, change })}
      />
    </>
  )
}
