import { uniform } from '../../base/random'
import type { StreamKey } from '../../base/random'
import { ruleIndex } from '../../rules/registry'
import { EVENT_CLASS, pushAfter } from '../kernel/queue'
import { OUTCOMES } from '../trace/schema'
import type { Micros } from '../trace/schema'
import { appendRecord, KIND, POOL, whatOf } from '../trace/writer'
import { STAGE } from './environment'
import type { Environment, Stage } from './environment'
import { EVENT, payloadOf } from './world'
import type { PhaseLaw, World } from './world'

const TIMEOUT = OUTCOMES.indexOf('timeout')
const CRASH = OUTCOMES.indexOf('crash')
const RESTORE_TIMEOUT = OUTCOMES.indexOf('restoreTimeout')
const SUCCESS = OUTCOMES.indexOf('success')
const INIT_LIMIT_RULE = ruleIndex('LC-03')
const PROVISIONED_INIT_LIMIT_RULE = ruleIndex('LC-04')
const RESTORE_LIMIT_RULE = ruleIndex('LC-24')
const RESET_RULE = ruleIndex('LC-10')

/** Adds a record to the environment's lane, caused by the last one there. */
export function addRecord(world: World, environment: Environment, span: Micros, what: number): void {
  environment.cause = appendRecord(world.records, environment, span, what)
}

/**
 * Moves an environment to the next phase of its start that takes time. True when there is none left: it is
 * ready for its first invocation (or, with `resets` set, its restore failed: rule LC-24).
 */
export function nextStage(world: World, environment: Environment): boolean {
  for (;;) {
    environment.stage = following(environment)
    if (environment.stage === STAGE.ready) return true
    const span = enter(world, environment)
    if (span > 0) {
      pushAfter(world.queue, span, EVENT_CLASS.completion, payloadOf(EVENT.environment, environment.index))
      return false
    }
  }
}


function following(environment: Environment): Stage {
  switch (environment.stage) {
    case STAGE.born:
      return STAGE.create
    case STAGE.create:
      return environment.version.laws.network.span > 0 ? STAGE.network : fetching(environment)
    case STAGE.network:
      return fetching(environment)
    case STAGE.download:
      return STAGE.runtimeStart
    case STAGE.runtimeStart:
      return environment.needsInit ? STAGE.ready : STAGE.functionInit
    default:
      return STAGE.ready
  }
}

/** How the code comes into the environment: snapshots are made of published versions only. */
function fetching({ version, target }: Environment): Stage {
  return version.config.SnapStart.ApplyOn === 'PublishedVersions' && target.qualifier !== null ? STAGE.restore : STAGE.download
}

/** Records the phase just entered and returns its length; phases of no length leave no record, except `create`. */
function enter(world: World, environment: Environment): Micros {
  const { streams, counter } = environment
  const { laws } = environment.version
  switch (environment.stage) {
    case STAGE.create: {
      const span = laws.create.draw(streams.create, counter)
      addRecord(world, environment, span, whatOf(KIND.create, environment.originRule))
      return span
    }
    case STAGE.network: {
      const { span, rule } = laws.network
      addRecord(world, environment, span, whatOf(KIND.network, rule))
      return span
    }
    case STAGE.download:
      return phase(world, environment, KIND.download, laws.download)
    case STAGE.restore:
      return restore(world, environment)
    default:
      return initPhase(world, environment)
  }
}

function phase(world: World, environment: Environment, kind: number, law: PhaseLaw): Micros {
  const span = law.draw(environment.streams.download, environment.counter)
  if (span > 0) addRecord(world, environment, span, whatOf(kind, law.rule))
  return span
}

function restore(world: World, environment: Environment): Micros {
  const { version } = environment
  const law = snapshotCached(world, version.restores++) ? version.laws.restoreCached : version.laws.restoreUncached
  const drawn = law.draw(environment.streams.restore, environment.counter)
  const limit = world.rules.restoreLimitMs * 1000
  const fails = drawn > limit
  environment.resets = fails
  const span = fails ? limit : drawn
  if (span === 0) return 0
  const what = fails ? whatOf(KIND.restore, RESTORE_LIMIT_RULE, RESTORE_TIMEOUT) : whatOf(KIND.restore, law.rule)
  addRecord(world, environment, span, what)
  return span
}

function snapshotCached(world: World, earlierRestores: number): boolean {
  const { snapshotCache, uncachedRestores } = world.scenario.assumptions
  if (snapshotCache === 'after-first-restores') return earlierRestores >= uncachedRestores
  return snapshotCache === 'always'
}

/** Runtime start and function init share the limit of the Init phase; what overruns it is cut and done again inside the invoke. */
function initPhase(world: World, environment: Environment): Micros {
  const runtime = environment.stage === STAGE.runtimeStart
  const { laws } = environment.version
  const law = runtime ? laws.runtimeStart : laws.functionInit
  const drawn = runtime ? law.draw(environment.streams.runtimeStart, environment.counter) : initDraw(environment, environment.streams.functionInit, environment.counter)
  const left = initLimit(world, environment) - environment.initSpent
  const kind = runtime ? KIND.runtimeStart : KIND.functionInit
  if (drawn > left) return endInit(world, environment, left, whatOf(kind, limitRule(environment), TIMEOUT))
  if (!runtime && initCrashes(environment, environment.streams.initFault, environment.counter)) return endInit(world, environment, drawn, whatOf(kind, RESET_RULE, CRASH))
  environment.initSpent += drawn
  if (drawn > 0) addRecord(world, environment, drawn, whatOf(kind, law.rule))
  return drawn
}

/** An init that was cut or crashed: the first invocation begins with another one (rule LC-03). */
function endInit(world: World, environment: Environment, span: Micros, what: number): Micros {
  environment.initSpent += span
  environment.needsInit = true
  addRecord(world, environment, span, what)
  return span
}

function limitRule(environment: Environment): number {
  return environment.pool === POOL.provisioned ? PROVISIONED_INIT_LIMIT_RULE : INIT_LIMIT_RULE
}

function initLimit(world: World, environment: Environment): Micros {
  const { rules } = world
  if (environment.pool !== POOL.provisioned) return rules.initLimitMs * 1000
  return rules.provisionedInitLimitMs(environment.version.config.Timeout) * 1000
}

/** @param key stream of whoever has it initialised @param counter place in it */
function initDraw(environment: Environment, key: StreamKey, counter: number): Micros {
  const overrides = environment.source?.initOverrides
  const given = overrides?.[environment.requestCounter] ?? NaN
  return given >= 0 ? given : environment.version.laws.functionInit.draw(key, counter)
}

function initCrashes({ fn }: Environment, key: StreamKey, counter: number): boolean {
  const rate = fn.faults.initErrorRate
  return rate > 0 && uniform(key, counter) < rate
}

/** Counters of inits repeated inside an invoke, beyond those of any attempt: each has luck of its own. */
const REPEATED_INITS = 2 ** 40

/** Length and outcome code of an init repeated inside an invoke, before the function timeout is applied. */
export function suppressedInit(environment: Environment): { span: Micros; outcome: number } {
  const { streams } = environment.source!
  const runtime = environment.version.laws.runtimeStart.draw(streams.runtimeStart, environment.draw)
  const span = runtime + initDraw(environment, streams.functionInit, environment.draw)
  return { span, outcome: initCrashes(environment, streams.initFault, environment.draw + REPEATED_INITS) ? CRASH : SUCCESS }
}
