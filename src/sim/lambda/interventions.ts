import { ruleIndex } from '../../rules/registry'
import { drawAhead, moveOn } from '../kernel/ahead'
import { EVENT_CLASS, pushAt } from '../kernel/queue'
import type { Faults, FunctionConfig, Intervention, Scenario, SettingChange } from '../scenario'
import { NONE } from '../trace/schema'
import type { LaneId, RecordId } from '../trace/schema'
import { appendRecord, KIND, whatOf } from '../trace/writer'
import { arrive } from './admission'
import { createRateQuota } from './bucket'
import { addDownstream, createConnections } from './connections'
import { reviewFaults } from './handler'
import { createVersion } from './laws'
import { retireIdle } from './lifecycle'
import { requestCapacity, schedule, updatePools } from './provisioned'
import { createBurst } from './sources'
import { EVENT, payloadOf } from './world'
import type { FunctionState, SourceState, World } from './world'

const INTERVENTION = whatOf(KIND.intervention, ruleIndex('MC-15'))

/** Puts every intervention of the scenario on the calendar. */
export function scheduleInterventions(world: World): void {
  world.scenario.interventions.forEach((intervention, index) => {
    schedule(world, Math.round(intervention.atMs * 1000), () => intervene(world, intervention, index))
  })
}

function intervene(world: World, intervention: Intervention, index: number): void {
  switch (intervention.kind) {
    case 'burst':
      return burst(world, intervention, index)
    case 'fault':
      return fault(world, intervention)
    case 'deployment': {
      const fn = functionNamed(world, intervention.function)
      return deploy(world, fn, fn.version.config, mark(world, fn.lane))
    }
    case 'setting':
      return change(world, intervention.function, intervention.set)
    case 'mapping':
    case 'reshard': {
      const source = sourceNamed(world, intervention.source)
      mark(world, source.lane)
      return source.poller?.changed?.(world, intervention)
    }
  }
}

function mark(world: World, lane: LaneId): RecordId {
  return appendRecord(world.records, { lane, request: NONE, cause: NONE }, 0, INTERVENTION)
}

function functionNamed(world: World, name: string): FunctionState {
  const fn = world.functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`Intervention names no function: ${name}`)
  return fn
}

function sourceNamed(world: World, name: string): SourceState {
  const source = world.sources.find((each) => each.config.name === name)
  if (source === undefined) throw new Error(`Intervention names no traffic source: ${name}`)
  return source
}

type Burst = Extract<Intervention, { kind: 'burst' }>

function burst(world: World, intervention: Burst, index: number): void {
  const { scenario, rules, relaxed } = world
  const source = sourceNamed(world, intervention.source)
  const cause = mark(world, source.lane)
  for (const receiver of world.sources) {
    if (receiver !== source && receiver.follows !== source.config.name) continue
    const sender = createBurst(receiver, { seed: scenario.seed, rules, relaxed, burst: intervention, ordinal: ordinalOf(scenario, intervention, index) })
    const slot = world.extras.push(() => arrive(world, sender, sender.sequence++, cause)) - 1
    for (; sender.arrivals.value < Infinity; moveOn(sender.arrivals)) {
      pushAt(world.queue, sender.arrivals.value, EVENT_CLASS.arrival, payloadOf(EVENT.extra, slot))
    }
  }
}

/** Which of several bursts that one source sends at one moment. */
function ordinalOf({ interventions }: Scenario, { source, atMs }: Burst, index: number): number {
  const at = Math.round(atMs * 1000)
  return interventions.slice(0, index).filter((each) => each.kind === 'burst' && each.source === source && Math.round(each.atMs * 1000) === at).length
}

/** Faults lie over the function's own, the latest on top, until they are lifted. */
function fault(world: World, { function: name, faults, untilMs }: Intervention & { kind: 'fault' }): void {
  const fn = functionNamed(world, name)
  mark(world, fn.lane)
  fn.faultLayers.push(faults)
  applyFaults(world, fn)
  if (untilMs === null) return
  schedule(world, Math.round(untilMs * 1000), () => {
    mark(world, fn.lane)
    fn.faultLayers.splice(fn.faultLayers.indexOf(faults), 1)
    applyFaults(world, fn)
  })
}

function applyFaults(world: World, fn: FunctionState): void {
  fn.faults = fn.faultLayers.reduce<Faults>((faults, layer) => ({ ...faults, ...layer }), fn.version.config.faults)
  const limit = fn.faults.downstreamConnections
  if (limit !== null) addDownstream(fn, world)
  if (limit === null) fn.connections = null
  else if (fn.connections === null) fn.connections = createConnections(limit)
  else fn.connections.resize(limit, world.clock.now)
  reviewFaults(fn)
}

/** New code or configuration: new environments are needed (rule LC-20). */
function deploy(world: World, fn: FunctionState, config: FunctionConfig, cause: RecordId): void {
  fn.version = createVersion(fn.version.number + 1, config, world)
  for (const source of world.sources) if (source.fn === fn) changeWork(source)
  retireIdle(world, fn)
  for (const target of fn.targets) if (target.provisioned !== null && target.provisioned.wanted > 0) requestCapacity(world, fn, target, cause)
}

function change(world: World, name: string | null, set: SettingChange): void {
  if (name === null) {
    mark(world, 0)
    if (set.ConcurrentExecutions !== undefined) changeQuota(world, set.ConcurrentExecutions)
    return
  }
  const fn = functionNamed(world, name)
  const cause = mark(world, fn.lane)
  if (set.ReservedConcurrentExecutions !== undefined) changeReserved(world, fn, set.ReservedConcurrentExecutions)
  const capacity = set.ProvisionedConcurrentExecutions
  const target = fn.targets.find((each) => each.qualifier === capacity?.Qualifier)
  if (capacity !== undefined && target !== undefined && target.provisioned !== null) {
    target.provisioned.wanted = capacity.value
    requestCapacity(world, fn, target, cause)
  }
  if (set.MemorySize !== undefined || set.Timeout !== undefined) {
    const { config } = fn.version
    deploy(world, fn, { ...config, MemorySize: set.MemorySize ?? config.MemorySize, Timeout: set.Timeout ?? config.Timeout }, cause)
  }
}

/** Draws made ahead are those of the present version, by whichever version of an alias it is called. */
function changeWork(source: SourceState): void {
  const { routing, fn, streams } = source
  source.work = drawAhead(fn.version.laws.work, streams.work)
  if (routing !== null) routing.additional.work = source.work
}

function changeQuota(world: World, limit: number): void {
  if (!world.relaxed.has('CC-02')) world.account.limit = limit
  const perUnit = world.requestRate
  if (perUnit !== null) world.account.rate?.setRate(world.clock.now, limit * perUnit)
}

function changeReserved(world: World, fn: FunctionState, reserved: number | null): void {
  if (fn.reserved === null) world.account.unreservedInFlight -= fn.onDemandInFlight
  if (reserved === null) world.account.unreservedInFlight += fn.onDemandInFlight
  fn.reserved = reserved
  const perUnit = world.requestRate
  if (perUnit !== null && reserved !== null && !world.relaxed.has('CC-23R')) {
    if (fn.rate === null) fn.rate = createRateQuota(reserved * perUnit, world.rules.requestWindowSeconds)
    else fn.rate.setRate(world.clock.now, reserved * perUnit)
  }
  updatePools(world)
}
