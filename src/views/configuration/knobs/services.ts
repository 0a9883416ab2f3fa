/** Settings of services that send events, of schedules, and of what handlers send. */
import { LIMITS } from '../../../scenario/limits.ts'
import type { Arrivals, PushService, Scenario, TrafficSource } from '../../../sim/scenario.ts'
import { SERVICE } from '../../../sources/index.ts'
import { limitsOf } from '../../../sources/push/service.ts'
import { SERVICES } from '../../../sources/services.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { functionAt, sourceAt, tidy, withFunction, withSource, type Target } from '../edit.ts'
import type { ChoiceKnob, KnobGroup, NumberKnob } from '../knob.ts'
import { fromFunction, fromSource, functionPath, optionsOf, sourcePath } from './build.ts'
import { targetKnob } from './targets.ts'

type Policy = NonNullable<PushService['RetryPolicy']>
type Shown = (scenario: Scenario, target: Target) => boolean

const lawOf = ({ service }: TrafficSource) => (service === null ? null : SERVICES[service.kind].retries)
const hasOwnQueue: Shown = fromSource(({ service }) => service !== null && SERVICE[service.kind].retries !== undefined, false)
const hasPolicy: Shown = fromSource(({ service }) => service !== null && SERVICE[service.kind].retries === 'adjustable', false)
const failsNow: Shown = fromSource(({ service }) => service !== null && service.handOver !== null, false)

function withService(scenario: Scenario, target: Target, patch: Partial<PushService>): Scenario {
  const service = sourceAt(scenario, target)?.service
  return service ? withSource(scenario, target, { service: { ...service, ...patch } }) : scenario
}

/** What a source's service does now: what it sets, or its own defaults. */
function policyOf(source: TrafficSource): Policy {
  const law = lawOf(source)
  if (source.service === null || law === null) return { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: LIMITS.serviceEventAge.min }
  const { most, age } = limitsOf(source.service, law)
  return { MaximumRetryAttempts: most, MaximumEventAgeInSeconds: age / 1e6 }
}

function policyKnob(id: 'serviceRetries' | 'serviceAge', field: keyof Policy, stops: readonly number[], step: number): NumberKnob {
  return {
    id,
    kind: 'number',
    shown: hasPolicy,
    path: sourcePath(`service.RetryPolicy.${field}`),
    read: fromSource((source) => policyOf(source)[field], 0),
    write: (scenario, target, value) => {
      const source = sourceAt(scenario, target)
      return source === undefined ? scenario : withService(scenario, target, { RetryPolicy: { ...policyOf(source), [field]: value ?? 0 } })
    },
    stops: () => stops,
    step,
  }
}

const HAND_OVER: ChoiceKnob = {
  id: 'handOver',
  kind: 'choice',
  as: 'list',
  shown: hasOwnQueue,
  path: sourcePath('service.handOver'),
  options: () => optionsOf('handOver'),
  read: fromSource<string>(({ service }) => service?.handOver?.fails ?? 'none', 'none'),
  write: (scenario, target, fails) => {
    const before = sourceAt(scenario, target)?.service?.handOver ?? { fromMs: 0, untilMs: null }
    return withService(scenario, target, { handOver: fails === 'none' ? null : { ...before, fails: fails as 'denied' | 'unavailable' } })
  },
}

function handOverTime(id: 'handOverFrom' | 'handOverUntil', field: 'fromMs' | 'untilMs', initial?: NumberKnob['initial']): NumberKnob {
  return {
    id,
    advanced: true,
    kind: 'number',
    shown: failsNow,
    path: sourcePath(`service.handOver.${field}`),
    read: fromSource(({ service }) => {
      const at = service?.handOver?.[field] ?? null
      return at === null ? null : at / 1000
    }, null),
    write: (scenario, target, seconds) => {
      const handOver = sourceAt(scenario, target)?.service?.handOver
      if (!handOver) return scenario
      return withService(scenario, target, { handOver: { ...handOver, [field]: seconds === null ? (field === 'fromMs' ? 0 : null) : tidy(seconds * 1000) } })
    },
    step: 1,
    ...(initial ? { initial } : {}),
  }
}

/** Beside the entry point: what the service does when Lambda takes nothing from it. */
export const SERVICE_KNOBS: KnobGroup['knobs'] = [
  policyKnob('serviceRetries', 'MaximumRetryAttempts', linearStops(LIMITS.serviceRetries.min, LIMITS.serviceRetries.max, 5), 1),
  policyKnob('serviceAge', 'MaximumEventAgeInSeconds', logStops(LIMITS.serviceEventAge.min, LIMITS.serviceEventAge.max, 1), 60),
  targetKnob({
    id: 'serviceDeadLetter',
    shown: hasOwnQueue,
    path: sourcePath('service.DeadLetterConfig.Arn'),
    services: ['sqs'],
    name: 'not-taken',
    read: fromSource(({ service }) => service?.DeadLetterConfig.Arn ?? null, null),
    write: (scenario, target, Arn) => withService(scenario, target, { DeadLetterConfig: { Arn } }),
  }),
  HAND_OVER,
  handOverTime('handOverFrom', 'fromMs'),
  handOverTime('handOverUntil', 'untilMs', (scenario) => scenario.durationMs / 2000),
]

