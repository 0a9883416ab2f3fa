import { ruleNumber } from '../../rules/registry'
import { MICROS_PER_SECOND } from '../../base/units'
import type { SourceState } from '../../sim/lambda/world'
import type { SqsSource } from '../../sim/scenario'
import type { Micros, RecordId } from '../../sim/trace/schema'
import { listedFailures } from '../failures'
import { filterOf, inLarger, mostInBatch } from '../records'
import { createFifoQueue, createStandardQueue } from './waiting'
import type { WaitingMessages } from './waiting'

/** A queue and those who poll it, as plain data. */

const START = ruleNumber('SQ-01', 'start')
const RAMP = ruleNumber('SQ-01', 'ramp')
const MOST = ruleNumber('SQ-01', 'most')
const PER_POLLER = ruleNumber('SQ-15', 'batches')
const PROVISIONED_RAMP = ruleNumber('SQ-15', 'ramp')
const FEWEST = ruleNumber('UN-06', 'least')
const PAYLOAD_MB = ruleNumber('ES-02', 'payload')

export const NO_POSITIONS: readonly number[] = []

/** What is known of messages, by their row in the table of messages. */
export interface Known {
  /** Number in the source; NONE once the message is gone. */
  counter: Int32Array
  sentAt: Float64Array
  receives: Int32Array
  /** How often it still fails; empty where no message ever does. */
  readonly failures: number[]
  /** The receipt that hides it, NONE while it can be received. */
  hiddenBy: Int32Array
  /** The arrival of the last batch it was in. */
  arrival: Int32Array
  /** Those that match no filter, until they are received. */
  readonly unmatched: Set<number>
}

/** Makes room for a message. */
export function widen(known: Known, message: number): void {
  const room = Math.max(256, message * 2)
  known.counter = inLarger(known.counter, new Int32Array(room))
  known.sentAt = inLarger(known.sentAt, new Float64Array(room))
  known.receives = inLarger(known.receives, new Int32Array(room))
  known.hiddenBy = inLarger(known.hiddenBy, new Int32Array(room))
  known.arrival = inLarger(known.arrival, new Int32Array(room))
}

/** Messages that are hidden since the same moment. */
export interface Receipt {
  readonly number: number
  readonly messages: readonly number[]
  /** When they are visible again. */
  readonly visibleAt: Micros
}

export interface Batch {
  readonly messages: readonly number[]
  /** When the first of its messages is visible again. */
  readonly visibleAt: Micros
  /** The arrival of the invocation. */
  readonly arrival: RecordId
  /** Positions of messages that fail this time. */
  failed: readonly number[]
  refusals: number
}

/** How many batches run at a time: at first, at most, how many more each minute, and at least after failures. */
function scalingOf({ mapping: { ScalingConfig, ProvisionedPollerConfig: provisioned } }: SqsSource) {
  if (provisioned !== null) {
    const fewest = provisioned.MinimumPollers * PER_POLLER
    return { fewest, most: provisioned.MaximumPollers * PER_POLLER, ramp: PROVISIONED_RAMP, least: fewest }
  }
  const most = Math.min(MOST, ScalingConfig?.MaximumConcurrency ?? Infinity)
  return { fewest: Math.min(START, most), most, ramp: RAMP, least: Math.min(FEWEST, most) }
}

/** A queue and those who poll it. */
export interface Sqs {
  readonly source: SourceState
  readonly config: SqsSource
  readonly reports: boolean
  readonly retention: Micros
  readonly visibility: Micros
  /** How long a batch is collected; 0: it is not. */
  readonly window: Micros
  readonly batchSize: number
  readonly maxReceives: number
  readonly scaling: ReturnType<typeof scalingOf>
  readonly matches: ((counter: number) => boolean) | null
  readonly failures: ReturnType<typeof listedFailures>
  readonly known: Known
  readonly waiting: WaitingMessages
  /** Whether it is polled. */
  enabled: boolean
  /** In order of `visibleAt`, until then; so many of them are done with. */
  receipts: Receipt[]
  passed: number
  received: number
  readonly inFlight: Map<number, Batch>
  /** Sent, and not visible for the first time yet: in order, since the delay is the same for all. */
  readonly delayed: number[]
  /** The batch that is being collected: when it is closed, and when its first message is visible again. */
  open: number[]
  closes: Micros
  openVisibleAt: Micros
  /** Batches at a time, batches so far, and those that failed or were refused since the last look. */
  target: number
  started: number
  failed: number
  /** Whether a poll and a look at the scale are on the calendar. */
  polling: boolean
  looking: boolean
}

/**
 * A batch is collected for as long as the window, or as a long poll where that is longer (rule SQ-05), and begins
 * before its first message is visible again (rule UN-22).
 */
function windowOf({ VisibilityTimeout, longPollSeconds, mapping: { MaximumBatchingWindowInSeconds: window } }: SqsSource): Micros {
  return window === 0 ? 0 : Math.min(VisibilityTimeout, Math.max(window, longPollSeconds)) * MICROS_PER_SECOND
}

export function createSqs(source: SourceState, config: SqsSource): Sqs {
  const { mapping } = config
  const known: Known = { counter: new Int32Array(0), sentAt: new Float64Array(0), receives: new Int32Array(0), failures: [], hiddenBy: new Int32Array(0), arrival: new Int32Array(0), unmatched: new Set() }
  const scaling = scalingOf(config)
  return {
    source, config, scaling, known,
    reports: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    retention: config.MessageRetentionPeriod * MICROS_PER_SECOND,
    visibility: config.VisibilityTimeout * MICROS_PER_SECOND,
    window: windowOf(config),
    batchSize: mostInBatch(mapping.BatchSize, source.config.payloadKB, PAYLOAD_MB),
    maxReceives: config.RedrivePolicy?.maxReceiveCount ?? Infinity,
    failures: listedFailures(source.config),
    matches: filterOf(source, config),
    enabled: mapping.Enabled,
    waiting: config.FifoQueue ? createFifoQueue((message) => known.counter[message]! % config.messageGroups) : createStandardQueue(),
    receipts: [], passed: 0, received: 0, inFlight: new Map(), delayed: [],
    open: [], closes: 0, openVisibleAt: 0,
    target: scaling.fewest, started: 0, failed: 0, polling: false, looking: false,
  }
}
