/** Scenarios of reference models: everything a model does not have is set to zero, off or unlimited. */
import type { Arrivals, Assumptions, ColdStartConfig, Distribution, FunctionConfig, IdleSelection, Scenario, TrafficSource } from '../../sim/scenario.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { DEFAULT_ASSUMPTIONS, DEFAULT_FAULTS, defaultFunction, defaultScenario, defaultSource } from '../../scenario/defaults.ts'

const NOTHING: Distribution = { kind: 'deterministic', value: 0 }

/** Stands for "no limit": more than any reference model ever has in flight. */
const UNLIMITED = 1_000_000_000

/** The longest timeout whose microseconds still fit a record's span, in seconds. Runs that keep records refuse what reaches it. */
const LONGEST_RECORDED_SECONDS = 4_000
/** A timeout no handler of a run without records reaches, in seconds. */
const NO_TIMEOUT_SECONDS = 1e9

export const fixed = (milliseconds: number): Distribution => ({ kind: 'deterministic', value: milliseconds })

const NO_COLD_START: ColdStartConfig = {
  create: NOTHING,
  download: NOTHING,
  runtimeStart: NOTHING,
  functionInit: NOTHING,
  restore: NOTHING,
  initPreset: 'hello',
  codeSizeMB: 1,
}

/** The engine cuts a drawn duration to 31 bits of microseconds. */
const LONGEST_DRAW_MS = (2 ** 31 - 1) / 1000

/** A duration that all but a millionth of the draws stay below, ms. */
function longestOf(law: Distribution): number {
  if (law.kind === 'deterministic') return law.value
  if (law.kind === 'uniform') return law.max
  if (law.kind === 'exponential' || law.kind === 'erlang') return law.mean * Math.log(1e6)
  // The slower of its two laws.
  if (law.kind === 'hyperexponential') return (law.mean / (1 - Math.sqrt((law.scv - 1) / (law.scv + 1)))) * Math.log(1e6)
  return law.kind === 'lognormal' ? law.median * Math.exp(4.75 * law.sigma) : Infinity
}

/** The law, if hardly any of its draws are cut: results would be biased without a word. */
function uncut(law: Distribution): Distribution {
  if (longestOf(law) > LONGEST_DRAW_MS) throw new Error(TOOLS_TEXT.serviceTooLong(LONGEST_DRAW_MS / 1000))
  return law
}

export interface ModelFunction {
  name: string
  /** Handler of a warm invocation, ms. */
  handler: Distribution
  /** Handler of the first invocation of an environment; null: the same law. */
  firstCall?: Distribution | null
  /** Function init of a cold start, ms. */
  initMs?: number
  reserved?: number | null
  provisioned?: FunctionConfig['provisioned']
  timeoutSeconds?: number
  memoryMB?: number
}

/** A function with no phases but those named. */
export function modelFunction(model: ModelFunction): FunctionConfig {
  return defaultFunction(model.name, {
    // One full vCPU and more: work would take its nominal time, if there were any.
    MemorySize: model.memoryMB ?? 1769,
    Timeout: model.timeoutSeconds ?? LONGEST_RECORDED_SECONDS,
    ReservedConcurrentExecutions: model.reserved ?? null,
    provisioned: model.provisioned ?? [],
    coldStart: { ...NO_COLD_START, functionInit: fixed(model.initMs ?? 0) },
    handler: { io: uncut(model.handler), work: NOTHING, firstCall: uncut(model.firstCall ?? model.handler), memoryUsedMB: 0, responseKB: 0, batchResponse: null, sideEffectAtMs: null, idempotency: 'off', idempotencyStoreMs: 0 },
    faults: DEFAULT_FAULTS,
  })
}

export interface ModelScenario {
  seed: number
  durationSeconds: number
  functions: readonly FunctionConfig[]
  traffic: readonly TrafficSource[]
  accountLimit?: number
  /** Idle time after which an environment is reclaimed; null: never. */
  idleExpirySeconds?: number | null
  idleSelection?: IdleSelection
  scalingRate?: Scenario['account']['scalingRate']
  requestsPerSecondPerConcurrency?: Scenario['account']['requestsPerSecondPerConcurrency']
}

export function modelScenario(model: ModelScenario): Scenario {
  const expiry = model.idleExpirySeconds ?? null
  const assumptions: Assumptions = {
    ...DEFAULT_ASSUMPTIONS,
    idleLifetimeSeconds: expiry === null ? null : fixed(expiry),
    lifetimeCapHours: null,
    idleSelection: model.idleSelection ?? 'most-recently-used',
    proactiveInitShare: 0,
  }
  return defaultScenario({
    seed: model.seed,
    durationMs: model.durationSeconds * 1000,
    account: {
      ConcurrentExecutions: model.accountLimit ?? UNLIMITED,
      scalingRate: model.scalingRate ?? 'off',
      requestsPerSecondPerConcurrency: model.requestsPerSecondPerConcurrency ?? 'off',
      freeTier: false,
    },
    functions: model.functions,
    traffic: model.traffic,
    assumptions,
  })
}

/** Requests without payload, given up by nobody. */
export function modelSource(name: string, functionName: string, arrivals: Arrivals, qualifier: string | null = null): TrafficSource {
  return defaultSource(name, functionName, { arrivals, payloadKB: 0, Qualifier: qualifier })
}

export const MODEL_FUNCTION = 'model'

export interface PoolModel {
  arrivals: Arrivals
  /** Laws of the whole service time, ms: with an environment at hand, and for the first request of a new one. */
  warm: Distribution
  cold: Distribution
  idleExpirySeconds: number | null
  limit: number | null
  idleSelection: IdleSelection
}

/** One function, one source: the warm pool most reference models are about. For runs without records. */
export function poolScenario(model: PoolModel, seed: number, durationSeconds: number): Scenario {
  return modelScenario({
    seed,
    durationSeconds,
    functions: [
      modelFunction({
        name: MODEL_FUNCTION,
        handler: model.warm,
        firstCall: model.cold,
        reserved: model.limit,
        timeoutSeconds: NO_TIMEOUT_SECONDS,
      }),
    ],
    traffic: [modelSource('requests', MODEL_FUNCTION, model.arrivals)],
    idleExpirySeconds: model.idleExpirySeconds,
    idleSelection: model.idleSelection,
  })
}
