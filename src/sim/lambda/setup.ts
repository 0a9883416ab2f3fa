import { rulebookAt } from '../../rules/rulebook'
import type { Rulebook } from '../../rules/rulebook'
import { createEventQueue } from '../kernel/queue'
import { createSampler } from '../kernel/sampler'
import type { Distribution, FunctionConfig, Scenario } from '../scenario'
import { changeLevels, createLevelTrack } from '../trace/levels'
import { NONE } from '../trace/schema'
import type { Micros } from '../trace/schema'
import { createMessageTable } from '../trace/messages'
import { createLaneWriter, createNoRecords, createRecordTable, LANE } from '../trace/writer'
import type { Clock, LaneWriter, Memory } from '../trace/writer'
import { additionalVersions, withVersions } from './aliases'
import { expectedRequests } from './arrivals'
import { createBucket, createRateQuota } from './bucket'
import type { Bucket } from './bucket'
import { addDownstream, createConnections } from './connections'
import { streamsOf } from './environment'
import { reviewFaults } from './handler'
import { createIdlePool } from './idle'
import { scheduleInterventions } from './interventions'
import { createVersion } from './laws'
import type { Meter } from './meter'
import { allocateAtStart, provisionedReady, recycle, requestCapacity, updatePools } from './provisioned'
import { addDestinations } from '../../sources/async/queue'
import { createSideEffects } from './sideEffects'
import { followedBy, withOwnArrivals } from './resolve'
import type { OwnScenario } from './resolve'
import { createOutlet, createSource, publishedQualifier } from './sources'
import type { DurationDraw, FunctionState, ProvisionedState, SourceState, Target, World } from './world'

export interface WorldOptions {
  recording: boolean
  meter: Meter | null
  memory?: Memory | undefined
}

/** Everything `simulate` needs to know before the first event, resolved from the scenario and the rules of its day. */
export function createWorld(given: Scenario, { recording, meter, memory }: WorldOptions): World {
  const until = Math.round(given.durationMs * 1000)
  const scenario = withOwnArrivals(withVersions(given), until)
  const rules = rulebookAt(scenario.lambdaAsOf)
  const relaxed = new Set(scenario.relaxed)
  const queue = createEventQueue()
  // The queue knows the present: there is one.
  const clock: Clock = queue
  const lanes = createLaneWriter()
  const accountLane = lanes.add(LANE.account, NONE, 0)
  const requestRate = requestRateOf(scenario, rules)
  const shared = sharedScaling(scenario, rules, relaxed)
  const functions = scenario.functions.map((config, index) =>
    createFunction({ config, index, scenario, rules, until, lane: lanes.add(LANE.function, accountLane, 0), shared, requestRate, relaxed }),
  )
  const sources = createSources(scenario, { rules, relaxed, functions, lanes, until, named: given.traffic })
  for (const fn of functions) if (fn.connections !== null || fn.sideEffects !== null) addDownstream(fn, { lanes, clock })
  for (const fn of functions) addDestinations(fn, { lanes, clock })
  for (const source of sources) addDestination(source, { lanes, clock })
  const limit = relaxed.has('CC-02') ? Infinity : scenario.account.ConcurrentExecutions
  const accountRate = requestRate === null || relaxed.has('CC-23') ? null : createRateQuota(scenario.account.ConcurrentExecutions * requestRate, rules.requestWindowSeconds)
  const expected = recording ? scenario.traffic.reduce((sum, source) => sum + expectedRequests(source.arrivals, until), 0) : 0
  const polled = recording ? scenario.traffic.reduce((sum, { via, arrivals }) => (via === 'event-source' ? sum + expectedRequests(arrivals, until) : sum), 0) : 0
  const world: World = {
    recorded: recording,
    scenario, rules, clock, until, relaxed, functions, sources, lanes, meter, requestRate,
    queue,
    // An arrival and a handler for each request, and a margin of four standard deviations.
    records: recording ? createRecordTable(clock, Math.min(50e6, Math.ceil(2 * (expected + 4 * Math.sqrt(expected)) + 1024)), memory) : createNoRecords(clock),
    account: { limit, carved: 0, unreservedInFlight: 0, rate: accountRate, levels: functions.length > 1 ? createLevelTrack(until) : null },
    call: { source: sources[0]!, lane: NONE, request: 0, counter: 0, attempt: 0, cause: NONE },
    environments: [],
    waiting: new Map(),
    nextSlot: 0, requests: 0, busy: 0, initialising: 0, alive: 0,
    controls: [],
    messages: createMessageTable(clock, recording, Math.min(10e6, polled + 4 * Math.sqrt(polled))),
    extras: [],
    outletOf: outletsOf(scenario, rules, relaxed),
  }
  openForBusiness(world)
  return world
}

