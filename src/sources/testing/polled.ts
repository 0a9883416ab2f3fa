import { defaultSource } from '../../scenario/defaults'
import { fixed, plainFunction, plainScenario } from '../../sim/properties/testing/scenarios'
import type { EventSource, FunctionConfig, Intervention, ListedRequest, Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { MESSAGE_EVENTS, OUTCOME_MASK, OUTCOMES, RECORD_KINDS } from '../../sim/trace/schema'
import type { MessageEvent, Trace } from '../../sim/trace/schema'

/** Runs of one queue or stream, and what became of its messages. */

interface Polled {
  source: EventSource
  /** When messages are sent, ms. */
  at: readonly (number | ListedRequest)[]
  fn?: Partial<FunctionConfig>
  /** How long an invocation takes. */
  takesMs?: number
  payloadKB?: number
  durationMs?: number
  interventions?: readonly Intervention[]
}

export function polledScenario({ source, at, fn, takesMs = 0, payloadKB = 1, durationMs = 600_000, interventions = [] }: Polled): Scenario {
  const requests = at.map((each) => (typeof each === 'number' ? { atMs: each } : each))
  const base = plainFunction('fn')
  const took = fixed(takesMs)
  const none = fixed(0)
  const coldStart = { ...base.coldStart, create: none, download: none, runtimeStart: none, functionInit: none }
  const scenario = plainScenario({ coldStart, handler: { ...base.handler, io: took, firstCall: took }, Timeout: 900, ...fn }, {})
  const name = scenario.functions[0]!.FunctionName
  const traffic = [defaultSource('messages', name, { via: 'event-source', eventSource: source, arrivals: { kind: 'list', requests }, payloadKB })]
  return { ...scenario, durationMs, traffic, interventions }
}

export const polled = (run: Polled): Trace => simulate(polledScenario(run))

/** Messages an event happened to, in order. */
export const messagesWith = ({ messageEvents }: Trace, event: MessageEvent): number[] =>
  Array.from(messageEvents.message).filter((_, row) => MESSAGE_EVENTS[messageEvents.kind[row]!] === event)

/** Seconds at which an event happened. */
export const secondsOf = ({ messageEvents }: Trace, event: MessageEvent): number[] =>
  Array.from(messageEvents.time.slice(0, messageEvents.length)).filter((_, row) => MESSAGE_EVENTS[messageEvents.kind[row]!] === event).map((time) => time / 1e6)

export interface Invoked {
  /** Seconds at which its invocation is asked for the first time. */
  at: number
  messages: number[]
  rule: number
}

/** Batches, in order; also those without messages. */
export function batchesOf({ records, messageEvents }: Trace): Invoked[] {
  const found = new Map<number, Invoked>()
  const asked = new Set<number>()
  for (let row = 0; row < records.length; row++) {
    if (RECORD_KINDS[records.kind[row]!] !== 'arrival' || asked.has(records.request[row]!)) continue
    asked.add(records.request[row]!)
    found.set(row, { at: records.time[row]! / 1e6, messages: [], rule: records.rule[row]! })
  }
  for (let row = 0; row < messageEvents.length; row++) {
    if (MESSAGE_EVENTS[messageEvents.kind[row]!] === 'received') found.get(messageEvents.record[row]!)!.messages.push(messageEvents.message[row]!)
  }
  return [...found.values()]
}

export const sizesOf = (trace: Trace): number[] => batchesOf(trace).map(({ messages }) => messages.length)

/** Invocations and refusals, in seconds. */
export function attemptsOf({ records }: Trace, kind: 'handler' | 'throttle'): { at: number; ok: boolean }[] {
  return Array.from({ length: records.length }, (_, row) => row)
    .filter((row) => RECORD_KINDS[records.kind[row]!] === kind)
    .map((row) => ({ at: records.time[row]! / 1e6, ok: OUTCOMES[records.outcome[row]! & OUTCOME_MASK] === 'success' }))
}

export const repeated = (count: number, atMs = 0): number[] => Array.from({ length: count }, () => atMs)
