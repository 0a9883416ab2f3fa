/** Records of one shard in the order in which batches try them, and what a source carries. */
import type { EventSource, FunctionConfig, ListedRequest, SqsSource, StreamSource } from '../../sim/scenario.ts'
import { simulate } from '../../sim/simulate.ts'
import { MESSAGE } from '../../sim/trace/messages.ts'
import { OUTCOME_MASK, OUTCOMES, RECORD_KINDS, type Trace } from '../../sim/trace/schema.ts'
import { DEFAULT_SQS, DEFAULT_STREAM } from '../../scenario/defaults.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { numberOf, numberOrNull, numbersOf, requireValue, textOf } from './inputs.ts'
import { fixed, MODEL_FUNCTION, modelFunction, modelScenario, modelSource } from './scenarios.ts'
import type { Adapter, JsonObject } from './types.ts'

const SECONDS = 1e6
/** Longer than any retry of a batch waits, seconds. */
const RETRY_SECONDS = 61
/** The longest a stream keeps records. */
const RETENTION_HOURS = 8_760

function streamOf(inputs: JsonObject): StreamSource {
  return {
    ...DEFAULT_STREAM,
    RetentionPeriodHours: RETENTION_HOURS,
    pollIntervalMs: 0,
    partitionKeys: 1,
    mapping: {
      ...DEFAULT_STREAM.mapping,
      BatchSize: numberOf(inputs, 'batch_size'),
      BisectBatchOnFunctionError: inputs['bisect'] === true,
      MaximumRetryAttempts: numberOrNull(inputs, 'max_retry_attempts') ?? -1,
      FunctionResponseTypes: inputs['report_batch_item_failures'] === true ? ['ReportBatchItemFailures'] : [],
    },
  }
}

/** The handler of the case: it fails by what it is given, or in its first invocation. */
function functionOf(inputs: JsonObject): FunctionConfig {
  requireValue(inputs, 'fails', ['first invocation only'])
  requireValue(inputs, 'function', ['processes in order and stops at the first failure, returning it'])
  const config = modelFunction({ name: MODEL_FUNCTION, handler: fixed(0) })
  return inputs['fails'] === undefined ? config : { ...config, faults: { ...config.faults, failRequests: [1] } }
}

function recordsOf(inputs: JsonObject): ListedRequest[] {
  const poison = new Set(inputs['poison'] === undefined ? [] : numbersOf(inputs, 'poison'))
  const once = new Set(inputs['fails_once'] === undefined ? [] : numbersOf(inputs, 'fails_once'))
  return Array.from({ length: numberOf(inputs, 'records') }, (_, record) => ({
    atMs: 0,
    ...(poison.has(record) ? { failAttempts: null } : once.has(record) ? { failAttempts: 1 } : {}),
  }))
}

/** Messages per record of the trace that names them. */
function messagesAt({ messageEvents }: Trace, code: number): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let row = 0; row < messageEvents.length; row++) {
    if (messageEvents.kind[row] !== code) continue
    const record = messageEvents.record[row]!
    found.set(record, [...(found.get(record) ?? []), messageEvents.message[row]!])
  }
  return found
}

/** Every attempt of every batch, in order: what it held, and whether all of it was done after it. */
function attemptsOf(trace: Trace) {
  const { records } = trace
  const received = messagesAt(trace, MESSAGE.received)
  const deleted = messagesAt(trace, MESSAGE.deleted)
  const batchOf = new Map([...received].map(([arrival, batch]) => [records.request[arrival]!, batch]))
  const rows = Array.from({ length: records.length }, (_, row) => row).filter((row) => RECORD_KINDS[records.kind[row]!] === 'handler')
  return rows.map((row) => {
    const batch = batchOf.get(records.request[row]!) ?? []
    const succeeded = OUTCOMES[records.outcome[row]! & OUTCOME_MASK] === 'success'
    return { batch, ok: succeeded && (deleted.get(row)?.length ?? 0) === batch.length }
  })
}

export const traceStream: Adapter = (inputs) => {
  const source = streamOf(inputs)
  const records = recordsOf(inputs)
  const retries = Math.max(0, source.mapping.MaximumRetryAttempts)
  const trace = simulate(
    modelScenario({
      seed: 1,
      durationSeconds: records.length * (retries + 2) * RETRY_SECONDS * 2,
      functions: [functionOf(inputs)],
      traffic: [{ ...modelSource('stream', MODEL_FUNCTION, { kind: 'list', requests: records }), via: 'event-source', eventSource: source }],
    }),
  )
  const invocations = attemptsOf(trace)
  return { invocations, count: invocations.length, discarded: [...messagesAt(trace, MESSAGE.discarded).values()] }
}

interface Capacity {
  source: EventSource
  arrivals: number
  batch: number
  parallel: number
  duration: number
  horizon: number
}

