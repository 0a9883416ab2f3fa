/** Words of records and moments, which the front door says, too. The rest of the stage is in `stage.ts`. */
import type { Outcome, RecordKind } from '../../sim/trace/schema.ts'

const kinds: Readonly<Record<RecordKind, string>> = {
  arrival: 'Arrival',
  throttle: 'Throttled (429)',
  reject: 'Refused before Lambda',
  create: 'Create environment',
  network: 'Attach network',
  download: 'Download code',
  runtimeStart: 'Start runtime',
  functionInit: 'Function init',
  restore: 'Restore snapshot',
  suppressedInit: 'Init repeated inside the invoke',
  handler: 'Handler',
  shutdown: 'Shutdown',
  giveUp: 'Caller gives up',
  retryWait: 'Wait before retry',
  connectionWait: 'Wait for a connection',
  provision: 'Provisioning',
  intervention: 'Intervention',
  drop: 'Event given up',
  delivery: 'Delivered to a destination',
  sideEffect: 'External call',
}

const outcomes: Readonly<Record<Outcome, string>> = {
  none: '',
  success: 'success',
  functionError: 'function error',
  timeout: 'timed out',
  crash: 'crashed',
  outOfMemory: 'out of memory',
  throttled: 'throttled',
  gatewayTimeout: 'front door stopped waiting',
  clientTimeout: 'client stopped waiting',
  payloadTooLarge: 'payload too large',
  apiThrottled: 'front door throttled',
  responseTooLarge: 'response too large',
  restoreTimeout: 'restore timed out',
  retriesExhausted: 'retries used up',
  eventAgeExceeded: 'too old',
  zeroReservedConcurrency: 'nothing may run',
  paid: 'paid',
  paidAgain: 'paid once more',
  alreadyDone: 'already done',
  inProgress: 'in progress elsewhere',
  handOverDenied: 'not permitted',
  handOverFailed: 'not taken by Lambda',
  recursiveLoop: 'recursive loop',
  deliveryFailed: 'not delivered',
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** Time on a clock face: `1:05`, `1:02:05`, with decimals if wanted. */
function clockFace(micros: number, decimals: number): string {
  const scale = 10 ** decimals
  const total = Math.round((micros * scale) / 1e6)
  const whole = Math.floor(total / scale)
  const fraction = decimals === 0 ? '' : `.${String(total % scale).padStart(decimals, '0')}`
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const seconds = pad(whole % 60) + fraction
  return hours > 0 ? `${hours}:${pad(minutes)}:${seconds}` : `${minutes}:${seconds}`
}

const UNIT_MICROS = { µs: 1, ms: 1000, s: 1e6 } as const

/** A moment of the run in a given unit; `clock` is minutes and seconds. */
function moment(micros: number, unit: 'µs' | 'ms' | 's' | 'clock', decimals: number): string {
  return unit === 'clock' ? clockFace(micros, decimals) : (micros / UNIT_MICROS[unit]).toFixed(decimals)
}

/** The same with the unit's name. */
const momentWithUnit = (micros: number, unit: 'µs' | 'ms' | 's' | 'clock', decimals: number): string =>
  unit === 'clock' ? clockFace(micros, decimals) : `${moment(micros, unit, decimals)} ${unit}`

export const recordText = { kinds, outcomes, moment, momentWithUnit } as const
