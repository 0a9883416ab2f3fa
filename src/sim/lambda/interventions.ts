import { streamKey } from '../../base/random'
import { ruleIndex } from '../../rules/registry'
import { drawAhead } from '../kernel/ahead'
import { EVENT_CLASS, pushAt } from '../kernel/queue'
import type { Faults, Intervention, SettingChange } from '../scenario'
import { NONE } from '../trace/schema'
import type { LaneId, RecordId } from '../trace/schema'
import { appendRecord, KIND, whatOf } from '../trace/writer'
import { newRequest } from './admission'
import { burstTimes } from './arrivals'
import { createRateQuota } from './bucket'
import { createConnections } from './connections'
import { isFaulty } from './handler'
import { functionLaws, timeoutOf } from './laws'
import { retireIdle } from './lifecycle'
import { requestCapacity, schedule, updatePools } from './provisioned'
import { EVENT, payloadOf } from './world'
import type { FunctionState, SourceState, World } from './world'

const INTERVENTION = whatOf(KIND.intervention, ruleIndex('MC-15'))
/** Counters of requests that interventions send, beyond any number a source reaches by itself. */
const BURST_COUNTERS = 2 ** 44

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
      return deploy(world, fn, mark(world, fn.lane))
    }
    case 'setting':
      return change(world, intervention.function, intervention.set)
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

function burst(world: World, { source: name, atMs, count, spreadMs }: Intervention & { kind: 'burst' }, index: number): void {
  const source = world.sources.find((each) => each.config.name === name)
  if (source === undefined) throw new Error(`Intervention names no traffic source: ${name}`)
  const cause = mark(world, source.lane)
  const times = burstTimes({ atMs, count, spreadMs }, streamKey(world.scenario.seed, 'burst', index), 0)
  times.forEach((time, n) => {
    world.extras.push(() => newRequest(world, source, BURST_COUNTERS * (index + 1) + n, cause))
    pushAt(world.queue, time, EVENT_CLASS.arrival, payloadOf(EVENT.extra, world.extras.length - 1))
  })
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
  fn.faults = fn.faultLayers.reduce<Faults>((faults, layer) => ({ ...faults, ...layer }), fn.config.faults)
  fn.faulty = isFaulty(fn)
  const limit = fn.faults.downstreamConnections
  if (limit === null) fn.connections = null
  else if (fn.connections === null) fn.connections = createConnections(limit)
  else fn.connections.resize(limit, world.clock.now)
}

/** New code or configuration: new environments are needed (rule LC-20). */
function deploy(world: World, fn: FunctionState, cause: RecordId): void {
  fn.version++
  fn.restores = 0
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
    fn.config = { ...fn.config, MemorySize: set.MemorySize ?? fn.config.MemorySize, Timeout: set.Timeout ?? fn.config.Timeout }
    fn.laws = functionLaws(fn.config, world.rules)
    for (const source of world.sources) if (source.fn === fn) changeWork(source)
    fn.timeout = timeoutOf(fn.config, world.relaxed)
    deploy(world, fn, cause)
  }
}

/** The handler's computation follows the function's memory, by whichever version of an alias it is called. */
function changeWork(source: SourceState): void {
  const { routing, fn, streams } = source
  source.work = drawAhead(fn.laws.work, streams.work)
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
