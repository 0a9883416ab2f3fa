import { ruleIndex } from '../../rules/registry'
import { MICROS_PER_MINUTE } from '../../base/units'
import { EVENT_CLASS, pushAt, pushInOrder, setAside } from '../kernel/queue'
import { LONGEST_SPAN, NONE } from '../trace/schema'
import type { Micros, RecordId } from '../trace/schema'
import { appendRecord, KIND, POOL, whatOf } from '../trace/writer'
import { advance, createEnvironment } from './admission'
import { STAGE } from './environment'
import type { Environment } from './environment'
import { becomeIdle, levelsChanged, shutDown } from './lifecycle'
import { EVENT, payloadOf } from './world'
import type { FunctionState, ProvisionedState, Target, World } from './world'

const ALLOCATION_RULE = ruleIndex('CC-12')
const ALLOCATION = whatOf(KIND.provision, ALLOCATION_RULE)
const RECYCLE_RULE = ruleIndex('CC-13')

/** Runs an action at a moment, after completions and before arrivals of that moment. */
export function schedule(world: World, at: Micros, action: () => void): void {
  pushAt(world.queue, at, EVENT_CLASS.control, addControl(world, action))
}

function addControl({ controls }: World, action: () => void): number {
  controls.push(action)
  return payloadOf(EVENT.control, controls.length - 1)
}

/** Sums of what is taken out of the account's pool (rules CC-04, CC-09); after every change of a setting. */
export function updatePools(world: World): void {
  let carved = 0
  for (const fn of world.functions) {
    fn.provisionedSum = 0
    for (const { provisioned } of fn.targets) if (provisioned !== null) fn.provisionedSum += Math.max(provisioned.size, provisioned.wanted)
    carved += fn.reserved ?? fn.provisionedSum
  }
  world.account.carved = carved
}

/** Capacity that was allocated before the scenario began. */
export function allocateAtStart(world: World, fn: FunctionState, target: Target): void {
  const provisioned = target.provisioned!
  const record = provisionRecord(world, fn, { span: 0, cause: -1 })
  for (let i = 0; i < provisioned.wanted; i++) {
    const environment = open(world, fn, target, ALLOCATION_RULE)
    environment.cause = record
    becomeIdle(world, environment)
  }
  provisioned.size = provisioned.wanted
}

/**
 * Makes the capacity what is wanted, of the current version. Less takes effect at once; more is prepared, created
 * at the documented rate and becomes usable as a whole, and an old version serves until then (rule CC-12).
 * Supersedes an allocation under way.
 */
export function requestCapacity(world: World, fn: FunctionState, target: Target, cause: RecordId): void {
  const provisioned = target.provisioned!
  const allocation = ++provisioned.allocation
  for (const environment of provisioned.waiting) shutDown(world, environment, RECYCLE_RULE)
  provisioned.waiting = []
  if (provisioned.wanted < provisioned.size) shrink(world, target, provisioned.wanted)
  updatePools(world)
  const missing = isOutdated(provisioned, fn.version.number) ? provisioned.wanted : provisioned.wanted - provisioned.size
  if (missing <= 0) return
  const preparation = fn.provisionedPreparation(fn.streams.create, allocation)
  const record = provisionRecord(world, fn, { span: preparation, cause })
  create(world, fn, { target, allocation, record, missing, from: world.clock.now + preparation })
}

interface Allocation {
  target: Target
  allocation: number
  record: RecordId
  missing: number
  from: Micros
}

/** Environments of an allocation are opened one after the other: each one puts the next on the calendar. */
function create(world: World, fn: FunctionState, { target, allocation, record, missing, from }: Allocation): void {
  const provisioned = target.provisioned!
  provisioned.expected = missing
  provisioned.record = record
  const interval = MICROS_PER_MINUTE / world.rules.provisioned.ratePerMinute
  const order = setAside(world.queue, missing)
  let opened = 0
  const payload = addControl(world, () => {
    if (provisioned.allocation !== allocation) return
    const environment = open(world, fn, target, ALLOCATION_RULE)
    environment.cause = record
    environment.allocation = allocation
    levelsChanged(world, fn)
    if (++opened < missing) putNext()
    advance(world, environment)
  })
  const putNext = (): void =>
    pushInOrder(world.queue, from + Math.round(opened * interval), { eventClass: EVENT_CLASS.control, payload, order: order + opened })
  putNext()
}

