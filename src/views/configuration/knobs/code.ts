import { INIT_PRESETS, isInitPresetKey, type InitPreset } from '../../../rules/data/initPresets.ts'
import { runtimeOf } from '../../../rules/runtimes.ts'
import { LIMITS } from '../../../scenario/limits.ts'
import type { Distribution, FunctionConfig, HandlerConfig } from '../../../sim/scenario.ts'
import { configuration, type KnobId } from '../../../text/en/configuration.ts'
import { logStops, linearStops } from '../../design/stops.ts'
import { DISTRIBUTION_KINDS, withKind, withPart, type ChosenKind } from '../edit.ts'
import type { ChoiceKnob, ChoiceOption, KnobGroup, NumberKnob } from '../knob.ts'
import { fromFunction, functionPath, movedTo, optionsOf, shownCentre } from './build.ts'
import { withSnapStart } from './versions.ts'
import { OUTPUT_KNOBS } from './services.ts'

const DURATION_STOPS = logStops(0, 60_000, 1)

const presetOf = (key: string): InitPreset => INIT_PRESETS[isInitPresetKey(key) ? key : 'hello']

/** Presets measured on the function's runtime family, and the one that is set. */
function presetsFor({ Runtime, coldStart }: FunctionConfig): readonly ChoiceOption[] {
  const family = runtimeOf(Runtime)?.family
  return optionsOf('initPreset').filter(({ value }) => {
    if (!isInitPresetKey(value)) return false
    const families: InitPreset['families'] = INIT_PRESETS[value].families
    return value === coldStart.initPreset || families.length === 0 || (family !== undefined && families.includes(family))
  })
}

const PHASES = ['create', 'download', 'runtimeStart', 'restore'] as const

/** A phase that otherwise follows the measured model. */
function phaseKnob(phase: (typeof PHASES)[number]): NumberKnob {
  const snapStart = fromFunction((config) => config.SnapStart.ApplyOn !== 'None', false)
  return {
    id: phase,
    advanced: true,
    kind: 'number',
    path: functionPath(`coldStart.${phase}`),
    shown: (scenario, target) => phase !== 'restore' || snapStart(scenario, target),
    read: fromFunction(({ coldStart }) => (coldStart[phase] === null ? null : shownCentre(coldStart[phase])), null),
    write: (scenario, target, value) => {
      const before = scenario.functions[target.fn]?.coldStart[phase] ?? { kind: 'lognormal', median: 100, sigma: 0.15 }
      return withPart(scenario, target, 'coldStart', { [phase]: value === null ? null : movedTo(before, value) })
    },
    step: 10,
    initial: () => 100,
  }
}

export const COLD_START_GROUP: KnobGroup = {
  id: 'coldStart',
  open: true,
  knobs: [
    {
      id: 'SnapStart',
      kind: 'choice',
      as: 'segments',
      path: functionPath('SnapStart'),
      options: () => optionsOf('SnapStart'),
      read: fromFunction((config) => config.SnapStart.ApplyOn, ''),
      write: (scenario, target, value) => withSnapStart(scenario, target, value === 'None' ? 'None' : 'PublishedVersions'),
    },
    {
      id: 'initPreset',
      kind: 'choice',
      as: 'list',
      path: functionPath('coldStart.initPreset'),
      rule: fromFunction(({ coldStart }) => presetOf(coldStart.initPreset).rule, 'MD-09'),
      options: fromFunction(presetsFor, []),
      read: fromFunction((config) => config.coldStart.initPreset, ''),
      write: (scenario, target, initPreset) => withPart(scenario, target, 'coldStart', { initPreset }),
    },
    {
      id: 'functionInit',
      kind: 'number',
      path: functionPath('coldStart.functionInit'),
      read: fromFunction(({ coldStart }) => (coldStart.functionInit === null ? null : shownCentre(coldStart.functionInit)), null),
      write: (scenario, target, value) => {
        const before = scenario.functions[target.fn]?.coldStart.functionInit ?? { kind: 'lognormal', median: 200, sigma: 0.15 }
        return withPart(scenario, target, 'coldStart', { functionInit: value === null ? null : movedTo(before, value) })
      },
      stops: () => DURATION_STOPS,
      step: 10,
      initial: () => 200,
    },
    {
      id: 'codeSizeMB',
      advanced: true,
      kind: 'number',
      path: functionPath('coldStart.codeSizeMB'),
      rule: () => 'MD-02',
      read: fromFunction((config) => config.coldStart.codeSizeMB, 0),
      write: (scenario, target, value) => withPart(scenario, target, 'coldStart', { codeSizeMB: value ?? 0 }),
      stops: () => logStops(0, LIMITS.codeSizeMB.max, 1),
      step: 1,
    },
    ...PHASES.map(phaseKnob),
  ],
}

