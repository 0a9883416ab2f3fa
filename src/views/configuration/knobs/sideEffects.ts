/** An external call with side effects, and the idempotency key that keeps it from being made twice. */
import { LIMITS } from '../../../scenario/limits.ts'
import type { HandlerConfig, Idempotency } from '../../../sim/scenario.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { withPart } from '../edit.ts'
import type { Knob } from '../knob.ts'
import { fromFunction, functionPath, optionsOf } from './build.ts'

const pays = fromFunction(({ handler }) => handler.sideEffectAtMs !== null, false)
const guarded = fromFunction(({ handler }) => handler.sideEffectAtMs !== null && handler.idempotency !== 'off', false)
const ofHandler = <T>(read: (handler: HandlerConfig) => T, otherwise: T) => fromFunction(({ handler }) => read(handler), otherwise)

export const SIDE_EFFECT_KNOBS: readonly Knob[] = [
  {
    id: 'sideEffectAt',
    kind: 'number',
    path: functionPath('handler.sideEffectAtMs'),
    rule: () => 'MC-40',
    read: ofHandler(({ sideEffectAtMs }) => sideEffectAtMs, null),
    write: (scenario, target, sideEffectAtMs) => withPart(scenario, target, 'handler', { sideEffectAtMs }),
    stops: () => [0, ...logStops(1, 60_000, 1)],
    step: 10,
    initial: () => 0,
  },
  {
    id: 'idempotency',
    kind: 'choice',
    as: 'list',
    path: functionPath('handler.idempotency'),
    shown: pays,
    options: () => optionsOf('idempotency'),
    read: ofHandler<string>(({ idempotency }) => idempotency, 'off'),
    write: (scenario, target, value) => withPart(scenario, target, 'handler', { idempotency: value as Idempotency }),
  },
  {
    id: 'idempotencyStore',
    kind: 'number',
    path: functionPath('handler.idempotencyStoreMs'),
    shown: guarded,
    read: ofHandler(({ idempotencyStoreMs }) => idempotencyStoreMs, 0),
    write: (scenario, target, value) => withPart(scenario, target, 'handler', { idempotencyStoreMs: value ?? 0 }),
    stops: () => [...linearStops(0, 20, 1), ...logStops(25, Math.min(1000, LIMITS.spanMs.max), 5)],
    step: 1,
  },
]