const isKind = (kind: Arrivals['kind']): Shown => fromSource(({ arrivals }) => arrivals.kind === kind, false)

/** Sources that another one can follow. */
export const followable = ({ traffic }: Scenario, name: string): readonly string[] =>
  traffic.filter((source) => source.name !== name && source.arrivals.kind !== 'same').map((source) => source.name)

export const SCHEDULE_KNOBS: KnobGroup['knobs'] = [
  {
    id: 'ScheduleExpression',
    kind: 'text',
    mono: true,
    shown: isKind('expression'),
    path: sourcePath('arrivals.ScheduleExpression'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'expression' ? arrivals.ScheduleExpression : ''), ''),
    write: (scenario, target, ScheduleExpression) => {
      const arrivals = sourceAt(scenario, target)?.arrivals
      return arrivals?.kind === 'expression' ? withSource(scenario, target, { arrivals: { ...arrivals, ScheduleExpression } }) : scenario
    },
  },
  {
    id: 'flexibleWindow',
    kind: 'number',
    shown: (scenario, target) => isKind('expression')(scenario, target) && sourceAt(scenario, target)?.service?.kind === 'scheduler',
    path: sourcePath('arrivals.MaximumWindowInMinutes'),
    read: fromSource(({ arrivals }) => (arrivals.kind === 'expression' ? arrivals.MaximumWindowInMinutes : 0), 0),
    write: (scenario, target, value) => {
      const arrivals = sourceAt(scenario, target)?.arrivals
      return arrivals?.kind === 'expression' ? withSource(scenario, target, { arrivals: { ...arrivals, MaximumWindowInMinutes: value ?? 0 } }) : scenario
    },
    stops: () => [0, ...logStops(1, LIMITS.flexibleMinutes.max, 1)],
    step: 1,
  },
  {
    id: 'sameSource',
    kind: 'choice',
    as: 'list',
    shown: isKind('same'),
    path: sourcePath('arrivals.source'),
    options: (scenario, target) => {
      const source = sourceAt(scenario, target)
      const current = source?.arrivals.kind === 'same' ? source.arrivals.source : ''
      return [...new Set([...followable(scenario, source?.name ?? ''), current])].map((value) => ({ value, label: value }))
    },
    read: fromSource(({ arrivals }) => (arrivals.kind === 'same' ? arrivals.source : ''), ''),
    write: (scenario, target, source) => withSource(scenario, target, { arrivals: { kind: 'same', source } }),
  },
]

const NOTHING = ''
const sends: Shown = fromFunction(({ sendsTo }) => sendsTo !== null, false)
/** Only functions that nobody waits for send here. */
const canSend: Shown = (scenario, target) => {
  const config = functionAt(scenario, target)
  const own = scenario.traffic.filter(({ function: name }) => name === config?.FunctionName)
  return config?.sendsTo !== null || (own.length > 0 && own.every(({ via }) => via === 'event' || via === 'event-source'))
}

/** Beside what the handler takes: what it sends on. */
export const OUTPUT_KNOBS: KnobGroup['knobs'] = [
  {
    id: 'sendsTo',
    kind: 'choice',
    as: 'list',
    shown: canSend,
    path: functionPath('sendsTo'),
    options: (scenario) => [...optionsOf('sendsTo'), ...scenario.traffic.map(({ name }) => ({ value: name, label: name }))],
    read: fromFunction(({ sendsTo }) => sendsTo?.source ?? NOTHING, NOTHING),
    write: (scenario, target, source) => {
      const count = functionAt(scenario, target)?.sendsTo?.count ?? 1
      return withFunction(scenario, target, { sendsTo: source === NOTHING ? null : { source, count } })
    },
  },
  {
    id: 'sendsCount',
    kind: 'number',
    shown: sends,
    path: functionPath('sendsTo.count'),
    read: fromFunction(({ sendsTo }) => sendsTo?.count ?? 1, 1),
    write: (scenario, target, count) => {
      const before = functionAt(scenario, target)?.sendsTo
      return before ? withFunction(scenario, target, { sendsTo: { ...before, count: count ?? 1 } }) : scenario
    },
    stops: () => linearStops(LIMITS.sendsCount.min, LIMITS.sendsCount.max, 1),
    step: 1,
  },
  {
    id: 'RecursiveLoop',
    kind: 'choice',
    as: 'segments',
    shown: sends,
    path: functionPath('RecursiveLoop'),
    options: () => optionsOf('RecursiveLoop'),
    read: fromFunction<string>(({ RecursiveLoop }) => RecursiveLoop, 'Terminate'),
    write: (scenario, target, value) => withFunction(scenario, target, { RecursiveLoop: value as 'Terminate' | 'Allow' }),
  },
]
