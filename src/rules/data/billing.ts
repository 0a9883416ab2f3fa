import { assumed, documented, SOURCE, type RuleBody } from './sources.ts'

/** Billing (BL): us-east-1, USD, without tax. */
export const BILLING = {
  'BL-01': documented(SOURCE.millisecond, '2020-12-01', [['granularity', 1, 'ms']], { from: '2020-12-01' }),
  'BL-01H': documented(SOURCE.millisecond, '2020-12-01', [['granularity', 100, 'ms']], { to: '2020-12-01' }),
  'BL-02': documented(SOURCE.initBilling, '2025-08-01', [], { from: '2025-08-01' }),
  'BL-02H': documented(SOURCE.initBilling, '2025-08-01', [], { to: '2025-08-01' }),
  'BL-03': documented(SOURCE.lifecycle, '2026-07'),
  'BL-04': documented(SOURCE.lifecycle, '2026-07'),
  'BL-05': assumed(SOURCE.freeInit, '2022-04'),
  'BL-06': documented(SOURCE.lifecycle, '2026-07'),
  'BL-07': documented(SOURCE.pricing, '2026-09', [['request', 0.2, 'USD per million']]),
  'BL-08': documented(SOURCE.pricing, '2026-09', [
    ['tier1', 0.0000166667, 'USD/GB-s'], ['tier1End', 6_000_000_000, 'GB-s per month'],
    ['tier2', 0.000015, 'USD/GB-s'], ['tier2End', 15_000_000_000, 'GB-s per month'],
    ['tier3', 0.0000133334, 'USD/GB-s'],
  ]),
  'BL-09': documented(SOURCE.pricing, '2026-09', [
    ['tier1', 0.0000133334, 'USD/GB-s'], ['tier1End', 7_500_000_000, 'GB-s per month'],
    ['tier2', 0.0000120001, 'USD/GB-s'], ['tier2End', 18_750_000_000, 'GB-s per month'],
    ['tier3', 0.0000106667, 'USD/GB-s'],
  ]),
  'BL-10': documented(SOURCE.pricing, '2026-09'),
  'BL-11': documented(SOURCE.pricing, '2026-09', [
    ['af-south-1', 0.0000221, 'USD/GB-s'], ['ap-east-1', 0.00002292, 'USD/GB-s'], ['eu-south-1', 0.0000195172, 'USD/GB-s'], ['me-south-1', 0.0000206667, 'USD/GB-s'],
  ]),
  'BL-12': documented(SOURCE.pricing, '2026-09', [['requests', 1_000_000, 'requests per month'], ['compute', 400_000, 'GB-s per month']]),
  'BL-13': documented(SOURCE.pricing, '2026-09', [['x86_64', 0.0000041667, 'USD/GB-s'], ['arm64', 0.0000033334, 'USD/GB-s'], ['rounding', 5, 'min']]),
  'BL-14': documented(SOURCE.pricing, '2026-09', [['x86_64', 0.0000097222, 'USD/GB-s'], ['arm64', 0.0000077778, 'USD/GB-s']]),
  'BL-15': documented(SOURCE.pricing, '2026-09', [['utilisation', 0.6, 'of the configured capacity']]),
  'BL-16': documented(SOURCE.provisioned, '2026-07'),
  'BL-17': documented(SOURCE.scaling, '2026-10', [['price', 0, 'USD']]),
  'BL-18': documented(SOURCE.pricing, '2026-09', [['price', 0.0000000309, 'USD/GB-s'], ['free', 512, 'MB']]),
  'BL-19': documented(SOURCE.pricing, '2026-09', [['cache', 0.0000015046, 'USD/GB-s'], ['cacheMinimum', 3, 'h'], ['restore', 0.0001397998, 'USD/GB per restore']]),
  'BL-29': documented(SOURCE.pricing, '2026-09'),
  'BL-33': documented(SOURCE.pricing, '2026-09'),
} as const satisfies Record<string, RuleBody>
