import { ruleAt, type RuleId, type RuleIndex } from './registry.ts'

/** `Reason` of a TooManyRequestsException, as the API spells it (rule CC-26). */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'

/** Which reason a refusal by a rule carries. AWS explains the concurrency ones; the rate ones are inferred (rule CC-27). */
const REASONS: Partial<Record<RuleId, ThrottleReason>> = {
  'CC-02': 'ConcurrentInvocationLimitExceeded',
  'CC-04': 'ReservedFunctionConcurrentInvocationLimitExceeded',
  'CC-06': 'ReservedFunctionConcurrentInvocationLimitExceeded',
  'CC-11': 'ReservedFunctionConcurrentInvocationLimitExceeded',
  'CC-19': 'FunctionInvocationRateLimitExceeded',
  'CC-21': 'FunctionInvocationRateLimitExceeded',
  'CC-23': 'FunctionInvocationRateLimitExceeded',
  'CC-23R': 'ReservedFunctionInvocationRateLimitExceeded',
}

/** The API's reason for a throttle record's rule; null for rules that never throttle. */
export function throttleReason(rule: RuleIndex): ThrottleReason | null {
  return REASONS[ruleAt(rule).id] ?? null
}
