import type { Scenario } from '../../sim/scenario.ts'

/** What bounds the concurrency of a function, or of the account (null): the `of 8` in `3 of 8`. */
export function limitOf(scenario: Scenario, fn: number | null): number {
  const quota = scenario.account.ConcurrentExecutions
  if (fn === null) return quota
  const reserved = scenario.functions[fn]?.ReservedConcurrentExecutions
  if (reserved !== null && reserved !== undefined) return reserved
  return quota - scenario.functions.reduce((sum, one) => sum + (one.ReservedConcurrentExecutions ?? 0), 0)
}
