import { assumed, documented, type RuleBody } from '../../rules/data/sources.ts'

const DECIDED = '2026-11-26'
const eventBridge = { title: 'Amazon EventBridge User Guide: Retrying event delivery', url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html' }

export const EVENTBRIDGE_RULES = {
  'TR-06': documented(eventBridge, '2026-11', [['age', 86_400, 's'], ['ageLeast', 60, 's'], ['attempts', 185, 'retries'], ['payload', 1_024, 'KB']]),
  'TR-20': documented(
    { title: 'Amazon EventBridge User Guide: Retry policies and dead-letter queues of custom event buses', url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-retry.html' },
    '2026-11',
    [['age', 300, 's'], ['attempts', 5, 'retries']],
  ),
  'MC-43': assumed(eventBridge, DECIDED, [['first', 1, 's'], ['cap', 480, 's']]),
} as const satisfies Record<string, RuleBody>
