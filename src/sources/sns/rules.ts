import { documented, type RuleBody } from '../../rules/data/sources.ts'

const sns = { title: 'Amazon SNS Developer Guide: Message delivery retries', url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html' }

export const SNS_RULES = {
  'TR-05': documented(sns, '2026', [
    ['immediate', 3, 'retries'], ['soon', 2, 'retries'], ['soonWait', 1, 's'], ['growing', 10, 'retries'], ['least', 1, 's'], ['most', 20, 's'], ['last', 100_000, 'retries'], ['payload', 256, 'KB'],
  ]),
} as const satisfies Record<string, RuleBody>
