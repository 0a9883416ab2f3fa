import { documented, SOURCE, type RuleBody } from './sources.ts'

/** Synchronous invocation and its front doors (SY). */
export const SYNCHRONOUS = {
  'SY-01': documented(SOURCE.invokeApi, '2026-07', [['status', 200, 'HTTP']]),
  'SY-03': documented(SOURCE.retries, '2026-07'),
  'SY-04': documented(SOURCE.troubleshooting, '2026-10'),
  'SY-05': documented(SOURCE.botocore, '2026-08', [['snapStartTimeout', 408, 'HTTP'], ['requestTooLarge', 413, 'HTTP'], ['throttled', 429, 'HTTP']]),
  'SY-06': documented(SOURCE.sdkRetries, '2026', [['standard', 3, 'attempts'], ['legacy', 5, 'attempts']]),
  'SY-07': documented(SOURCE.quotas, '2026-10', [['request', 6_144, 'KB'], ['response', 6_144, 'KB'], ['status', 413, 'HTTP']]),
  'SY-11': documented(SOURCE.invokeSync, '2026-07'),
  'SY-12': documented(SOURCE.restApi, '2026-04', [['timeoutLeast', 50, 'ms'], ['timeout', 29_000, 'ms'], ['payload', 10_240, 'KB']]),
  'SY-13': documented(SOURCE.httpApi, '2026-04', [['timeout', 30_000, 'ms'], ['payload', 10_240, 'KB']]),
  'SY-15': documented(SOURCE.restApi, '2026-04', [['rate', 10_000, 'requests/s'], ['burst', 5_000, 'requests'], ['status', 429, 'HTTP']]),
  'SY-16': documented(SOURCE.gatewayErrors, '2026-07', [['invocationError', 500, 'HTTP'], ['functionError', 502, 'HTTP'], ['timeout', 504, 'HTTP']]),
  'SY-18': documented(SOURCE.alb, '2026', [['request', 1_024, 'KB'], ['response', 1_024, 'KB'], ['functionError', 502, 'HTTP']]),
  'SY-19': documented(SOURCE.functionUrls, '2026-10', [['throttled', 429, 'HTTP']]),
  'SY-22': documented(SOURCE.functionUrlMonitoring, '2026-07', [['functionError', 502, 'HTTP']]),
} as const satisfies Record<string, RuleBody>
