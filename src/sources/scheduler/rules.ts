import { documented, guide, type RuleBody } from '../../rules/data/sources.ts'

export const SCHEDULER_RULES = {
  'TR-07': documented(guide('Invoke a Lambda function on a schedule', 'with-eventbridge-scheduler'), '2026-07', [['age', 86_400, 's'], ['attempts', 185, 'retries'], ['windowMost', 1_440, 'min']]),
} as const satisfies Record<string, RuleBody>
