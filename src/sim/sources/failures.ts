import type { TrafficSource } from '../scenario'

/** How often messages fail before they succeed, by their number in the source. */
export interface Failures {
  /** Whether any ever does. */
  readonly any: boolean
  /** Whether a message fails this time, which is counted. */
  fails(message: number, counter: number): boolean
}

/** @param counter of the message in its source: what the scenario lists */
export function createFailures({ arrivals }: TrafficSource): Failures {
  const listed = arrivals.kind === 'list' ? [...arrivals.requests].sort((a, b) => a.atMs - b.atMs) : []
  const times = listed.map(({ failAttempts }) => (failAttempts === null ? Infinity : (failAttempts ?? 0)))
  const failed = new Map<number, number>()
  return {
    any: times.some((count) => count > 0),
    fails(message, counter) {
      const before = failed.get(message) ?? 0
      if (before >= (times[counter] ?? 0)) return false
      failed.set(message, before + 1)
      return true
    },
  }
}
