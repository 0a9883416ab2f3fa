import { assumed, documented, SOURCE, type RuleBody } from '../../rules/data/sources.ts'

const DECIDED = '2026-11-26'

export const KAFKA_RULES = {
  'KF-01': documented(SOURCE.kafkaScaling, '2026-07', [['evaluation', 60, 's'], ['adjust', 180, 's']]),
  'KF-02': documented(SOURCE.kafkaScaling, '2026-07', [['least', 1, 'pollers'], ['leastMost', 200, 'pollers'], ['ordinaryMost', 200, 'pollers'], ['most', 2_000, 'pollers'], ['batches', 5, 'batches per poller']]),
  'KF-03': documented(SOURCE.kafkaRetries, '2026-07', [['withDestination', 10, 'retries']]),
  'UN-20': assumed(SOURCE.kafkaScaling, DECIDED, [['start', 1, 'pollers'], ['factor', 2, 'times']]),
} as const satisfies Record<string, RuleBody>
