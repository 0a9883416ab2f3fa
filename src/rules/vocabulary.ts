/**
 * The words that rules are stated in. The scenario and the trace use the same ones; rules lie below both,
 * so they are spelled again here and a test holds the two together.
 */
export type Architecture = 'x86_64' | 'arm64'
export type PackageType = 'Zip' | 'Image'
export type Pool = 'on-demand' | 'provisioned' | 'proactive'
export type EntryPoint = 'sdk' | 'rest-api' | 'http-api' | 'function-url' | 'alb' | 'websocket' | 'cloudfront' | 'cognito' | 'alexa' | 'event' | 'event-source'
export type RetryMode = 'standard' | 'legacy'
/** How a request can end. */
export type Ending =
  | 'success'
  | 'functionError'
  | 'timeout'
  | 'crash'
  | 'outOfMemory'
  | 'throttled'
  | 'gatewayTimeout'
  | 'clientTimeout'
  | 'payloadTooLarge'
  | 'apiThrottled'
  | 'responseTooLarge'
  | 'restoreTimeout'
  | 'retriesExhausted'
  | 'eventAgeExceeded'
  | 'zeroReservedConcurrency'
  | 'handOverDenied'
  | 'handOverFailed'
  | 'recursiveLoop'
  | 'deliveryFailed'
  // Of side effects: no request ends like this.
  | 'paid'
  | 'paidAgain'
  | 'alreadyDone'
  | 'inProgress'

/** The random quantities of the measured model, in ms: part of the scenario's `Distribution`. */
export type MeasuredDistribution =
  | { kind: 'deterministic'; value: number }
  | { kind: 'lognormal'; median: number; sigma: number }
  | { kind: 'empirical'; quantiles: readonly (readonly [number, number])[] }

/** What the measured model reads of a function's configuration. */
export interface MeasuredFunction {
  Runtime: string
  Architectures: readonly [Architecture]
  PackageType: PackageType
  MemorySize: number
  vpc: boolean
  coldStart: { initPreset: string; codeSizeMB: number }
}
