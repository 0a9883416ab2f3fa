import { assumed, documented, SOURCE, type RuleBody } from '../../rules/data/sources.ts'

const DECIDED = '2026-11-26'

export const MQ_RULES = {
  'KF-04': documented(SOURCE.provisioned, '2026-07', [['activemq', 5, 'batches'], ['rabbitmq', 1, 'batches']]),
  'KF-05': documented(SOURCE.mq, '2026-10', [['redeliveries', 6, 'deliveries']]),
  'UN-21': assumed(SOURCE.mq, DECIDED, [['first', 1, 's'], ['cap', 60, 's']]),
} as const satisfies Record<string, RuleBody>
