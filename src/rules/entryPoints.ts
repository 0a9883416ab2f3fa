import { ruleIndex, ruleNumber, type RuleId, type RuleIndex } from './registry.ts'
import type { Ending, EntryPoint } from './vocabulary.ts'

/** HTTP status that reaches the caller for each way a request can end; null where there is no answer. */
export type EntryPointStatus = Readonly<Record<Ending, number | null>>

/** A front door of a synchronous invocation. Null: it sets no limit of its own. */
export interface EntryPointRules {
  /** How long it waits for the function unless told otherwise, ms. */
  timeoutMs: number | null
  /** The most it can be told to wait, ms. */
  maxTimeoutMs: number | null
  timeoutRule: RuleIndex | null
  /** Largest request and response that get through to and from Lambda, KB. */
  requestKB: number
  responseKB: number
  requestRule: RuleIndex
  responseRule: RuleIndex
  /** Throttle of the door itself, before Lambda: requests per second and bucket size. One per account. */
  apiRate: number | null
  apiBurst: number | null
  apiRule: RuleIndex | null
  status: EntryPointStatus
  statusRule: RuleIndex
}

interface Door {
  timeout?: readonly [RuleId, maxMs: number | null]
  payload?: RuleId
  throttled: number | null
  functionError: number | null
  timedOut: number | null
  restoreTimeout: number | null
  tooLarge: number
  apiThrottled?: boolean
  statusRule: RuleId
}

function door(of: Door): EntryPointRules {
  const lambdaLimit = (name: string): number => ruleNumber('SY-07', name)
  const api = of.apiThrottled === true
  const { functionError } = of
  const payload = of.payload ?? 'SY-07'
  return {
    timeoutMs: of.timeout ? ruleNumber(of.timeout[0], 'timeout') : null,
    maxTimeoutMs: of.timeout ? of.timeout[1] : null,
    timeoutRule: of.timeout ? ruleIndex(of.timeout[0]) : null,
    requestKB: of.payload ? ruleNumber(of.payload, 'request') : lambdaLimit('request'),
    responseKB: of.payload ? ruleNumber(of.payload, 'response') : lambdaLimit('response'),
    requestRule: ruleIndex(payload),
    responseRule: ruleIndex(payload),
    apiRate: api ? ruleNumber('SY-15', 'rate') : null,
    apiBurst: api ? ruleNumber('SY-15', 'burst') : null,
    apiRule: api ? ruleIndex('SY-15') : null,
    status: {
      success: ruleNumber('SY-01', 'status'),
      functionError,
      timeout: functionError,
      crash: functionError,
      outOfMemory: functionError,
      responseTooLarge: functionError,
      throttled: of.throttled,
      gatewayTimeout: of.timedOut,
      clientTimeout: null,
      payloadTooLarge: of.tooLarge,
      apiThrottled: api ? ruleNumber('SY-15', 'status') : null,
      restoreTimeout: of.restoreTimeout,
      retriesExhausted: null,
      eventAgeExceeded: null,
      zeroReservedConcurrency: null,
      paid: null,
      paidAgain: null,
      alreadyDone: null,
      inProgress: null,
      handOverDenied: null,
      handOverFailed: null,
      recursiveLoop: null,
      deliveryFailed: null,
    },
    statusRule: ruleIndex(of.statusRule),
  }
}