type HandlerPart = 'io' | 'work'

const noTime: Distribution = { kind: 'deterministic', value: 0 }

function centreKnob(part: HandlerPart): NumberKnob {
  return {
    id: part,
    kind: 'number',
    path: functionPath(`handler.${part}`),
    read: fromFunction((config) => shownCentre(config.handler[part]), 0),
    write: (scenario, target, value) => {
      const before = scenario.functions[target.fn]?.handler[part] ?? noTime
      return withPart(scenario, target, 'handler', { [part]: movedTo(before, value) } as Partial<HandlerConfig>)
    },
    stops: () => DURATION_STOPS,
    step: 5,
  }
}

function kindKnob(part: HandlerPart, id: KnobId): ChoiceKnob {
  const read = fromFunction((config) => config.handler[part].kind, 'deterministic')
  return {
    id,
    advanced: true,
    kind: 'choice',
    as: 'list',
    path: functionPath(`handler.${part}.kind`),
    options: (scenario, target) =>
      [...new Set([...DISTRIBUTION_KINDS, read(scenario, target)])].map((kind) => ({
        value: kind,
        label: configuration.distributions[kind],
      })),
    read,
    write: (scenario, target, value) => {
      const before = scenario.functions[target.fn]?.handler[part] ?? noTime
      const next = value === before.kind ? before : withKind(before, value as ChosenKind)
      return withPart(scenario, target, 'handler', { [part]: next } as Partial<HandlerConfig>)
    },
  }
}

function spreadKnob(part: HandlerPart, id: KnobId): NumberKnob {
  return {
    id,
    advanced: true,
    kind: 'number',
    path: functionPath(`handler.${part}.sigma`),
    shown: fromFunction((config) => config.handler[part].kind === 'lognormal', false),
    read: fromFunction(({ handler }) => (handler[part].kind === 'lognormal' ? handler[part].sigma : 0), 0),
    write: (scenario, target, value) => {
      const before = scenario.functions[target.fn]?.handler[part]
      if (before?.kind !== 'lognormal') return scenario
      return withPart(scenario, target, 'handler', { [part]: { ...before, sigma: value ?? 0 } } as Partial<HandlerConfig>)
    },
    stops: () => linearStops(0, 2, 0.05),
    step: 0.05,
  }
}

export const HANDLER_GROUP: KnobGroup = {
  id: 'handler',
  open: true,
  knobs: [
    centreKnob('io'),
    kindKnob('io', 'ioKind'),
    spreadKnob('io', 'ioSpread'),
    centreKnob('work'),
    kindKnob('work', 'workKind'),
    spreadKnob('work', 'workSpread'),
    {
      id: 'memoryUsedMB',
      advanced: true,
      kind: 'number',
      path: functionPath('handler.memoryUsedMB'),
      read: fromFunction((config) => config.handler.memoryUsedMB, 0),
      write: (scenario, target, value) => withPart(scenario, target, 'handler', { memoryUsedMB: value ?? 0 }),
      stops: () => logStops(0, LIMITS.memoryMB.max, 1),
      step: 16,
    },
    {
      id: 'responseKB',
      advanced: true,
      kind: 'number',
      path: functionPath('handler.responseKB'),
      read: fromFunction((config) => config.handler.responseKB, 0),
      write: (scenario, target, value) => withPart(scenario, target, 'handler', { responseKB: value ?? 0 }),
      step: 1,
    },
    {
      id: 'firstCall',
      advanced: true,
      kind: 'number',
      path: functionPath('handler.firstCall'),
      read: fromFunction(({ handler }) => (handler.firstCall === null ? null : shownCentre(handler.firstCall)), null),
      write: (scenario, target, value) => {
        const before = scenario.functions[target.fn]?.handler.firstCall ?? { kind: 'lognormal', median: 200, sigma: 0.2 }
        return withPart(scenario, target, 'handler', { firstCall: value === null ? null : movedTo(before, value) })
      },
      step: 10,
      initial: () => 200,
    },
    ...OUTPUT_KNOBS,
  ],
}
