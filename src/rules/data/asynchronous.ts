import { documented, SOURCE, type RuleBody } from './sources.ts'

/** Asynchronous invocation (AS). */
export const ASYNCHRONOUS = {
  'AS-01': documented(SOURCE.invokeAsync, '2026-10', [['status', 202, 'HTTP']]),
  'AS-02': documented(SOURCE.quotas, '2026-10', [['payload', 1_024, 'KB']]),
  'AS-03': documented(SOURCE.asyncErrors, '2026-07', [['retries', 2, 'attempts'], ['wait1', 60, 's'], ['wait2', 120, 's']]),
  'AS-04': documented(SOURCE.asyncErrors, '2026-07', [['first', 1, 's'], ['cap', 300, 's']]),
  'AS-05': documented(SOURCE.botocore, '2026-08', [['least', 60, 's'], ['most', 21_600, 's']]),
  'AS-10': documented(SOURCE.asyncRecords, '2026-07'),
  'AS-12': documented(SOURCE.asyncRecords, '2026-07'),
  'AS-16': documented(SOURCE.asyncRecords, '2026-07'),
  'AS-17': documented(SOURCE.metricTypes, '2026-07'),
  'AS-20': documented(SOURCE.quotas, '2026-10'),
} as const satisfies Record<string, RuleBody>