function capacityOf(inputs: JsonObject): Capacity {
  requireValue(inputs, 'arrival', ['evenly spaced, evenly spread over shards'])
  requireValue(inputs, 'overhead_s', [0])
  requireValue(inputs, 'cold_start_extra_s', [0])
  const batch = numberOf(inputs, 'batch_size')
  const parallel = numberOf(inputs, 'parallel_batches')
  return {
    source: capacitySource(textOf(inputs, 'source'), batch),
    arrivals: numberOf(inputs, 'arrivals_per_s'),
    batch,
    parallel,
    duration: numberOf(inputs, 'batch_duration_s'),
    horizon: numberOf(inputs, 'horizon_s'),
  }
}

function capacitySource(words: string, BatchSize: number): EventSource {
  const stream = /^kinesis (\d+) shards?(?:, factor (\d+))?$/.exec(words)
  if (stream !== null) {
    const ShardCount = Number(stream[1])
    const ParallelizationFactor = Number(stream[2] ?? 1)
    return { ...DEFAULT_STREAM, ShardCount, pollIntervalMs: 0, partitionKeys: ShardCount * ParallelizationFactor, mapping: { ...DEFAULT_STREAM.mapping, BatchSize, ParallelizationFactor } }
  }
  const most = /^sqs max concurrency (\d+)$/.exec(words)?.[1]
  if (most === undefined) throw new Error(TOOLS_TEXT.unknownValue('source', words, ['kinesis # shards, factor #', 'sqs max concurrency #']))
  return { ...DEFAULT_SQS, VisibilityTimeout: 43_200, mapping: { ...DEFAULT_SQS.mapping, BatchSize, ...pollersFor(Number(most)) } }
}

/** More than Lambda begins with are there from the start in provisioned mode alone, and come in tens. */
function pollersFor(batches: number): Pick<SqsSource['mapping'], 'ScalingConfig' | 'ProvisionedPollerConfig'> {
  const pollers = batches / 10
  if (Number.isInteger(pollers)) return { ScalingConfig: null, ProvisionedPollerConfig: { MinimumPollers: pollers, MaximumPollers: pollers } }
  return { ScalingConfig: { MaximumConcurrency: batches }, ProvisionedPollerConfig: null }
}

function carry({ source, duration }: Capacity, requests: readonly ListedRequest[], seconds: number): Trace {
  return simulate(
    modelScenario({
      seed: 1,
      durationSeconds: seconds,
      functions: [modelFunction({ name: MODEL_FUNCTION, handler: fixed(duration * 1000) })],
      traffic: [{ ...modelSource('source', MODEL_FUNCTION, { kind: 'list', requests }), via: 'event-source', eventSource: source }],
    }),
  )
}

/** Batches in a row that the capacity is measured over. */
const ROUNDS = 20

export const streamCapacity: Adapter = (inputs) => {
  const plan = capacityOf(inputs)
  const full = Array.from({ length: plan.batch * plan.parallel * ROUNDS }, () => ({ atMs: 0 }))
  const capacity = full.length / lastDeleted(carry(plan, full, plan.duration * (ROUNDS + 2)))
  const count = Math.floor(plan.arrivals * plan.horizon)
  const spaced = Array.from({ length: count }, (_, n) => ({ atMs: (n * 1000) / plan.arrivals }))
  const trace = carry(plan, spaced, plan.horizon + count / capacity + 2 * plan.duration)
  const { backlog, age } = unprocessedAt(trace, plan.horizon)
  const fluid = plan.parallel * plan.batch
  return {
    capacity_records_per_s: capacity,
    stable: backlog <= 2 * fluid,
    backlog_at_horizon: backlog,
    age_of_oldest_unprocessed_s_at_horizon: bounded(plan, age) ? BOUNDED : age,
    time_to_drain_after_stop_s: Math.max(0, lastDeleted(trace) - plan.horizon),
  }
}

/** What the cases say where nothing waits longer than it takes to fill a batch and to run it. */
const BOUNDED = 'bounded (less than one batch duration + fill time)'

const bounded = ({ arrivals, batch, parallel, duration }: Capacity, age: number): boolean => age < duration + (batch * parallel) / arrivals

/** Seconds until the last message is done. */
function lastDeleted({ messageEvents }: Trace): number {
  let last = 0
  for (let row = 0; row < messageEvents.length; row++) if (messageEvents.kind[row] === MESSAGE.deleted) last = messageEvents.time[row]!
  return last / SECONDS
}

/** Messages sent and not done at a moment, and how old the oldest of them is. */
function unprocessedAt({ messageEvents }: Trace, seconds: number): { backlog: number; age: number } {
  const open = new Map<number, number>()
  for (let row = 0; row < messageEvents.length && messageEvents.time[row]! <= seconds * SECONDS; row++) {
    const message = messageEvents.message[row]!
    if (messageEvents.kind[row] === MESSAGE.sent) open.set(message, messageEvents.time[row]!)
    else if (messageEvents.kind[row] === MESSAGE.deleted) open.delete(message)
  }
  const [oldest] = open.values()
  return { backlog: open.size, age: oldest === undefined ? 0 : seconds - oldest / SECONDS }
}