/** The doors as documented; where a status is not (HTTP API, load balancer), rule MC-05. */
export function entryPoints(): Readonly<Record<EntryPoint, EntryPointRules>> {
  const tooLarge = ruleNumber('SY-07', 'status')
  const invocationError = ruleNumber('SY-16', 'invocationError')
  const unavailable = ruleNumber('MC-05', 'httpApiUnavailable')
  const balancerError = ruleNumber('MC-05', 'albThrottled')
  return {
    sdk: door({
      throttled: ruleNumber('SY-05', 'throttled'),
      functionError: ruleNumber('SY-01', 'status'),
      timedOut: null,
      restoreTimeout: ruleNumber('SY-05', 'snapStartTimeout'),
      tooLarge,
      statusRule: 'SY-05',
    }),
    'rest-api': door({
      timeout: ['SY-12', null],
      throttled: invocationError,
      functionError: ruleNumber('SY-16', 'functionError'),
      timedOut: ruleNumber('SY-16', 'timeout'),
      restoreTimeout: invocationError,
      tooLarge: invocationError,
      apiThrottled: true,
      statusRule: 'SY-16',
    }),
    'http-api': door({
      timeout: ['SY-13', ruleNumber('SY-13', 'timeout')],
      throttled: unavailable,
      functionError: ruleNumber('MC-05', 'httpApiFunctionError'),
      timedOut: unavailable,
      restoreTimeout: unavailable,
      tooLarge: unavailable,
      apiThrottled: true,
      statusRule: 'MC-05',
    }),
    'function-url': door({
      throttled: ruleNumber('SY-19', 'throttled'),
      functionError: ruleNumber('SY-22', 'functionError'),
      timedOut: null,
      restoreTimeout: ruleNumber('SY-22', 'functionError'),
      tooLarge,
      statusRule: 'SY-22',
    }),
    alb: door({
      payload: 'SY-18',
      throttled: balancerError,
      functionError: ruleNumber('SY-18', 'functionError'),
      timedOut: null,
      restoreTimeout: balancerError,
      tooLarge,
      statusRule: 'MC-05',
    }),
    ...servicesThatWait(tooLarge),
    event: queued(tooLarge),
    // A poller is a client of the API like any other.
    'event-source': door({
      throttled: ruleNumber('SY-05', 'throttled'),
      functionError: ruleNumber('SY-01', 'status'),
      timedOut: null,
      restoreTimeout: ruleNumber('SY-05', 'snapStartTimeout'),
      tooLarge,
      statusRule: 'SY-05',
    }),
  }
}

/** An Invoke that is queued: the caller learns that it was accepted, and nothing else. */
function queued(tooLarge: number): EntryPointRules {
  const accepted = ruleNumber('AS-01', 'status')
  const base = door({ throttled: accepted, functionError: accepted, timedOut: null, restoreTimeout: accepted, tooLarge, statusRule: 'AS-01' })
  const requestRule = ruleIndex('AS-02')
  return { ...base, requestKB: ruleNumber('AS-02', 'payload'), requestRule, status: { ...base.status, success: accepted } }
}

/** A service that waits for an answer of its own kind: no HTTP status reaches whoever asked it. */
function waiting(rule: 'TR-12' | 'TR-15', tooLarge: number): EntryPointRules {
  return door({ timeout: [rule, ruleNumber(rule, 'timeout')], throttled: ruleNumber('SY-05', 'throttled'), functionError: ruleNumber('SY-01', 'status'), timedOut: null, restoreTimeout: ruleNumber('SY-05', 'snapStartTimeout'), tooLarge, statusRule: rule })
}

/** Services of AWS that call a function for somebody and wait for its answer. */
function servicesThatWait(tooLarge: number): Readonly<Record<'websocket' | 'cloudfront' | 'cognito' | 'alexa', EntryPointRules>> {
  return {
    websocket: door({
      timeout: ['SY-14', ruleNumber('SY-14', 'timeout')],
      payload: 'SY-14',
      throttled: null,
      functionError: null,
      timedOut: null,
      restoreTimeout: null,
      tooLarge,
      apiThrottled: true,
      statusRule: 'SY-14',
    }),
    cloudfront: door({
      throttled: ruleNumber('TR-13', 'failed'),
      functionError: ruleNumber('TR-13', 'failed'),
      timedOut: null,
      restoreTimeout: ruleNumber('TR-13', 'failed'),
      tooLarge: ruleNumber('TR-13', 'invalid'),
      statusRule: 'TR-13',
    }),
    cognito: waiting('TR-12', tooLarge),
    alexa: waiting('TR-15', tooLarge),
  }
}
