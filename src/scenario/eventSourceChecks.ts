import { ruleNumber } from '../rules/registry.ts'
import type { RuleId } from '../rules/ids.ts'
import type { EventSource, FunctionConfig, Scenario, SqsSource, StreamSource, TrafficSource } from '../sim/scenario.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import { DEFAULT_STREAM } from './defaults.ts'
import type { Issue } from './issue.ts'
import { mappingIssues } from './mappingChecks.ts'

/** What AWS refuses of a queue or stream, its mapping and its function together. */

/** Larger batches take a window to collect. */
export const BATCH_WITHOUT_WINDOW = ruleNumber('ES-04', 'without')
export const WINDOW_FOR_LARGE_BATCHES = ruleNumber('ES-04', 'window')
const FIFO_BATCH = ruleNumber('ES-05', 'fifo')
const LEAST_AGE = ruleNumber('ST-08', 'least')

interface Found {
  code: string
  path: string
  value: unknown
  message: string
  allowed: string
  rule?: RuleId
}

function viaIssues({ via, eventSource }: TrafficSource, path: string): Issue[] {
  const at = `${path}.eventSource`
  if (via === 'event-source' && eventSource === null) {
    return [{ code: 'noEventSource', path: at, message: issueText.noEventSource(at), value: eventSource, allowed: allowedText.eventSource }]
  }
  if (via === 'event-source' || eventSource === null) return []
  return [{ code: 'eventSource', path: at, message: issueText.eventSourceUnused(at, via), value: eventSource.kind, allowed: allowedText.null }]
}

/** Whether a batch of this size may be collected without a window. A stream's size that was left as it is may. */
export const fitsWithoutWindow = (kind: EventSource['kind'], size: number): boolean =>
  size <= BATCH_WITHOUT_WINDOW || (kind !== 'sqs' && size === DEFAULT_STREAM.mapping.BatchSize)

function batchIssues({ kind, mapping }: SqsSource | StreamSource, path: string): Found[] {
  const { BatchSize: value, MaximumBatchingWindowInSeconds: window } = mapping
  if (window >= WINDOW_FOR_LARGE_BATCHES || fitsWithoutWindow(kind, value)) return []
  const at = `${path}.mapping.BatchSize`
  const message = issueText.batchWithoutWindow(at, value, { most: BATCH_WITHOUT_WINDOW, window: WINDOW_FOR_LARGE_BATCHES })
  return [{ code: 'batchWindow', path: at, value, message, allowed: allowedText.atMost(BATCH_WITHOUT_WINDOW), rule: 'ES-04' }]
}

function fifoIssues({ mapping }: SqsSource, path: string): Found[] {
  const { BatchSize, MaximumBatchingWindowInSeconds: window } = mapping
  const size = `${path}.mapping.BatchSize`
  const wait = `${path}.mapping.MaximumBatchingWindowInSeconds`
  return [
    ...(BatchSize <= FIFO_BATCH
      ? []
      : [{ code: 'fifoBatch', path: size, value: BatchSize, message: issueText.fifoBatch(size, BatchSize, FIFO_BATCH), allowed: allowedText.atMost(FIFO_BATCH), rule: 'SQ-13' as const }]),
    ...(window === 0 ? [] : [{ code: 'fifoWindow', path: wait, value: window, message: issueText.fifoWindow(wait, window), allowed: '0', rule: 'SQ-13' as const }]),
  ]
}

function sqsIssues(queue: SqsSource, fn: FunctionConfig | undefined, path: string): Found[] {
  const { ScalingConfig, ProvisionedPollerConfig: pollers } = queue.mapping
  const found: Found[] = queue.FifoQueue ? fifoIssues(queue, path) : batchIssues(queue, path)
  if (fn !== undefined && fn.Timeout > queue.VisibilityTimeout) {
    const at = `${path}.VisibilityTimeout`
    const message = issueText.visibility(at, queue.VisibilityTimeout, { name: fn.FunctionName, Timeout: fn.Timeout })
    found.push({ code: 'visibility', path: at, value: queue.VisibilityTimeout, message, allowed: allowedText.atLeast(fn.Timeout), rule: 'SQ-06' })
  }
  const at = `${path}.mapping.ProvisionedPollerConfig`
  if (ScalingConfig !== null && pollers !== null) {
    found.push({ code: 'pollers', path: at, value: '', message: issueText.pollersAndConcurrency(at), allowed: allowedText.null, rule: 'SQ-15' })
  }
  return found
}

function streamIssues(stream: StreamSource, path: string): Found[] {
  const age = stream.mapping.MaximumRecordAgeInSeconds
  const found = batchIssues(stream, path)
  if (age === -1 || age >= LEAST_AGE) return found
  const at = `${path}.mapping.MaximumRecordAgeInSeconds`
  const allowed = allowedText.orEndless(LEAST_AGE)
  return [...found, { code: 'recordAge', path: at, value: age, message: issueText.invalid(at, String(age), allowed), allowed, rule: 'ST-08' }]
}

function ownIssues(source: EventSource, fn: FunctionConfig | undefined, path: string): Issue[] {
  if (source.kind === 'sqs') return sqsIssues(source, fn, path)
  return 'ShardCount' in source ? streamIssues(source, path) : []
}

export function eventSourceIssues(scenario: Scenario): Issue[] {
  const { traffic, functions } = scenario
  return traffic.flatMap((source, i): Issue[] => {
    const path = `traffic[${i}].eventSource`
    const { eventSource } = source
    const wrong = viaIssues(source, `traffic[${i}]`)
    if (eventSource === null || wrong.length > 0) return wrong
    const fn = functions.find(({ FunctionName }) => FunctionName === source.function)
    return [...ownIssues(eventSource, fn, path), ...mappingIssues(eventSource, path, { scenario, fn })]
  })
}
