import { assumed, documented, SOURCE, type RuleBody } from './sources.ts'

const DECIDED = '2026-11-25'

/** Metrics (MO), log lines (LG), and what is assumed where the guide leaves them open. */
export const MONITORING = {
  'MO-01': documented(SOURCE.monitoringConcurrency, '2026-07', [['period', 1, 'min']]),
  'MO-02': documented(SOURCE.metrics, '2026-11'),
  'MO-10': documented(SOURCE.metricTypes, '2026-07'),
  'MO-11': documented(SOURCE.metricTypes, '2026-07'),
  'MO-12': documented(SOURCE.metricTypes, '2026-07'),
  'MO-15': documented(SOURCE.metricTypes, '2026-07'),
  'MO-16': documented(SOURCE.metricTypes, '2026-07'),
  'MO-20': documented(SOURCE.metricTypes, '2026-07'),
  'MO-22': documented(SOURCE.metricTypes, '2026-07'),
  'MO-29': documented(SOURCE.metricTypes, '2026-07'),
  'MO-30': documented(SOURCE.metricTypes, '2026-07'),
  'MO-31': documented(SOURCE.metricTypes, '2026-07'),
  'MO-24': documented(SOURCE.metricTypes, '2026-07'),
  'MO-25': documented(SOURCE.metricTypes, '2026-07'),
  'MO-26': documented(SOURCE.metricTypes, '2026-07'),
  'MO-27': documented(SOURCE.metricTypes, '2026-07'),
  'MO-28': documented(SOURCE.monitoringConcurrency, '2026-07'),
  'LG-01': documented(SOURCE.logLines, '2026-07'),
  'LG-02': documented(SOURCE.lifecycle, '2026-07'),
  'LG-03': documented(SOURCE.lifecycle, '2026-07'),
  'LG-04': documented(SOURCE.logGroups, '2026-07'),
  'LG-05': documented(SOURCE.logLevels, '2026-07'),
  'LG-06': documented(SOURCE.logLevels, '2026-07'),
  'LG-07': documented(SOURCE.telemetry, '2026-10'),
  'LG-08': documented(SOURCE.telemetry, '2026-10'),
  'LG-09': documented(SOURCE.telemetry, '2026-10'),
  'LG-10': documented(SOURCE.telemetry, '2026-10'),
  'LG-11': documented(SOURCE.telemetry, '2026-10'),
  'MC-30': assumed(SOURCE.monitoringConcurrency, DECIDED, [['finest', 1, 's']]),
  'MC-31': assumed(SOURCE.metricTypes, DECIDED),
  'MC-32': assumed(SOURCE.monitoringConcurrency, DECIDED),
  'MC-33': assumed(SOURCE.logLines, DECIDED),
} as const satisfies Record<string, RuleBody>