/** Connects what cannot be connected before the world exists, and puts the calendar in order. */
function openForBusiness(world: World): void {
  updatePools(world)
  for (const fn of world.functions) {
    fn.onInitialised = (environment) => provisionedReady(world, environment)
    fn.onRecycle = (environment) => recycle(world, environment)
    for (const target of fn.targets) {
      const config = fn.version.config.provisioned.find(({ Qualifier }) => Qualifier === target.qualifier)
      if (config === undefined || target.provisioned === null || target.provisioned.wanted === 0) continue
      if (config.readyAtStart) allocateAtStart(world, fn, target)
      else requestCapacity(world, fn, target, NONE)
    }
    updatePools(world)
    changeLevels(fn.levels, world.clock, fn)
  }
  if (world.account.levels !== null) changeLevels(world.account.levels, world.clock, world)
  for (const { poller } of world.sources) poller?.opens?.(world)
  scheduleInterventions(world)
}

function requestRateOf(scenario: Scenario, rules: Rulebook): number | null {
  const given = scenario.account.requestsPerSecondPerConcurrency
  if (given === 'off') return null
  return given ?? rules.requestsPerSecondPerConcurrency
}

function scalingBucket(scenario: Scenario, rules: Rulebook, relaxed: ReadonlySet<string>): Bucket | null {
  const given = scenario.account.scalingRate
  if (given === 'off' || relaxed.has('CC-19') || relaxed.has('CC-21')) return null
  return createBucket(given ?? rules.scaling)
}

/** Before November 2023 all functions of an account drew on one allowance (rule CC-21). */
function sharedScaling(scenario: Scenario, rules: Rulebook, relaxed: ReadonlySet<string>): Bucket | null {
  return rules.scaling.scope === 'account' ? scalingBucket(scenario, rules, relaxed) : null
}

interface FunctionSetup {
  config: FunctionConfig
  index: number
  scenario: Scenario
  rules: Rulebook
  until: Micros
  lane: number
  shared: Bucket | null
  requestRate: number | null
  relaxed: ReadonlySet<string>
}

function createFunction(setup: FunctionSetup): FunctionState {
  const { config, index, scenario, rules, until, lane, shared, requestRate, relaxed } = setup
  const { assumptions } = scenario
  const reserved = config.ReservedConcurrentExecutions
  const limited = reserved !== null && requestRate !== null && !relaxed.has('CC-23R')
  const fn: FunctionState = {
    index,
    lane,
    name: config.FunctionName,
    version: createVersion(1, config, { rules, relaxed }),
    targets: targetsOf(setup),
    streams: streamsOf(scenario.seed, `function ${config.FunctionName}`),
    reserved,
    provisionedSum: 0, onDemandInFlight: 0, busy: 0, initialising: 0, alive: 0,
    scaling: shared ?? scalingBucket(scenario, rules, relaxed),
    rate: limited ? createRateQuota(reserved * requestRate, rules.requestWindowSeconds) : null,
    levels: createLevelTrack(until),
    openedAhead: 0, ordinal: 0,
    chosen: new Set(), chosenFrom: [], failing: new Map(), choosy: false,
    faults: config.faults,
    faultLayers: [],
    faulty: false, plain: false,
    connections: config.faults.downstreamConnections === null ? null : createConnections(config.faults.downstreamConnections),
    sideEffects: createSideEffects(config),
    downstreamLane: NONE,
    destinations: { onSuccess: NONE, onFailure: NONE, deadLetter: NONE },
    idleLifetime: relaxed.has('LC-16') ? forEver : lifetimeLaw(assumptions.idleLifetimeSeconds, 1e6),
    lifetimeCap: relaxed.has('LC-15') ? forEver : lifetimeLaw(assumptions.lifetimeCapHours, 3.6e9),
    provisionedPreparation: createSampler(assumptions.provisionedPreparationMinutes, 60e6),
    onInitialised: null,
    onRecycle: null,
  }
  reviewFaults(fn)
  return fn
}

const forEver: DurationDraw = () => Infinity

function lifetimeLaw(law: Distribution | null, unitMicros: number): DurationDraw {
  return law === null ? forEver : createSampler(law, unitMicros)
}

