import { MICROS_PER_SECOND } from '../../base/units'
import { ruleIndex, ruleNumber } from '../../rules/registry'
import { EVENT_CLASS, pushAfter } from '../kernel/queue'
import type { FunctionConfig } from '../scenario'
import { OUTCOMES } from '../trace/schema'
import type { Micros, RecordId } from '../trace/schema'
import { appendRecord, KIND, whatOf } from '../trace/writer'
import type { Environment } from './environment'
import { EVENT, payloadOf } from './world'
import type { World } from './world'

/**
 * An external call with side effects, and the idempotency keys that guard it or the whole handler. How an execution
 * ends is known when it begins, so a key tells at any later moment what has become of it: no events are needed but
 * the call itself. Reached only by functions that make such a call.
 */

const PAID = whatOf(KIND.sideEffect, ruleIndex('MC-40'), OUTCOMES.indexOf('paid'))
const PAID_AGAIN = whatOf(KIND.sideEffect, ruleIndex('MC-40'), OUTCOMES.indexOf('paidAgain'))
const ALREADY_DONE = whatOf(KIND.sideEffect, ruleIndex('ID-01'), OUTCOMES.indexOf('alreadyDone'))
const IN_PROGRESS = whatOf(KIND.sideEffect, ruleIndex('ID-02'), OUTCOMES.indexOf('inProgress'))
const SUCCESS = OUTCOMES.indexOf('success')
const THROWN = OUTCOMES.indexOf('functionError')
const KEPT = ruleNumber('MC-41', 'kept') * MICROS_PER_SECOND

/** A key of the store. Until `endsAt` an execution holds it. */
interface Key {
  endsAt: Micros
  /** When it is as if it had never been; `endsAt` where the execution did not complete it. */
  gone: Micros
}

export interface SideEffects {
  readonly at: Micros
  readonly guards: FunctionConfig['handler']['idempotency']
  readonly store: Micros
  readonly keys: Map<number, Key>
  readonly paid: Set<number>
  /** Of an event that came twice: the first request, which it has its key from. */
  readonly originals: Map<number, number>
}

/** What an execution may do. */
export interface Permission {
  /** What it is about that is neither done nor in progress: a request, or messages of a batch. */
  readonly units: readonly number[]
  readonly done: number
  /** Nothing is left to do, or it must not begin: the outcome with which it ends at once. Null: it runs. */
  readonly endsWith: number | null
  /** What the store of keys takes, before the work and in all. */
  readonly before: Micros
  readonly overhead: Micros
}

export function createSideEffects({ handler }: FunctionConfig): SideEffects | null {
  if (handler.sideEffectAtMs === null) return null
  return { at: Math.round(handler.sideEffectAtMs * 1000), guards: handler.idempotency, store: Math.round(handler.idempotencyStoreMs * 1000), keys: new Map(), paid: new Set(), originals: new Map() }
}

/** Requests and messages are counted apart: even and odd. */
function unitsOf({ originals }: SideEffects, { source, request }: Environment): readonly number[] {
  const messages = source!.poller?.messagesOf?.(request)
  return messages === undefined ? [(originals.get(request) ?? request) * 2] : messages.map((message) => message * 2 + 1)
}

const isDone = (key: Key | undefined, now: Micros): boolean => key !== undefined && key.endsAt <= now && now < key.gone
const isHeld = (key: Key | undefined, now: Micros): boolean => key !== undefined && now < key.endsAt

/** Looks the keys of an execution up that begins now. */
export function permissionOf(world: World, effects: SideEffects, environment: Environment): Permission {
  const { guards, keys, store } = effects
  const all = unitsOf(effects, environment)
  const { now } = world.clock
  if (guards !== 'handler') return { units: all, done: 0, endsWith: null, before: 0, overhead: guards === 'call' ? 2 * store : 0 }
  const units = all.filter((unit) => !isDone(keys.get(unit), now))
  const done = all.length - units.length
  if (units.some((unit) => isHeld(keys.get(unit), now))) return { units: [], done: 0, endsWith: THROWN, before: store, overhead: store }
  return { units, done, endsWith: units.length === 0 ? SUCCESS : null, before: store, overhead: units.length === 0 ? store : 2 * store }
}

/** Where an execution stands that has begun: its record, its wait for a connection, its length and its end. */
export interface Execution {
  readonly record: RecordId
  readonly wait: Micros
  readonly span: Micros
  readonly outcome: number
}

/** What an execution that begins now pays, and when; its keys are kept. */
export function takeEffect(world: World, environment: Environment, permission: Permission, { record, wait, span, outcome }: Execution): void {
  const { units, done, before, endsWith } = permission
  const { fn, request } = environment
  const { at, guards, store, keys } = fn.sideEffects!
  const of = { lane: fn.downstreamLane, request, cause: record }
  const later = (delay: Micros, run: () => void): void => {
    if (delay <= span) pushAfter(world.queue, delay, EVENT_CLASS.completion, payloadOf(EVENT.extra, world.extras.push(run) - 1))
  }
  if (endsWith === THROWN) return later(before, () => void appendRecord(world.records, of, 0, IN_PROGRESS))
  if (done > 0) later(before, () => note(world, of, ALREADY_DONE, done))
  if (units.length === 0) return
  const endsAt = world.clock.now + span
  if (guards === 'handler') for (const unit of units) keys.set(unit, { endsAt, gone: outcome === SUCCESS ? endsAt + KEPT : endsAt })
  // Work that ends before the call is due makes it at its end.
  const ahead = wait + (guards === 'call' ? store : before)
  later(Math.min(ahead + at, outcome === TIMED_OUT ? Infinity : Math.max(ahead, span - (guards === 'off' ? 0 : store))), () => pay(world, environment.fn.sideEffects!, units, of))
}

const TIMED_OUT = OUTCOMES.indexOf('timeout')

type Of = { lane: number; request: number; cause: RecordId }

function note(world: World, of: Of, what: number, count: number): void {
  for (let at = 0; at < count; at++) appendRecord(world.records, of, 0, what)
}

function pay(world: World, { guards, keys, paid }: SideEffects, units: readonly number[], of: Of): void {
  const { now } = world.clock
  for (const unit of units) {
    if (guards === 'call' && isDone(keys.get(unit), now)) {
      note(world, of, ALREADY_DONE, 1)
      continue
    }
    if (guards === 'call') keys.set(unit, { endsAt: now, gone: now + KEPT })
    note(world, of, paid.has(unit) ? PAID_AGAIN : PAID, 1)
    paid.add(unit)
  }
}
