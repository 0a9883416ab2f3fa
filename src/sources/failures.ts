import { NONE } from '../sim/trace/schema'
import type { RecordId } from '../sim/trace/schema'
import type { TrafficSource } from '../sim/scenario'

/**
 * How often each message of a source fails before it succeeds, as the scenario lists it; null where none ever does.
 * What a burst sends is not listed. @returns by number in the source, and what made it be sent
 */
export function listedFailures({ arrivals }: TrafficSource): ((counter: number, cause: RecordId) => number) | null {
  if (arrivals.kind !== 'list') return null
  const listed = [...arrivals.requests].sort((a, b) => a.atMs - b.atMs)
  const times = listed.map(({ failAttempts }) => (failAttempts === null ? Infinity : (failAttempts ?? 0)))
  if (!times.some((count) => count > 0)) return null
  return (counter, cause) => (cause === NONE ? (times[counter] ?? 0) : 0)
}
