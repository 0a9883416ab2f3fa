import { assumed, documented, SOURCE, type RuleBody } from './sources.ts'

const DECIDED = '2026-11-26'

/** Event source mappings (ES), SQS queues (SQ) and streams (ST). */
export const EVENT_SOURCES = {
  'ES-01': documented(SOURCE.mappings, '2026-10'),
  'ES-02': documented(SOURCE.mappings, '2026-10', [['windowMost', 300, 's']]),
  'ES-04': documented(SOURCE.mappings, '2026-10', [['without', 10, 'messages'], ['window', 1, 's']]),
  'ES-05': documented(SOURCE.botocore, '2026-08', [['sqs', 10, 'messages'], ['stream', 100, 'records'], ['most', 10_000, 'records'], ['fifo', 10, 'messages']]),
  'SQ-01': documented(SOURCE.sqsScaling, '2026-07', [['start', 5, 'batches'], ['ramp', 300, 'batches/min'], ['most', 1_250, 'batches']]),
  'SQ-04': documented(SOURCE.sqsScaling, '2026-07', [['least', 2, 'batches'], ['most', 1_000, 'batches']]),
  'SQ-06': documented(SOURCE.sqsConfigure, '2026-07'),
  'SQ-07': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-08': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-09': documented(SOURCE.sqsErrors, '2026-10'),
  'SQ-11': documented(SOURCE.sqsConfigure, '2026-07'),
  'SQ-13': documented(SOURCE.sqsScaling, '2026-07'),
  'SQ-15': documented(SOURCE.sqsScaling, '2026-07', [['batches', 10, 'batches per poller'], ['ramp', 1_000, 'batches/min'], ['least', 2, 'pollers'], ['most', 10_000, 'pollers']]),
  'SQ-17': documented(SOURCE.sqsQuotas, '2026', [['visibility', 30, 's'], ['visibilityMost', 43_200, 's'], ['retention', 345_600, 's'], ['retentionLeast', 60, 's'], ['retentionMost', 1_209_600, 's'], ['delayMost', 900, 's']]),
  'ST-03': documented(SOURCE.kinesis, '2026-07', [['most', 10, 'batches per shard']]),
  'ST-06': documented(SOURCE.kinesis, '2026-07'),
  'ST-07': documented(SOURCE.botocore, '2026-08', [['most', 10_000, 'attempts']]),
  'ST-08': documented(SOURCE.botocore, '2026-08', [['least', 60, 's'], ['most', 604_800, 's']]),
  'ST-09': documented(SOURCE.kinesis, '2026-07'),
  'ST-10': documented(SOURCE.kinesisErrors, '2026-07'),
  'ST-12': documented(SOURCE.kinesisErrors, '2026-07'),
  'UN-05': assumed(SOURCE.kinesisErrors, DECIDED, [['first', 1, 's'], ['cap', 60, 's']]),
  'UN-06': assumed(SOURCE.sqsErrors, DECIDED, [['least', 2, 'batches'], ['first', 1, 's']]),
} as const satisfies Record<string, RuleBody>
