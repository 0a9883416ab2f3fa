/** Who the parts of a scenario are and whom they call. */
import { namedByAliases } from '../../../scenario/aliasChecks.ts'
import { withRenamedFunction, withRenamedSource } from '../../../scenario/parts.ts'
import type { TrafficSource } from '../../../sim/scenario.ts'
import { functionAt, sourceAt, withSource } from '../edit.ts'
import type { ChoiceKnob, NumberKnob, TextKnob } from '../knob.ts'
import { fromFunction, fromSource, functionPath, sourcePath } from './build.ts'

const LATEST = '$LATEST'

export const FUNCTION_NAME: TextKnob = {
  id: 'FunctionName',
  kind: 'text',
  mono: true,
  path: functionPath('FunctionName'),
  read: fromFunction((config) => config.FunctionName, ''),
  write: (scenario, target, name) => {
    const old = functionAt(scenario, target)?.FunctionName
    return old === undefined ? scenario : withRenamedFunction(scenario, old, name)
  },
}

export const SOURCE_NAME: TextKnob = {
  id: 'sourceName',
  kind: 'text',
  path: sourcePath('name'),
  read: fromSource((source) => source.name, ''),
  write: (scenario, target, name) => {
    const old = sourceAt(scenario, target)?.name
    return old === undefined ? scenario : withRenamedSource(scenario, old, name)
  },
}

export const QUALIFIER: ChoiceKnob = {
  id: 'Qualifier',
  advanced: true,
  kind: 'choice',
  as: 'list',
  path: sourcePath('Qualifier'),
  options: (scenario, target) => {
    const source = sourceAt(scenario, target)
    const fn = scenario.functions.find((one) => one.FunctionName === source?.function)
    const snapStart = fn?.SnapStart.ApplyOn === 'PublishedVersions'
    const named = fn === undefined ? [] : [...fn.provisioned.map((config) => config.Qualifier), ...namedByAliases(fn)]
    const all = [...(snapStart ? ['live'] : [LATEST]), ...named, source?.Qualifier ?? LATEST]
    return [...new Set(all)].map((value) => ({ value, label: value }))
  },
  read: fromSource<string>((source) => source.Qualifier ?? LATEST, LATEST),
  write: (scenario, target, value) => withSource(scenario, target, { Qualifier: value === LATEST ? null : value }),
}

export const PAYLOAD: NumberKnob = {
  id: 'payloadKB',
  advanced: true,
  kind: 'number',
  path: sourcePath('payloadKB'),
  read: fromSource((source) => source.payloadKB, 0),
  write: (scenario, target, value) => withSource(scenario, target, { payloadKB: value ?? 0 }),
  step: 1,
}

export const MAX_ATTEMPTS: NumberKnob = {
  id: 'maxAttempts',
  advanced: true,
  kind: 'number',
  path: sourcePath('client.maxAttempts'),
  shown: fromSource((source) => source.client.retryMode !== 'none', false),
  read: fromSource<number | null>((source) => source.client.maxAttempts, null),
  write: (scenario, target, maxAttempts) => {
    const client: TrafficSource['client'] | undefined = sourceAt(scenario, target)?.client
    return client === undefined ? scenario : withSource(scenario, target, { client: { ...client, maxAttempts } })
  },
  step: 1,
  initial: () => 3,
}
