import type { Arrivals, PushService, Scenario, ServiceKind, TrafficSource } from '../../sim/scenario.ts'
import { toSeconds } from '../../base/units.ts'
import { SERVICES } from '../../sources/services.ts'
import { DEFAULT_SERVICE, DEFAULT_SOURCE_FIELDS, defaultSource } from '../defaults.ts'
import { freeName, withoutSource } from '../parts.ts'

/** Services that push events, as far as events of a SAM function can set them up. */

export type PushType = 'S3' | 'SNS' | 'EventBridgeRule' | 'Schedule' | 'ScheduleV2'

export interface AwsPush {
  /** Of the source. */
  name: string
  type: PushType
  ScheduleExpression: string | null
  MaximumWindowInMinutes: number
  RetryPolicy: PushService['RetryPolicy']
  DeadLetterArn: string | null
}

/** What a text says about one of them, not yet checked. */
export interface DeclaredPush {
  id: string
  line: number
  function: string
  type: PushType
  ScheduleExpression: unknown
  MaximumWindowInMinutes: unknown
  RetryPolicy: object | null
  DeadLetterArn: unknown
}

const KIND_OF: Readonly<Record<PushType, ServiceKind>> = { S3: 's3', SNS: 'sns', EventBridgeRule: 'eventbridge', Schedule: 'eventbridge', ScheduleV2: 'scheduler' }

function typeOf(kind: ServiceKind, isScheduled: boolean): PushType | null {
  switch (kind) {
    case 's3':
      return 'S3'
    case 'sns':
      return 'SNS'
    case 'eventbridge':
      return isScheduled ? 'Schedule' : 'EventBridgeRule'
    case 'scheduler':
      return isScheduled ? 'ScheduleV2' : null
    default:
      return null
  }
}

/** A source as such an event; null where a template cannot say it. */
export function pushOf({ name, via, arrivals, service }: TrafficSource): AwsPush | null {
  const type = via !== 'event' || service === null ? null : typeOf(service.kind, arrivals.kind === 'expression')
  if (type === null || service === null) return null
  const schedule = isSchedule(type) && arrivals.kind === 'expression' ? arrivals : { ScheduleExpression: null, MaximumWindowInMinutes: 0 }
  const { ScheduleExpression, MaximumWindowInMinutes } = schedule
  return { name, type, ScheduleExpression, MaximumWindowInMinutes, RetryPolicy: service.RetryPolicy, DeadLetterArn: service.DeadLetterConfig.Arn }
}

const isSchedule = (type: PushType): boolean => type === 'Schedule' || type === 'ScheduleV2'

export const pushesOf = (scenario: Scenario, name: string): readonly AwsPush[] =>
  scenario.traffic.filter((source) => source.function === name).flatMap((source) => pushOf(source) ?? [])

/** A logical id: letters and digits, unlike those before. */
export function logicalId(name: string, taken: ReadonlySet<string>): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const stem = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('') || 'Function'
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}${n}`
    if (!taken.has(id)) return id
  }
}
export const ownId = (name: string): string => logicalId(name, new Set())

interface Applied {
  scenario: Scenario
  lines: ReadonlyMap<string, number>
}

/** Puts the events of a whole text into a scenario: known by name, or by their order; those it leaves out go away. */
export function applyPushes(before: Scenario, declared: readonly DeclaredPush[], only: ReadonlySet<string>): Applied {
  const free = new Set(before.traffic.filter((source) => only.has(source.function) && pushOf(source) !== null))
  const take = (fits: (source: TrafficSource) => boolean): TrafficSource | null => {
    const found = [...free].find(fits) ?? null
    if (found !== null) free.delete(found)
    return found
  }
  const named = declared.map((one) => [one, take((source) => source.function === one.function && ownId(source.name) === one.id)] as const)
  const matches = named.map(([one, found]) => [one, found ?? take((source) => source.function === one.function && pushOf(source)?.type === one.type)] as const)
  const start = [...free].reduce((scenario, { name }) => withoutSource(scenario, name), before)
  const lines = new Map<string, number>()
  const scenario = matches.reduce<Scenario>((scenario, [one, found]) => {
    const was = found ?? added(scenario, one)
    const next = pushed(was, one)
    const at = scenario.traffic.findIndex(({ name }) => name === was.name)
    const traffic = at < 0 ? [...scenario.traffic, next] : scenario.traffic.with(at, next)
    lines.set(`traffic[${at < 0 ? traffic.length - 1 : at}]`, one.line)
    return { ...scenario, traffic }
  }, start)
  return { scenario, lines }
}

function added({ traffic }: Scenario, one: DeclaredPush): TrafficSource {
  const like = traffic.find((source) => source.function === one.function)
  return defaultSource(freeName(one.id, traffic.map(({ name }) => name)), one.function, { via: 'event', Qualifier: like?.Qualifier ?? null })
}

/** The source with what was written, right or wrong: validation judges it. */
function pushed(was: TrafficSource, { type, ...said }: DeclaredPush): TrafficSource {
  const kind = KIND_OF[type]
  const { retries } = SERVICES[kind]
  const ordinary = retries === null ? {} : { MaximumRetryAttempts: retries.most, MaximumEventAgeInSeconds: toSeconds(retries.age) }
  const service = {
    ...DEFAULT_SERVICE,
    ...(was.service?.kind === kind ? was.service : {}),
    kind,
    RetryPolicy: said.RetryPolicy === null ? null : { ...ordinary, ...said.RetryPolicy },
    DeadLetterConfig: { Arn: said.DeadLetterArn },
  } as PushService
  return { ...was, via: 'event', service, arrivals: isSchedule(type) ? scheduled(said) : unscheduled(was, type) }
}

const scheduled = ({ ScheduleExpression, MaximumWindowInMinutes }: Omit<DeclaredPush, 'type'>): Arrivals =>
  ({ kind: 'expression', ScheduleExpression, MaximumWindowInMinutes }) as Arrivals

/** A rule that was a schedule gets events like any source. */
const unscheduled = ({ arrivals }: TrafficSource, type: PushType): Arrivals =>
  arrivals.kind === 'expression' && type === 'EventBridgeRule' ? DEFAULT_SOURCE_FIELDS.arrivals : arrivals
