/** What there is to draw: the boxes of a scenario and which leads to which. Where they stand is `layout.ts`. */
import { rulebookAt, type EntryPointStatus } from '../../../rules/rulebook.ts'
import type { EntryPoint, Scenario, ServiceKind, TrafficSource } from '../../../sim/scenario.ts'
import { faceOf } from '../../../sources/faces.ts'
import { NONE, type LaneId } from '../../../sim/trace/schema.ts'
import type { RowGroup } from '../../../metrics/timeline/rows.ts'
import { isEnvironmentGroup, type Rows } from '../../../metrics/timeline/rows.ts'
import { outletsOf, type OutletPlan } from './outlets.ts'
import { downstreamLimit, poolsOf, type PoolPlan } from './pools.ts'

export interface SourcePlan {
  name: string
  /** Position in `scenario.functions` and in `plan.functions`. */
  fn: number
  /** Position in `plan.doors`, or NONE: the AWS SDK calls Lambda itself, and Lambda polls queues and streams itself. */
  door: number
  via: EntryPoint
  /** Which face of a queue or stream it shows; null: a caller. */
  queue: string | null
  /** The service that sends its events; null: a caller. */
  service: ServiceKind | null
  /** Position of the source whose messages it gets, too, or NONE. */
  follows: number
  /** The service's own dead-letter queue, for what Lambda did not take. */
  deadLetters: string | null
  /** HTTP status that reaches this caller, by outcome. */
  status: EntryPointStatus
}

/** A gateway; sources that use the same one towards the same function share it. */
export interface DoorPlan {
  via: EntryPoint
  fn: number
  /** The longest it waits, microseconds. Null: no limit of its own. */
  waits: number | null
}

export interface FunctionPlan {
  name: string
  lane: LaneId
  /** Its rows of the timeline: provisioned environments, those on demand. Each row is a cell. */
  groups: readonly RowGroup[]
  pools: readonly PoolPlan[]
  /** Whether a limited number of connections leads on from it, or an external call. */
  downstream: boolean
  /** Whether it pays there. */
  pays: boolean
}

export interface FlowPlan {
  sources: readonly SourcePlan[]
  doors: readonly DoorPlan[]
  functions: readonly FunctionPlan[]
  outlets: readonly OutletPlan[]
}

function queueOf({ via, eventSource }: TrafficSource): string | null {
  if (via !== 'event-source' || eventSource === null) return null
  return faceOf(eventSource)
}

export function planOf(scenario: Scenario, rows: Rows): FlowPlan {
  const entryPoints = rulebookAt(scenario.lambdaAsOf).entryPoints
  const doors: DoorPlan[] = []
  const doorOf = (via: EntryPoint, fn: number, ownMs: number | null): number => {
    if (via === 'sdk' || via === 'event-source') return NONE
    const ms = ownMs ?? entryPoints[via].timeoutMs
    const known = doors.findIndex((door) => door.via === via && door.fn === fn)
    if (known < 0) return doors.push({ via, fn, waits: ms === null ? null : ms * 1000 }) - 1
    const { waits } = doors[known]!
    doors[known] = { via, fn, waits: waits === null || ms === null ? null : Math.max(waits, ms * 1000) }
    return known
  }
  const sources = scenario.traffic.map((source): SourcePlan => {
    const { name, via, function: target, integrationTimeoutMs, arrivals } = source
    const follows = arrivals.kind === 'same' ? scenario.traffic.findIndex((other) => other.name === arrivals.source) : NONE
    const fn = scenario.functions.findIndex((each) => each.FunctionName === target)
    return { name, fn, via, door: doorOf(via, fn, integrationTimeoutMs), queue: queueOf(source), service: source.service?.kind ?? null, follows, deadLetters: source.service?.DeadLetterConfig.Arn ?? null, status: entryPoints[via].status }
  })
  const functions = scenario.functions.map(({ FunctionName, handler }, fn): FunctionPlan => ({
    name: FunctionName,
    lane: fn + 1,
    groups: rows.groups.filter((group) => group.functionLane === fn + 1 && isEnvironmentGroup(group)),
    pools: poolsOf(scenario, fn),
    downstream: handler.sideEffectAtMs !== null || downstreamLimit(scenario, fn).some(({ value }) => value !== null),
    pays: handler.sideEffectAtMs !== null,
  }))
  return { sources, doors, functions, outlets: outletsOf(scenario) }
}

/** Cells of a function: environments that were ever alive at one time. */
export const cellCount = ({ groups }: FunctionPlan): number => groups.reduce((sum, { count }) => sum + count, 0)
