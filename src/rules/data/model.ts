import { assumed, measured, SOURCE, type RuleBody } from './sources.ts'

const DECIDED = '2026-11-23'

/** What AWS leaves undocumented (UN), what others measured (MD) and what we chose (MC). */
export const MODEL = {
  'UN-01': assumed(SOURCE.lifecycle, DECIDED, [['idle', 6, 'min']]),
  'UN-02': assumed(SOURCE.lifecycle, DECIDED, [['min', 2, 'h'], ['max', 14, 'h']]),
  'UN-03': assumed(SOURCE.scaling, DECIDED, [['policy', 'most-recently-used', '']]),
  'UN-04': assumed(SOURCE.lifecycle, DECIDED),
  'UN-08': assumed(SOURCE.scaling, DECIDED, [['window', 1, 's']]),
  'UN-10': assumed(SOURCE.freeInit, DECIDED, [['billed', false, '']]),
  'UN-11': assumed(SOURCE.lifecycle, DECIDED, [['share', 0, 'of cold starts']]),

  'MD-01': measured(SOURCE.rustTraces, '2026-11-23', [['median', 100, 'ms'], ['sigma', 0.25, 'of the logarithm']]),
  'MD-02': measured(SOURCE.lambdabench, '2026-11-23', [['perMb', 6, 'ms per zipped MB'], ['free', 5, 'zipped MB']]),
  'MD-03': measured(SOURCE.lambdaPerf, '2026-08-22'),
  'MD-04': measured(SOURCE.lambdaPerf, '2026-08-22'),
  'MD-05': measured(SOURCE.fileSize, '2026-11-23', [['perMb', 30, 'ms per MB'], ['saturation', 250, 'MB'], ['imageFactor', 0.75, '']]),
  'MD-06': measured(SOURCE.packageSize, '2026-11-23', [['zipPerMb', 8, 'ms per MB'], ['imagePerMb', 3.3, 'ms per MB']]),
  'MD-07': measured(SOURCE.packageSize, '2026-11-23', [['perMb', 1.25, 'ms per MB read']]),
  'MD-08': measured(SOURCE.lambdaPerf, '2026-08-22'),
  'MD-09': measured(SOURCE.cebert, '2025-12-02'),
  'MD-10': measured(SOURCE.lambdaPerf, '2026-08-22'),
  'MD-11': measured(SOURCE.lambdaPerf, '2026-08-22', [['median', 620, 'ms'], ['sigma', 0.15, 'of the logarithm'], ['median128', 720, 'ms at 128 MB'], ['sigma128', 0.17, 'of the logarithm']]),
  'MD-12': measured(SOURCE.lambdaPerf, '2026-08-22', [['median', 270, 'ms'], ['sigma', 0.2, 'of the logarithm']]),
  'MD-13': measured(SOURCE.shilkovData, '2026-01-20', [['penalty', 233, 'ms']]),
  'MD-14': measured(SOURCE.coldStartIntervals, '2021', [['min', 300, 's'], ['max', 420, 's']]),
  'MD-15': measured(SOURCE.cebert, '2025-12-02'),

  'MC-01': assumed(SOURCE.lifecycle, DECIDED),
  'MC-02': assumed(SOURCE.scaling, DECIDED, [['policy', 'most-recently-used', '']]),
  'MC-03': assumed(SOURCE.scaling, DECIDED, [['window', 1, 's']]),
  'MC-04': assumed(SOURCE.lifecycle, DECIDED, [['min', 2, 'h'], ['max', 14, 'h']]),
  'MC-05': assumed(SOURCE.gatewayErrors, DECIDED, [['httpApiFunctionError', 500, 'HTTP'], ['httpApiUnavailable', 503, 'HTTP'], ['albThrottled', 502, 'HTTP']]),
  'MC-06': assumed(SOURCE.lambdaPerf, DECIDED),
  'MC-07': assumed(SOURCE.lambdaPerf, DECIDED, [['tail', 2, 'times the last quantile']]),
  'MC-08': assumed(SOURCE.lambdabench, DECIDED, [['ratio', 0.3, 'zipped MB per MB']]),
  'MC-09': assumed(SOURCE.snapStart, DECIDED),
  'MC-10': assumed(SOURCE.proactiveInit, DECIDED),
  'MC-11': assumed(SOURCE.javaFrameworks, DECIDED),
  'MC-12': assumed(SOURCE.pricing, DECIDED),
  'MC-13': assumed(SOURCE.snapStartMonitoring, DECIDED, [['billed', 0, 'ms per restore']]),
  'MC-14': assumed(SOURCE.sdkRetries, DECIDED, [['base', 1_000, 'ms'], ['cap', 20_000, 'ms'], ['factor', 2, '']]),
  'MC-15': assumed(SOURCE.lifecycle, DECIDED),
  'MC-16': assumed(SOURCE.lifecycle, DECIDED),
  'MC-17': assumed(SOURCE.scalingRate, DECIDED),
} as const satisfies Record<string, RuleBody>
