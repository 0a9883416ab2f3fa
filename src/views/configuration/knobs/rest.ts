/** Faults, assumptions and the run itself. */
import { PRICE_REGIONS, type PriceRegion } from '../../../rules/prices.ts'
import { DEFAULT_ASSUMPTIONS } from '../../../scenario/defaults.ts'
import type { Assumptions, Distribution, Faults, FunctionConfig, IdleSelection, Scenario } from '../../../sim/scenario.ts'
import type { KnobId } from '../../../text/en/configuration.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { tidy, withAssumptions, withPart } from '../edit.ts'
import type { KnobGroup, NumberKnob, TextKnob } from '../knob.ts'
import { fromFunction, functionPath, optionsOf, optionsWithout, plainPath } from './build.ts'
import { SIDE_EFFECT_KNOBS } from './sideEffects.ts'

const PERCENT_STOPS = [...linearStops(0, 5, 0.5), ...linearStops(6, 20, 1), ...linearStops(25, 100, 5)]

function shareKnob(id: KnobId, field: 'errorRate' | 'crashRate' | 'outOfMemoryRate' | 'initErrorRate'): NumberKnob {
  return {
    id,
    kind: 'number',
    path: functionPath(`faults.${field}`),
    read: fromFunction((config) => tidy(config.faults[field] * 100), 0),
    write: (scenario, target, value) =>
      withPart(scenario, target, 'faults', { [field]: tidy((value ?? 0) / 100) } as Partial<Faults>),
    stops: () => PERCENT_STOPS,
    step: 1,
  }
}

/** Ordinals as a list to type; what is no number is left for validation to refuse. */
const FAIL_REQUESTS: TextKnob = {
  id: 'failRequests',
  kind: 'text',
  path: functionPath('faults.failRequests'),
  read: fromFunction((config) => config.faults.failRequests.join(', '), ''),
  write: (scenario, target, value) => {
    const words = value.split(/[\s,;]+/).filter((word) => word !== '')
    const failRequests = words.map((word) => (/^\d+$/.test(word) ? Number(word) : (word as unknown as number)))
    return withPart(scenario, target, 'faults', { failRequests })
  },
}

const FAIL_ATTEMPTS: NumberKnob = {
  id: 'failAttempts',
  kind: 'number',
  path: functionPath('faults.failAttempts'),
  shown: fromFunction((config) => config.faults.failRequests.length > 0, false),
  read: fromFunction((config) => config.faults.failAttempts, null),
  write: (scenario, target, failAttempts) => withPart(scenario, target, 'faults', { failAttempts }),
  stops: () => linearStops(1, 10, 1),
  step: 1,
  initial: () => 1,
}

const deliversSomewhere = ({ EventInvokeConfig: { DestinationConfig }, DeadLetterConfig, faults }: FunctionConfig): boolean =>
  faults.deliveryDenied || DeadLetterConfig.TargetArn !== null || DestinationConfig.OnFailure !== null || DestinationConfig.OnSuccess !== null

export const FAULTS_GROUP: KnobGroup = {
  id: 'faults',
  open: false,
  knobs: [
    shareKnob('errorRate', 'errorRate'),
    shareKnob('crashRate', 'crashRate'),
    shareKnob('outOfMemoryRate', 'outOfMemoryRate'),
    shareKnob('initErrorRate', 'initErrorRate'),
    FAIL_REQUESTS,
    FAIL_ATTEMPTS,
    {
      id: 'downstreamSlowdown',
      kind: 'number',
      path: functionPath('faults.downstreamSlowdown'),
      read: fromFunction((config) => config.faults.downstreamSlowdown, 1),
      write: (scenario, target, value) => withPart(scenario, target, 'faults', { downstreamSlowdown: value ?? 1 }),
      stops: () => logStops(0.1, 100, 0.1),
      step: 0.5,
    },
    {
      id: 'downstreamConnections',
      kind: 'number',
      path: functionPath('faults.downstreamConnections'),
      read: fromFunction((config) => config.faults.downstreamConnections, null),
      write: (scenario, target, downstreamConnections) => withPart(scenario, target, 'faults', { downstreamConnections }),
      stops: () => logStops(1, 1000, 1),
      step: 1,
      initial: () => 5,
    },
    ...SIDE_EFFECT_KNOBS,
    {
      id: 'deliveryDenied',
      kind: 'switch',
      shown: fromFunction((config) => deliversSomewhere(config), false),
      path: functionPath('faults.deliveryDenied'),
      read: fromFunction((config) => config.faults.deliveryDenied, false),
      write: (scenario, target, deliveryDenied) => withPart(scenario, target, 'faults', { deliveryDenied }),
    },
  ],
}

