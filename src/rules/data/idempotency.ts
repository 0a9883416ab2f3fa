import { assumed, documented, SOURCE, type RuleBody } from './sources.ts'

/** External calls with side effects, and idempotency keys as Powertools for AWS Lambda keeps them. */
export const IDEMPOTENCY = {
  'MC-40': assumed(SOURCE.asyncErrors, '2026-11-26'),
  'ID-01': documented(SOURCE.powertools, '2026'),
  'ID-02': documented(SOURCE.powertools, '2026'),
  'ID-03': documented(SOURCE.powertools, '2026'),
  'MC-41': assumed(SOURCE.powertools, '2026-11-26', [['kept', 3_600, 's']]),
} as const satisfies Record<string, RuleBody>
