import { substream, uniform } from '../base/random'
import type { SourceState } from '../sim/lambda/world'

/** What messages draw by their number: whether a filter lets them pass, and whether they have the hot key. */

/** Substreams of a stream that nobody draws from who is polled. */
const HOT = 1
const MATCH = 2
const MB_IN_KB = 1024

export interface Filtering {
  readonly mapping: { readonly FilterCriteria: { readonly Filters: readonly unknown[] } | null }
  readonly matchShare: number
}

/** Whether a message passes the filter of the mapping (rule ES-08); null: there is none. */
export function filterOf({ streams }: SourceState, { mapping, matchShare }: Filtering): ((counter: number) => boolean) | null {
  if (mapping.FilterCriteria === null || mapping.FilterCriteria.Filters.length === 0) return null
  const key = substream(streams.jitter, MATCH)
  return (counter) => uniform(key, counter) < matchShare
}

/** Keys go round, but for a share of the records that has the first one. */
export function keysOf({ streams }: SourceState, { partitionKeys, hotKeyShare }: { partitionKeys: number; hotKeyShare: number }): (counter: number) => number {
  if (hotKeyShare === 0) return (counter) => counter % partitionKeys
  const key = substream(streams.jitter, HOT)
  return (counter) => (uniform(key, counter) < hotKeyShare ? 0 : counter % partitionKeys)
}

/** How many messages of this size make up the payload of an invocation, at most (rule ES-02). */
export const mostInBatch = (BatchSize: number, payloadKB: number, payloadMB: number): number =>
  payloadKB === 0 ? BatchSize : Math.max(1, Math.min(BatchSize, Math.floor((payloadMB * MB_IN_KB) / payloadKB)))

/** What is known of messages so far, where there is room for more. */
export function inLarger<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
