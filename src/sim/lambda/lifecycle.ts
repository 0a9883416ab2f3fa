import { ruleIndex } from '../../rules/registry'
import { EVENT_CLASS, pushAt } from '../kernel/queue'
import { changeLevels, countIn } from '../trace/levels'
import { NONE } from '../trace/schema'
import { appendRecord, KIND, POOL, whatOf } from '../trace/writer'
import { STAGE } from './environment'
import type { Environment } from './environment'
import { meterDeath, meterLevel } from './meter'
import { EVENT, payloadOf } from './world'
import type { FunctionState, World } from './world'

const IDLE_RULE = ruleIndex('LC-16')
const CAP_RULE = ruleIndex('LC-15')
const VERSION_RULE = ruleIndex('LC-20')

/** Tells levels and meter that a number in flight or alive has changed. */
export function levelsChanged(world: World, fn: FunctionState): void {
  if (world.recorded) {
    changeLevels(fn.levels, world.clock, fn)
    if (world.account.levels !== null) changeLevels(world.account.levels, world.clock, world)
  }
  if (world.meter !== null) meterLevel(world.meter, world)
}

export function countArrival({ clock, account, recorded }: World, { levels }: FunctionState): void {
  if (!recorded) return
  countIn(levels.columns.arrivals, levels, clock)
  if (account.levels !== null) countIn(account.levels.columns.arrivals, account.levels, clock)
}

export function countThrottle({ clock, account, recorded }: World, { levels }: FunctionState): void {
  if (!recorded) return
  countIn(levels.columns.throttles, levels, clock)
  if (account.levels !== null) countIn(account.levels.columns.throttles, account.levels, clock)
}

export function countColdStart({ clock, account, recorded }: World, { levels }: FunctionState): void {
  if (!recorded) return
  countIn(levels.columns.coldStarts, levels, clock)
  if (account.levels !== null) countIn(account.levels.columns.coldStarts, account.levels, clock)
}

/** Counts a request's environment as in flight (initialising included, rule LC-18). */
export function occupy(world: World, environment: Environment): void {
  const { fn } = environment
  world.busy++
  fn.busy++
  if (environment.pool === POOL.provisioned) {
    environment.target.provisioned!.inFlight++
    return
  }
  fn.onDemandInFlight++
  if (fn.reserved === null) world.account.unreservedInFlight++
}

/** Ends what `occupy` began. */
export function release(world: World, environment: Environment): void {
  const { fn } = environment
  world.busy--
  fn.busy--
  if (environment.pool === POOL.provisioned) {
    releaseProvisioned(environment)
    return
  }
  fn.onDemandInFlight--
  if (fn.reserved === null) world.account.unreservedInFlight--
}

function releaseProvisioned({ target, stale }: Environment): void {
  const provisioned = target.provisioned!
  provisioned.inFlight--
  if (stale) provisioned.leaving--
}

/** Freezes a free environment until the next request, or shuts it down when it is out of date. */
export function settleDown(world: World, environment: Environment): void {
  const outdated = environment.pool !== POOL.provisioned && environment.version !== environment.fn.version
  if (environment.stale || outdated) shutDown(world, environment, VERSION_RULE)
  else if (world.clock.now >= environment.capAt) shutDown(world, environment, CAP_RULE)
  else becomeIdle(world, environment)
}

export function becomeIdle(world: World, environment: Environment): void {
  environment.stage = STAGE.idle
  environment.idleSince = world.clock.now
  const { target } = environment
  if (environment.pool === POOL.provisioned) target.provisioned!.idle.put(environment)
  else target.idle.put(environment)
  if (!environment.timerPending) armTimer(world, environment)
}

/** When an idle environment goes, if nothing is asked of it before. */
function expiryOf(environment: Environment): number {
  const idleUntil = environment.idleSince + environment.lifetime
  return idleUntil < environment.capAt ? idleUntil : environment.capAt
}

function armTimer(world: World, environment: Environment): void {
  // One whose start outlasted its age limit goes as soon as it is free.
  const at = Math.max(expiryOf(environment), world.clock.now)
  if (at === Infinity) return
  environment.timerPending = true
  pushAt(world.queue, at, EVENT_CLASS.expiry, payloadOf(EVENT.expiry, environment.index))
}

/** The one timer of an environment rang: it has gone out of date, or was used since and the timer is set anew. */
export function timerRang(world: World, environment: Environment): void {
  environment.timerPending = false
  if (environment.stage !== STAGE.idle) return
  if (world.clock.now < expiryOf(environment)) armTimer(world, environment)
  else if (world.clock.now < environment.capAt) shutDown(world, environment, IDLE_RULE)
  else shutDown(world, environment, CAP_RULE)
}

/** Removes an environment that serves nobody. */
export function shutDown(world: World, environment: Environment, rule: number): void {
  const { fn, target } = environment
  const provisioned = environment.pool === POOL.provisioned
  if (environment.stage === STAGE.idle) {
    if (provisioned) target.provisioned!.idle.remove(environment)
    else target.idle.remove(environment)
  }
  environment.stage = STAGE.gone
  if (provisioned) target.provisioned!.environments.delete(environment)
  const span = world.rules.shutdownMs[environment.version.config.extensions] * 1000
  environment.request = NONE
  environment.cause = appendRecord(world.records, environment, span, whatOf(KIND.shutdown, rule))
  world.lanes.setDied(environment.lane, world.clock.now + span)
  fn.alive--
  world.alive--
  if (world.meter !== null) meterDeath(world.meter, world.clock, environment)
  levelsChanged(world, fn)
  if (provisioned && rule === CAP_RULE) fn.onRecycle?.(environment)
}

/** Makes every idle on-demand environment of the function go; busy ones follow as soon as they are free (rule LC-20). */
export function retireIdle(world: World, fn: FunctionState): void {
  for (const target of fn.targets) {
    for (const environment of target.idle.list()) shutDown(world, environment, VERSION_RULE)
  }
}
