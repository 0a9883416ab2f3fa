import { assumed, documented, SOURCE, type RuleBody } from '../../rules/data/sources.ts'

const DECIDED = '2026-11-26'

export const SQS_RULES = {
  'SQ-01': documented(SOURCE.sqsScaling, '2026-07', [['start', 5, 'batches'], ['ramp', 300, 'batches/min'], ['most', 1_250, 'batches']]),
  'SQ-04': documented(SOURCE.sqsScaling, '2026-07', [['least', 2, 'batches'], ['most', 1_000, 'batches']]),
  'SQ-05': documented(SOURCE.sqs, '2026-10', [['wait', 20, 's']]),
  'SQ-06': documented(SOURCE.sqsConfigure, '2026-07'),
  'SQ-07': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-08': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-09': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-10': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-11': documented(SOURCE.sqsConfigure, '2026-07'),
  'SQ-13': documented(SOURCE.sqsScaling, '2026-07'),
  'SQ-14': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-15': documented(SOURCE.sqsScaling, '2026-07', [['batches', 10, 'batches per poller'], ['ramp', 1_000, 'batches/min'], ['least', 2, 'pollers'], ['leastMost', 200, 'pollers'], ['ordinaryMost', 200, 'pollers'], ['most', 10_000, 'pollers']]),
  'SQ-17': documented(SOURCE.sqsQuotas, '2026', [['visibility', 30, 's'], ['visibilityMost', 43_200, 's'], ['retention', 345_600, 's'], ['retentionLeast', 60, 's'], ['retentionMost', 1_209_600, 's'], ['delayMost', 900, 's']]),
  'UN-06': assumed(SOURCE.sqsErrors, DECIDED, [['least', 2, 'batches'], ['first', 1, 's']]),
  'UN-22': assumed(SOURCE.sqs, DECIDED),
} as const satisfies Record<string, RuleBody>
