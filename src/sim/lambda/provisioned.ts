import { ruleIndex } from '../../rules/registry'
import { MICROS_PER_MINUTE } from '../../base/units'
import { EVENT_CLASS, pushAt } from '../kernel/queue'
import { LONGEST_SPAN, NONE } from '../trace/schema'
import type { Micros, RecordId } from '../trace/schema'
import { appendRecord, KIND, POOL, whatOf } from '../trace/writer'
import { advance, createEnvironment } from './admission'
import { STAGE } from './environment'
import type { Environment } from './environment'
import { becomeIdle, levelsChanged, shutDown } from './lifecycle'
import { EVENT, payloadOf } from './world'
import type { FunctionState, ProvisionedState, Target, Version, World } from './world'

const ALLOCATION_RULE = ruleIndex('CC-12')
const ALLOCATION = whatOf(KIND.provision, ALLOCATION_RULE)
const RECYCLE_RULE = ruleIndex('CC-13')

/** Runs an action at a moment, after completions and before arrivals of that moment. */
export function schedule(world: World, at: Micros, action: () => void): void {
  world.controls.push(action)
  pushAt(world.queue, at, EVENT_CLASS.control, payloadOf(EVENT.control, world.controls.length - 1))
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
    const environment = open(world, fn, target)
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
  const outdated = world.environments.some(
    (each) => each.target === target && each.pool === POOL.provisioned && each.stage !== STAGE.gone && !each.stale && each.version !== fn.version,
  )
  const missing = outdated ? provisioned.wanted : provisioned.wanted - provisioned.size
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

function create(world: World, fn: FunctionState, plan: Allocation): void {
  const { target, missing } = plan
  const provisioned = target.provisioned!
  provisioned.expected = missing
  provisioned.record = plan.record
  const interval = MICROS_PER_MINUTE / world.rules.provisioned.ratePerMinute
  for (let i = 0; i < missing; i++) {
    schedule(world, plan.from + Math.round(i * interval), () => {
      if (provisioned.allocation !== plan.allocation) return
      const environment = open(world, fn, target)
      environment.cause = plan.record
      environment.allocation = plan.allocation
      levelsChanged(world, fn)
      advance(world, environment)
    })
  }
}

function open(world: World, fn: FunctionState, target: Target): Environment {
  return createEnvironment(world, {
    fn, target, pool: POOL.provisioned, streams: fn.streams, counter: fn.openedAhead++, rule: ALLOCATION_RULE,
  })
}

/** An environment opened ahead has finished its init: it serves as a replacement, or waits for the rest of its allocation. */
export function provisionedReady(world: World, environment: Environment): void {
  const provisioned = environment.target.provisioned!
  if (environment.allocation === REPLACEMENT) {
    const present = provisioned.idle.list().length + busyProvisioned(world, environment.target).length
    if (present < provisioned.size) becomeIdle(world, environment)
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
  retireOlder(world, target, fn.version)
  for (const environment of provisioned.waiting) becomeIdle(world, environment)
  provisioned.waiting = []
  // One recycled meanwhile is of the new version already, and one too many.
  shrink(world, target, provisioned.wanted)
  updatePools(world)
}

/** Environments of an older version go now, or as soon as they are free. */
function retireOlder(world: World, target: Target, version: Version): void {
  for (const environment of target.provisioned!.idle.list()) {
    if (environment.version !== version) shutDown(world, environment, RECYCLE_RULE)
  }
  for (const environment of busyProvisioned(world, target)) if (environment.version !== version) environment.stale = true
}

function shrink(world: World, target: Target, size: number): void {
  const provisioned = target.provisioned!
  const idle = provisioned.idle.list()
  const busy = busyProvisioned(world, target)
  let surplus = idle.length + busy.length - size
  for (const environment of idle) if (surplus-- > 0) shutDown(world, environment, ALLOCATION_RULE)
  for (const environment of busy) if (surplus-- > 0) environment.stale = true
  resize(world, provisioned, size)
}

function resize(world: World, provisioned: ProvisionedState, size: number): void {
  provisioned.size = size
  const perUnit = provisioned.ratePerUnit
  if (perUnit !== null) provisioned.rate?.setRate(world.clock.now, size * perUnit)
}

function busyProvisioned(world: World, target: Target): Environment[] {
  return world.environments.filter(
    ({ target: of, pool, stage, stale }) => of === target && pool === POOL.provisioned && !stale && (stage === STAGE.running || stage === STAGE.suppressedInit),
  )
}

/** Marks environments that replace one that reached its age limit (rule CC-13). */
const REPLACEMENT = -1

export function recycle(world: World, old: Environment): void {
  const environment = createEnvironment(world, {
    fn: old.fn, target: old.target, pool: POOL.provisioned, streams: old.fn.streams, counter: old.fn.openedAhead++, rule: RECYCLE_RULE,
  })
  environment.cause = old.cause
  environment.allocation = REPLACEMENT
  levelsChanged(world, environment.fn)
  advance(world, environment)
}

function provisionRecord(world: World, fn: FunctionState, { span, cause }: { span: Micros; cause: RecordId }): RecordId {
  return appendRecord(world.records, { lane: fn.lane, request: NONE, cause }, Math.min(span, LONGEST_SPAN), ALLOCATION)
}
