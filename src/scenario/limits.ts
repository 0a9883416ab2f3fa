import { INIT_PRESETS } from '../rules/data/initPresets.ts'
import { ruleNumber } from '../rules/registry.ts'
import { rulebookAt } from '../rules/rulebook.ts'
import { KNOWN_RUNTIMES } from '../rules/runtimes.ts'
import { DEFAULT_SCENARIO_FIELDS } from './defaults.ts'

const { memory, timeout, ephemeralStorage } = rulebookAt(DEFAULT_SCENARIO_FIELDS.lambdaAsOf)

/** Bounds of input fields. AWS's own come from the rulebook; the rest keep a run within what a page can hold. */
export const LIMITS = {
  memoryMB: { min: memory.minMB, max: memory.maxMB },
  timeoutSeconds: { min: timeout.minSeconds, max: timeout.maxSeconds },
  ephemeralStorageMB: { min: ephemeralStorage.minMB, max: ephemeralStorage.maxMB },
  concurrency: { min: 1, max: 1_000_000 },
  /** Milliseconds of a run: up to seven days. */
  durationMs: { min: 1, max: 604_800_000 },
  ratePerSecond: { min: 0, max: 1_000_000 },
  /** Any single duration, ms. */
  spanMs: { min: 0, max: 3_600_000 },
  /** A value of a distribution in whatever unit its field has. */
  value: { min: 0, max: 1e9 },
  codeSizeMB: { min: 0, max: 10_240 },
  payloadKB: { min: 0, max: 20_480 },
  responseCharacters: 10_000,
  retryAttempts: { min: 0, max: ruleNumber('AS-03', 'retries') },
  eventAgeSeconds: { min: ruleNumber('AS-05', 'least'), max: ruleNumber('AS-05', 'most') },
  serviceRetries: { min: 0, max: ruleNumber('TR-06', 'attempts') },
  serviceEventAge: { min: ruleNumber('TR-06', 'ageLeast'), max: ruleNumber('TR-06', 'age') },
  flexibleMinutes: { min: 0, max: ruleNumber('TR-07', 'windowMost') },
  sendsCount: { min: 1, max: 10 },
  date: { min: '2015-01-01', max: '2099-12-31' },
  runtimes: KNOWN_RUNTIMES.map((runtime) => runtime.id),
  initPresets: Object.keys(INIT_PRESETS) as readonly string[],
  functions: 20,
  sources: 50,
  interventions: 1_000,
  bursts: 1_000,
  ratePoints: 5_000,
  listedRequests: 100_000,
  quantiles: 500,
  failRequests: 10_000,
  failAttempts: { min: 1, max: 1_000 },
  /** Requests the traffic may be expected to send in one run. */
  expectedRequests: 10_000_000,
  textBytes: 2 * 1024 * 1024,
  jsonDepth: 24,
  issues: 20,
} as const
