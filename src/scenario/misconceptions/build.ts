import type { AnswerId } from '../../text/en/answers.ts'
import type { Arrivals, FunctionConfig, HandlerConfig, ListedRequest, Scenario, SqsSource, StreamSource, TrafficSource } from '../../sim/scenario.ts'
import type { MisconceptionId } from '../../text/en/misconceptions.ts'
import { DEFAULT_ASSUMPTIONS, DEFAULT_COLD_START, DEFAULT_FAULTS, DEFAULT_HANDLER, DEFAULT_SQS, DEFAULT_STREAM, defaultFunction, defaultScenario, defaultSource } from '../defaults.ts'

/** What misconceptions are made of. Where one says nothing else: init 0.8 s, handler 1 s, idle environments kept for 600 s, nobody tries again. */

/** A count of a run, within a scope: `fn` a FunctionName, `from` and `to` seconds, `key` a message group or partition key. */
export interface Question {
  readonly answer: AnswerId
  readonly fn?: string
  readonly from?: number
  readonly to?: number
  readonly key?: number
}

/** One scenario of a misconception, named in its words, and what is counted in it. */
export interface MisconceptionRun {
  readonly name: string
  readonly scenario: Scenario
  readonly questions: readonly Question[]
}

export interface Misconception {
  readonly id: MisconceptionId
  readonly runs: readonly MisconceptionRun[]
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const fixed = (value: number) => ({ kind: 'deterministic' as const, value })
const NOTHING = fixed(0)

interface FunctionParts extends Partial<FunctionConfig> {
  /** Milliseconds of the handler and of the init. */
  runsMs?: number
  initMs?: number
  does?: Partial<HandlerConfig>
}

export function fn(name: string, { runsMs = SECOND, initMs = 800, does = {}, ...config }: FunctionParts = {}): FunctionConfig {
  return defaultFunction(name, {
    MemorySize: 1769,
    Timeout: 30,
    coldStart: { ...DEFAULT_COLD_START, create: NOTHING, download: NOTHING, runtimeStart: NOTHING, functionInit: fixed(initMs) },
    handler: { ...DEFAULT_HANDLER, io: fixed(runsMs), work: NOTHING, firstCall: fixed(runsMs), ...does },
    ...config,
  })
}

export const failsAlways = { ...DEFAULT_FAULTS, failRequests: [1], failAttempts: null }
export const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`

/** So many at once, at each of the moments. */
export const atOnce = (...bursts: readonly (readonly [atMs: number, count: number])[]): Arrivals => ({ kind: 'bursts', bursts: bursts.map(([atMs, count]) => ({ atMs, count, spreadMs: 0 })) })
export const regular = (ratePerSecond: number): Arrivals => ({ kind: 'regular', ratePerSecond, offsetMs: 0 })
export const source = (name: string, target: string, arrivals: Arrivals, changes: Partial<TrafficSource> = {}): TrafficSource => defaultSource(name, target, { arrivals, ...changes })
export const events = (name: string, target: string, arrivals: Arrivals): TrafficSource => source(name, target, arrivals, { via: 'event' })

interface QueueParts extends Partial<Omit<SqsSource, 'mapping'>> {
  mapping?: Partial<SqsSource['mapping']>
}
interface StreamParts extends Partial<Omit<StreamSource, 'mapping'>> {
  mapping?: Partial<StreamSource['mapping']>
}

export const queue = (name: string, target: string, arrivals: Arrivals, { mapping, ...changes }: QueueParts = {}): TrafficSource =>
  source(name, target, arrivals, { via: 'event-source', eventSource: { ...DEFAULT_SQS, ...changes, mapping: { ...DEFAULT_SQS.mapping, ...mapping } } })
export const stream = (name: string, target: string, arrivals: Arrivals, { mapping, ...changes }: StreamParts = {}): TrafficSource =>
  source(name, target, arrivals, { via: 'event-source', eventSource: { ...DEFAULT_STREAM, ...changes, mapping: { ...DEFAULT_STREAM.mapping, ...mapping } } })

/** Messages at one moment; those at the positions fail whenever they are tried. */
export const messages = (count: number, poison: readonly number[] = [], atMs = 0): ListedRequest[] =>
  Array.from({ length: count }, (_, at) => ({ atMs, ...(poison.includes(at) ? { failAttempts: null } : {}) }))
export const list = (requests: readonly ListedRequest[]): Arrivals => ({ kind: 'list', requests })

export function scenario(durationMs: number, functions: FunctionConfig | readonly FunctionConfig[], traffic: TrafficSource | readonly TrafficSource[], changes: Partial<Scenario> = {}): Scenario {
  return defaultScenario({
    durationMs,
    functions: [functions].flat() as readonly FunctionConfig[],
    traffic: [traffic].flat() as readonly TrafficSource[],
    assumptions: { ...DEFAULT_ASSUMPTIONS, idleLifetimeSeconds: fixed(600), lifetimeCapHours: null },
    ...changes,
  })
}

/** @param name its key among the words of the misconception */
export const run = (name: string, of: Scenario, ...questions: readonly (AnswerId | Question)[]): MisconceptionRun => ({
  name,
  scenario: of,
  questions: questions.map((question) => (typeof question === 'string' ? { answer: question } : question)),
})

export const account = (ConcurrentExecutions: number): Pick<Scenario, 'account'> => ({
  account: { ConcurrentExecutions, scalingRate: null, requestsPerSecondPerConcurrency: null, freeTier: false },
})