/** One set of environments for `$LATEST` and for each version or alias that somebody names. */
function targetsOf(setup: FunctionSetup): Target[] {
  const { config, scenario, rules, requestRate, relaxed } = setup
  const named = scenario.traffic.filter((source) => source.function === config.FunctionName).map((source) => publishedQualifier(source.Qualifier))
  const provisioned = new Map(laterProvisioned(config, scenario).map((qualifier) => [qualifier, 0]))
  for (const { Qualifier, ProvisionedConcurrentExecutions } of config.provisioned) provisioned.set(Qualifier, ProvisionedConcurrentExecutions)
  const qualifiers = new Set<string | null>([null, ...named, ...provisioned.keys(), ...additionalVersions(config)])
  const ratePerUnit = requestRate === null || relaxed.has('CC-10') ? null : rules.requestsPerSecondPerConcurrency
  return [...qualifiers].map((qualifier) => {
    const wanted = qualifier === null ? undefined : provisioned.get(qualifier)
    return {
      qualifier,
      idle: createIdlePool(scenario.assumptions.idleSelection),
      provisioned: wanted === undefined ? null : provisionedState(wanted, ratePerUnit, setup),
    }
  })
}

/** Qualifiers that a later setting gives provisioned capacity. */
function laterProvisioned(config: FunctionConfig, scenario: Scenario): string[] {
  return scenario.interventions.flatMap((each) => {
    if (each.kind !== 'setting' || each.function !== config.FunctionName) return []
    return each.set.ProvisionedConcurrentExecutions === undefined ? [] : [each.set.ProvisionedConcurrentExecutions.Qualifier]
  })
}

function provisionedState(wanted: number, ratePerUnit: number | null, { scenario, rules }: FunctionSetup): ProvisionedState {
  return {
    size: 0,
    wanted,
    inFlight: 0,
    leaving: 0,
    idle: createIdlePool(scenario.assumptions.idleSelection),
    environments: new Set(),
    rate: ratePerUnit === null ? null : createRateQuota(wanted * ratePerUnit, rules.requestWindowSeconds),
    ratePerUnit,
    waiting: [],
    expected: 0,
    allocation: 0,
    record: NONE,
  }
}

interface SourcesContext {
  rules: Rulebook
  relaxed: ReadonlySet<string>
  functions: FunctionState[]
  lanes: LaneWriter
  until: Micros
  /** The sources with the aliases they name. */
  named: Scenario['traffic']
}

function createSources(
  scenario: OwnScenario,
  { rules, relaxed, functions, lanes, until, named }: SourcesContext,
) {
  // API Gateway throttles per account and Region, whatever the number of APIs.
  const apiThrottle = relaxed.has('SY-15') ? null : apiThrottleOf(rules)
  const chained = scenario.functions.some(({ sendsTo }) => sendsTo !== null)
  return scenario.traffic.map((config, index) => {
    const fn = functions.find((each) => each.name === config.function)
    if (fn === undefined) throw new Error(`Traffic source ${config.name} names no function: ${config.function}`)
    const lane = lanes.add(LANE.source, fn.lane, 0)
    const owner = `source ${config.name}`
    const follows = followedBy(named[index]!)
    const arrivalsOwner = follows === null ? owner : `source ${follows}`
    return createSource({ config, index, fn, lane, rules, relaxed, owner, arrivalsOwner, follows, chained, until, seed: scenario.seed, apiThrottle, qualifier: named[index]?.Qualifier ?? null })
  })
}

/** Makes the front doors for what handlers send, each when it is first needed. */
function outletsOf({ seed }: Scenario, rules: Rulebook, relaxed: ReadonlySet<string>): World['outletOf'] {
  const outlets = new Map<SourceState, SourceState>()
  return (source) => {
    const outlet = outlets.get(source) ?? createOutlet(source, { seed, rules, relaxed })
    outlets.set(source, outlet)
    return outlet
  }
}

/** A lane for where notes of discarded batches go, or what a service could not hand over. */
function addDestination(source: SourceState, { lanes, clock }: Pick<World, 'lanes' | 'clock'>): void {
  const { eventSource, service } = source.config
  const notes = eventSource !== null && 'mapping' in eventSource && 'DestinationConfig' in eventSource.mapping && eventSource.mapping.DestinationConfig.OnFailure !== null
  if (notes || (service !== null && service.DeadLetterConfig.Arn !== null)) source.destination = lanes.add(LANE.destination, source.fn.lane, clock.now)
}

function apiThrottleOf(rules: Rulebook): Bucket | null {
  const { apiRate, apiBurst } = rules.entryPoints['rest-api']
  return apiRate === null || apiBurst === null ? null : createBucket({ burst: apiBurst, refillPerSecond: apiRate, refill: 'continuous' })
}
