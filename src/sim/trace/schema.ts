/**
 * What a run leaves behind. One table of records, sorted by time, says everything that happened; whatever
 * a view shows is a function of it. Columns are typed arrays: they cross to the page by transfer.
 *
 * Times are integer microseconds since the start of the scenario. Ids are row numbers.
 */

/** Integer microseconds. Exact in a float64 for 285 years. */
export type Micros = number
/** Row of `Trace.records`. */
export type RecordId = number
/** Row of `Trace.lanes`. */
export type LaneId = number
/** Row of `Trace.messages`. */
export type MessageId = number

/** What a record is. The order is part of the trace format: append only. */
export const RECORD_KINDS = [
  'arrival', // source lane: an attempt reaches the front door
  'throttle', // function lane: refused with 429
  'reject', // source lane: refused before Lambda (payload, API throttle)
  'create', // environment lane, cold start: place and start the environment
  'download', // environment lane, cold start: fetch the code
  'runtimeStart', // environment lane, Init phase
  'functionInit', // environment lane, Init phase: code outside the handler
  'restore', // environment lane: SnapStart
  'suppressedInit', // environment lane: init repeated inside an invoke, part of its Duration
  'handler', // environment lane: the invocation
  'shutdown', // environment lane: reclaimed, replaced, out of date
  'giveUp', // source lane: front door or client stops waiting; the invocation goes on
  'retryWait', // source lane: back-off before the next attempt
  'connectionWait', // downstream lane: a handler waits for a connection
  'provision', // function lane: provisioned concurrency is being allocated
  'intervention', // account, function or source lane
  'network', // environment lane, cold start: attach a network interface of the VPC
  'drop', // source lane: Lambda gives an asynchronous event up
  'delivery', // destination lane: what became of an event arrives there
  'sideEffect', // downstream lane: a handler gets to its external call, or its idempotency key keeps it from it
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** How a record ended. Order is part of the format. */
export const OUTCOMES = [
  'none',
  'success',
  'functionError', // the handler threw; the environment survives
  'timeout', // function timeout; or, on an init record, its limit
  'crash', // the process exited; the environment is reset
  'outOfMemory',
  'throttled',
  'gatewayTimeout',
  'clientTimeout',
  'payloadTooLarge',
  'apiThrottled',
  'responseTooLarge',
  'restoreTimeout',
  'retriesExhausted', // of a drop: its attempts were used up
  'eventAgeExceeded', // of a drop: it was, or would have become, too old
  'zeroReservedConcurrency', // of a drop: nothing of the function may run
  'paid', // of a side effect
  'paidAgain', // of a side effect: for a request or message that had been paid for
  'alreadyDone', // of a side effect: its idempotency key is known, nothing is paid
  'inProgress', // of a side effect: another execution holds its idempotency key
  'handOverDenied', // a service may not invoke the function
  'handOverFailed', // Lambda did not take an event from a service
  'recursiveLoop', // it was stopped: too many invocations in a chain
  'deliveryFailed', // of a delivery: nothing arrived
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Bit set in the outcome column of the one record that settles its request. */
export const SETTLES = 0x80
export const OUTCOME_MASK = 0x7f

export const LANE_KINDS = ['account', 'function', 'source', 'downstream', 'environment', 'destination'] as const
export type LaneKind = (typeof LANE_KINDS)[number]

/** Why an environment came to be. */
export const POOLS = ['on-demand', 'provisioned', 'proactive'] as const
export type Pool = (typeof POOLS)[number]

/** The longest span a record can hold: over 71 minutes, where an invocation lasts 15 at most. */
export const LONGEST_SPAN: Micros = 2 ** 32 - 1

/** No lane, request or cause. */
export const NONE = -1

/** One row per thing that happened, sorted by `time` (ties: order of happening). 28 bytes a row. */
export interface Records {
  length: number
  /** Start. */
  time: Float64Array
  /** Microseconds from start to end; 0 for an instant. An end beyond `Trace.until` was still going on. */
  span: Uint32Array
  /** Index into RECORD_KINDS. */
  kind: Uint8Array
  /** Index into OUTCOMES, plus SETTLES. */
  outcome: Uint8Array
  /** Index into RULES (`src/rules/registry.ts`): the rule applied. */
  rule: Uint16Array
  lane: Int32Array
  /** Number of the request in order of first arrival, or NONE. Attempts share it. */
  request: Int32Array
  /** The record that triggered this one; always an earlier row. NONE for roots. */
  cause: Int32Array
}

/**
 * Row 0 is the account; then functions, sources, downstreams and destinations in scenario order; then environments as created, and
 * among them the downstream of a function whose connections are first limited while it runs.
 */
export interface Lanes {
  length: number
  kind: Uint8Array
  /** Environment, downstream, destination: its function's lane. Source: its target's lane. Function: 0. Account: NONE. */
  parent: Int32Array
  /** Index into POOLS (environments). */
  pool: Uint8Array
  /** Code version, counted from 1 and raised by each deployment (environments). */
  version: Uint16Array
  born: Float64Array
  /** Infinity while alive at the end. */
  died: Float64Array
}

/**
 * Levels over equal bins of the run, kept by the engine while it runs so that any zoom can draw the exact
 * peak without replaying a million records. Row = bin; one set per function, plus the account at index 0.
 */
export interface Levels {
  /** Microseconds per bin. */
  binSpan: Micros
  bins: number
  /** Highest number in flight (initialising or running) in the bin. */
  busyMax: Int32Array[]
  /** In flight at the end of the bin. */
  busyEnd: Int32Array[]
  /** Highest number initialising in the bin. */
  initMax: Int32Array[]
  /** Environments alive at the end of the bin, idle ones included. */
  aliveEnd: Int32Array[]
  throttles: Int32Array[]
  coldStarts: Int32Array[]
  arrivals: Int32Array[]
}

/** What can happen to a message of a queue or a record of a stream. Order is part of the format: append only. */
export const MESSAGE_EVENTS = [
  'sent',
  'received', // it is part of a batch
  'returned', // it is visible again
  'deleted', // it is done: deleted from the queue, or the checkpoint is behind it
  'deadLettered', // received too often: moved to the dead-letter queue of its queue
  'discarded', // given up with its batch: only a note of it goes to a destination
  'expired', // older than it is kept
  'appeared', // its delay is over: it can be received for the first time
  'filtered', // it matches no filter of the mapping: deleted, or skipped
] as const
export type MessageEvent = (typeof MESSAGE_EVENTS)[number]

/** Messages that queues and streams hold. One row per message, in the order of sending. */
export interface Messages {
  length: number
  /** Lane of its source. */
  lane: Int32Array
  /** Its message group or partition key, counted from 0 within the source. */
  key: Int32Array
}

/** What happened to messages, sorted by time. */
export interface MessageEvents {
  length: number
  time: Float64Array
  /** Index into MESSAGE_EVENTS. */
  kind: Uint8Array
  /** Row of `Trace.messages`. */
  message: Int32Array
  /** Received: the arrival of its batch. Otherwise the record because of which it happened. NONE: nothing but time, or a sender. */
  record: Int32Array
}

export interface Trace {
  /** Version of the engine; a link made with another one says so. */
  engine: string
  until: Micros
  records: Records
  lanes: Lanes
  levels: Levels
  messages: Messages
  messageEvents: MessageEvents
  /** Requests that arrived (attempts not counted). */
  requests: number
  /** Longest span of any record: how far to look back for what is still going on. */
  longestSpan: Micros
  /** Set if a limit on records or events ended the run early: the time reached. */
  stoppedAt: Micros | null
}