function open(world: World, fn: FunctionState, target: Target, rule: number): Environment {
  const environment = createEnvironment(world, { fn, target, pool: POOL.provisioned, streams: fn.streams, counter: fn.openedAhead++, rule })
  target.provisioned!.environments.add(environment)
  return environment
}

/** An environment opened ahead has finished its init: it serves as a replacement, or waits for the rest of its allocation. */
export function provisionedReady(world: World, environment: Environment): void {
  const provisioned = environment.target.provisioned!
  if (environment.allocation === REPLACEMENT) {
    if (serving(provisioned) < provisioned.size) becomeIdle(world, environment)
    else shutDown(world, environment, RECYCLE_RULE)
    return
  }
  if (environment.allocation !== provisioned.allocation) {
    shutDown(world, environment, RECYCLE_RULE)
    return
  }
  provisioned.waiting.push(environment)
  if (provisioned.waiting.length === provisioned.expected) allocationReady(world, environment.target, environment.fn)
}

function allocationReady(world: World, target: Target, fn: FunctionState): void {
  const provisioned = target.provisioned!
  provisionRecord(world, fn, { span: 0, cause: provisioned.record })
  retireOlder(world, target, fn.version.number)
  for (const environment of provisioned.waiting) becomeIdle(world, environment)
  provisioned.waiting = []
  // One recycled meanwhile is of the new version already, and one too many.
  shrink(world, target, provisioned.wanted)
  updatePools(world)
}

/** Whether any is of an older version: the oldest is of the oldest. */
function isOutdated({ environments }: ProvisionedState, version: number): boolean {
  const [oldest] = environments
  return oldest !== undefined && oldest.version.number < version
}

/** Environments of an older version go now, or as soon as they are free. */
function retireOlder(world: World, { provisioned }: Target, version: number): void {
  for (const environment of provisioned!.idle.list()) {
    if (environment.version.number < version) shutDown(world, environment, RECYCLE_RULE)
  }
  for (const environment of busyOf(provisioned!)) if (environment.version.number < version) leaveWhenFree(environment)
}

function shrink(world: World, { provisioned }: Target, size: number): void {
  const surplus = serving(provisioned!) - size
  if (surplus > 0) {
    const idle = provisioned!.idle.list(surplus)
    for (const environment of idle) shutDown(world, environment, ALLOCATION_RULE)
    busyOf(provisioned!, surplus - idle.length).forEach(leaveWhenFree)
  }
  resize(world, provisioned!, size)
}

function resize(world: World, provisioned: ProvisionedState, size: number): void {
  provisioned.size = size
  const perUnit = provisioned.ratePerUnit
  if (perUnit !== null) provisioned.rate?.setRate(world.clock.now, size * perUnit)
}

/** Idle or in flight, and to stay. */
function serving({ idle, inFlight, leaving }: ProvisionedState): number {
  return idle.size() + inFlight - leaving
}

/** In flight, and to stay; oldest first, at most so many. */
function busyOf({ environments }: ProvisionedState, most = Infinity): Environment[] {
  const busy: Environment[] = []
  for (const environment of environments) {
    if (busy.length >= most) break
    const { stage } = environment
    if (stage === STAGE.running || stage === STAGE.suppressedInit) busy.push(environment)
  }
  return busy
}

function leaveWhenFree(environment: Environment): void {
  const provisioned = environment.target.provisioned!
  environment.stale = true
  provisioned.leaving++
  provisioned.environments.delete(environment)
}

/** Marks environments that replace one that reached its age limit (rule CC-13). */
const REPLACEMENT = -1

export function recycle(world: World, old: Environment): void {
  const environment = open(world, old.fn, old.target, RECYCLE_RULE)
  environment.cause = old.cause
  environment.allocation = REPLACEMENT
  levelsChanged(world, environment.fn)
  advance(world, environment)
}

function provisionRecord(world: World, fn: FunctionState, { span, cause }: { span: Micros; cause: RecordId }): RecordId {
  return appendRecord(world.records, { lane: fn.lane, request: NONE, cause }, Math.min(span, LONGEST_SPAN), ALLOCATION)
}
