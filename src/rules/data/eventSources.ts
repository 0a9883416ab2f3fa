import { DOCUMENTDB_RULES } from '../../sources/documentdb/rules.ts'
import { KAFKA_RULES } from '../../sources/kafka/rules.ts'
import { MQ_RULES } from '../../sources/mq/rules.ts'
import { SQS_RULES } from '../../sources/sqs/rules.ts'
import { STREAM_RULES } from '../../sources/stream/rules.ts'
import { assumed, documented, SOURCE, type RuleBody } from './sources.ts'

const DECIDED = '2026-11-26'

/** Event source mappings: rules of them all (ES, KF-07), and those of each source, which stand in its folder. */
export const EVENT_SOURCES = {
  ...SQS_RULES,
  ...STREAM_RULES,
  ...KAFKA_RULES,
  ...MQ_RULES,
  ...DOCUMENTDB_RULES,
  'ES-01': documented(SOURCE.mappings, '2026-10'),
  'ES-02': documented(SOURCE.mappings, '2026-10', [['windowMost', 300, 's'], ['payload', 6, 'MB']]),
  'ES-04': documented(SOURCE.mappings, '2026-10', [['without', 10, 'messages'], ['window', 1, 's']]),
  'ES-05': documented(SOURCE.botocore, '2026-08', [['sqs', 10, 'messages'], ['stream', 100, 'records'], ['most', 10_000, 'records'], ['fifo', 10, 'messages']]),
  'ES-03': documented(SOURCE.mappings, '2026-10', [['window', 0.5, 's']]),
  'ES-08': documented(SOURCE.filtering, '2026-07', [['most', 10, 'filters'], ['pattern', 4_096, 'characters']]),
  'ES-10': documented(SOURCE.filtering, '2026-07'),
  'ES-12': assumed(SOURCE.filtering, DECIDED),
  'KF-07': documented(SOURCE.mappings, '2026-10', [['timeout', 840, 's']]),
} as const satisfies Record<string, RuleBody>