const same = (a: Distribution | null, b: Distribution | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Which of the offered lifetimes is set. Values are seconds. */
export function idleLifetimeChoice(scenario: Scenario): string {
  const lifetime = scenario.assumptions.idleLifetimeSeconds
  if (lifetime === null) return 'forever'
  if (same(lifetime, DEFAULT_ASSUMPTIONS.idleLifetimeSeconds)) return 'measured'
  const fixed = lifetime.kind === 'deterministic' ? String(lifetime.value) : 'custom'
  return optionsOf('idleLifetime').some((option) => option.value === fixed) ? fixed : 'custom'
}

function withIdleLifetime(scenario: Scenario, choice: string): Scenario {
  if (choice === 'custom') return scenario
  if (choice === 'forever') return withAssumptions(scenario, { idleLifetimeSeconds: null })
  const { idleLifetimeSeconds } = DEFAULT_ASSUMPTIONS
  if (choice === 'measured') return withAssumptions(scenario, { idleLifetimeSeconds })
  return withAssumptions(scenario, { idleLifetimeSeconds: { kind: 'deterministic', value: Number(choice) } })
}

function lifetimeCapChoice(scenario: Scenario): string {
  const cap = scenario.assumptions.lifetimeCapHours
  if (cap === null) return 'off'
  return same(cap, DEFAULT_ASSUMPTIONS.lifetimeCapHours) ? 'default' : 'custom'
}

function withLifetimeCap(scenario: Scenario, choice: string): Scenario {
  if (choice === 'custom') return scenario
  return withAssumptions(scenario, { lifetimeCapHours: choice === 'off' ? null : DEFAULT_ASSUMPTIONS.lifetimeCapHours })
}

function preparationChoice(scenario: Scenario): string {
  const preparation = scenario.assumptions.provisionedPreparationMinutes
  if (same(preparation, DEFAULT_ASSUMPTIONS.provisionedPreparationMinutes)) return 'default'
  return preparation.kind === 'deterministic' && preparation.value === 0 ? '0' : 'custom'
}

function withPreparation(scenario: Scenario, choice: string): Scenario {
  if (choice === 'custom') return scenario
  const none: Distribution = { kind: 'deterministic', value: 0 }
  const provisionedPreparationMinutes = choice === '0' ? none : DEFAULT_ASSUMPTIONS.provisionedPreparationMinutes
  return withAssumptions(scenario, { provisionedPreparationMinutes })
}

export const ASSUMPTIONS_GROUP: KnobGroup = {
  id: 'assumptions',
  open: false,
  knobs: [
    {
      id: 'idleLifetime',
      kind: 'choice',
      as: 'list',
      path: plainPath('assumptions.idleLifetimeSeconds'),
      rule: () => 'MD-14',
      options: (scenario) => optionsWithout('idleLifetime', ['custom'], idleLifetimeChoice(scenario)),
      read: idleLifetimeChoice,
      write: (scenario, _, value) => withIdleLifetime(scenario, value),
    },
    {
      id: 'idleSelection',
      kind: 'choice',
      as: 'list',
      path: plainPath('assumptions.idleSelection'),
      rule: () => 'MC-02',
      options: () => optionsOf('idleSelection'),
      read: (scenario) => scenario.assumptions.idleSelection,
      write: (scenario, _, value) => withAssumptions(scenario, { idleSelection: value as IdleSelection }),
    },
    {
      id: 'lifetimeCap',
      kind: 'choice',
      as: 'list',
      path: plainPath('assumptions.lifetimeCapHours'),
      rule: () => 'MC-04',
      options: (scenario) => optionsWithout('lifetimeCap', ['custom'], lifetimeCapChoice(scenario)),
      read: lifetimeCapChoice,
      write: (scenario, _, value) => withLifetimeCap(scenario, value),
    },
    {
      id: 'proactiveInitShare',
      kind: 'number',
      path: plainPath('assumptions.proactiveInitShare'),
      rule: () => 'MC-10',
      read: (scenario) => tidy(scenario.assumptions.proactiveInitShare * 100),
      write: (scenario, _, value) => withAssumptions(scenario, { proactiveInitShare: tidy((value ?? 0) / 100) }),
      stops: () => linearStops(0, 100, 5),
      step: 5,
    },
    {
      id: 'duplicateEventShare',
      kind: 'number',
      path: plainPath('assumptions.duplicateEventShare'),
      rule: () => 'MC-44',
      shown: (scenario) => scenario.traffic.some(({ via }) => via === 'event'),
      read: (scenario) => tidy(scenario.assumptions.duplicateEventShare * 100),
      write: (scenario, _, value) => withAssumptions(scenario, { duplicateEventShare: tidy((value ?? 0) / 100) }),
      stops: () => PERCENT_STOPS,
      step: 1,
    },
    {
      id: 'snapshotCache',
      kind: 'choice',
      as: 'segments',
      path: plainPath('assumptions.snapshotCache'),
      rule: () => 'MC-09',
      options: () => optionsOf('snapshotCache'),
      read: (scenario) => scenario.assumptions.snapshotCache,
      write: (scenario, _, value) =>
        withAssumptions(scenario, { snapshotCache: value as Assumptions['snapshotCache'] }),
    },
    {
      id: 'uncachedRestores',
      kind: 'number',
      path: plainPath('assumptions.uncachedRestores'),
      rule: () => 'MC-09',
      shown: (scenario) => scenario.assumptions.snapshotCache === 'after-first-restores',
      read: (scenario) => scenario.assumptions.uncachedRestores,
      write: (scenario, _, value) => withAssumptions(scenario, { uncachedRestores: value ?? 0 }),
      stops: () => linearStops(0, 100, 5),
      step: 1,
    },
    {
      id: 'provisionedPreparation',
      kind: 'choice',
      as: 'list',
      path: plainPath('assumptions.provisionedPreparationMinutes'),
      rule: () => 'CC-12',
      options: (scenario) => optionsWithout('provisionedPreparation', ['custom'], preparationChoice(scenario)),
      read: preparationChoice,
      write: (scenario, _, value) => withPreparation(scenario, value),
    },
    {
      id: 'abortedInitBilled',
      kind: 'switch',
      path: plainPath('assumptions.abortedInitBilled'),
      rule: () => 'UN-10',
      read: (scenario) => scenario.assumptions.abortedInitBilled,
      write: (scenario, _, abortedInitBilled) => withAssumptions(scenario, { abortedInitBilled }),
    },
  ],
}

export const RUN_GROUP: KnobGroup = {
  id: 'run',
  open: true,
  knobs: [
    {
      id: 'duration',
      kind: 'number',
      path: plainPath('durationMs'),
      read: (scenario) => scenario.durationMs / 1000,
      write: (scenario, _, value) => ({ ...scenario, durationMs: tidy((value ?? 0) * 1000) }),
      stops: () => logStops(1, 86_400, 1),
      step: 1,
    },
    {
      id: 'priceRegion',
      kind: 'choice',
      as: 'list',
      path: plainPath('priceRegion'),
      rule: ({ priceRegion, functions }) =>
        priceRegion === 'us-east-1' ? 'BL-08' : functions.every((fn) => fn.Architectures[0] === 'arm64') ? 'MC-19' : 'BL-11',
      options: () => PRICE_REGIONS.map((value) => ({ value, label: value })),
      read: (scenario) => scenario.priceRegion,
      write: (scenario, _, value) => ({ ...scenario, priceRegion: value as PriceRegion }),
    },
    {
      id: 'seed',
      kind: 'number',
      path: plainPath('seed'),
      read: (scenario) => scenario.seed,
      write: (scenario, _, value) => ({ ...scenario, seed: value ?? 0 }),
      step: 1,
    },
    {
      id: 'title',
      advanced: true,
      kind: 'text',
      path: plainPath('title'),
      read: (scenario) => scenario.title,
      write: (scenario, _, title) => ({ ...scenario, title }),
    },
    {
      id: 'description',
      advanced: true,
      kind: 'text',
      path: plainPath('description'),
      read: (scenario) => scenario.description,
      write: (scenario, _, description) => ({ ...scenario, description }),
    },
  ],
}
