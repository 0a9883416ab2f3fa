import { assumed, documented, SOURCE, type RuleBody } from '../../rules/data/sources.ts'

const DECIDED = '2026-11-26'

export const STREAM_RULES = {
  'ST-01': documented(SOURCE.kinesis, '2026-10', [['polls', 1, 'polls/s']]),
  'ST-02': documented(SOURCE.dynamodb, '2026-10', [['polls', 4, 'polls/s']]),
  'ST-03': documented(SOURCE.kinesis, '2026-07', [['most', 10, 'batches per shard']]),
  'ST-05': documented(SOURCE.createMapping, '2026-08'),
  'ST-06': documented(SOURCE.kinesis, '2026-07'),
  'ST-07': documented(SOURCE.botocore, '2026-08', [['most', 10_000, 'attempts']]),
  'ST-08': documented(SOURCE.botocore, '2026-08', [['least', 60, 's'], ['most', 604_800, 's']]),
  'ST-09': documented(SOURCE.kinesis, '2026-07'),
  'ST-10': documented(SOURCE.kinesisErrors, '2026-07'),
  'ST-12': documented(SOURCE.kinesisErrors, '2026-07'),
  'ST-15': documented(SOURCE.tumbling, '2026-07', [['most', 900, 's']]),
  'ST-17': documented(SOURCE.kinesisQuotas, '2026', [['keptLeast', 24, 'h'], ['kept', 8_760, 'h']]),
  'ST-19': documented(SOURCE.kinesis, '2026-10'),
  'ST-21': documented(SOURCE.fanOut, '2026', [['latency', 70, 'ms']]),
  'UN-05': assumed(SOURCE.kinesisErrors, DECIDED, [['first', 1, 's'], ['cap', 60, 's']]),
} as const satisfies Record<string, RuleBody>
