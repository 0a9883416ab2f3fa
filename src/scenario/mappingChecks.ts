import { ruleNumber } from '../rules/registry.ts'
import type { EventSource, FunctionConfig, Scenario } from '../sim/scenario.ts'
import { describedAs } from '../sources/index.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import type { Issue } from './issue.ts'

/** What AWS refuses of mappings: fields that contradict each other, and fields a source does not have. */

const DEFAULTS_OF_KAFKA = { MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1, BisectBatchOnFunctionError: false }
const LEAST_SQS_POLLERS = ruleNumber('SQ-15', 'leastMost')
const MOST_SECONDS = ruleNumber('KF-07', 'timeout')

/** Seconds since 1970 at which a run begins. */
export const startOfRun = ({ lambdaAsOf }: Pick<Scenario, 'lambdaAsOf'>): number => Date.parse(`${lambdaAsOf}T00:00:00Z`) / 1000

type Rest = Pick<Issue, 'message' | 'allowed'> & Required<Pick<Issue, 'rule'>>
const found = (code: string, path: string, value: unknown, rest: Rest): Issue => ({ code, path, value, ...rest })

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function filterIssues(source: EventSource, path: string): Issue[] {
  if (!('mapping' in source) || !('FilterCriteria' in source.mapping)) return []
  return (source.mapping.FilterCriteria?.Filters ?? []).flatMap(({ Pattern }, n) => {
    if (isObject(Pattern)) return []
    const at = `${path}.mapping.FilterCriteria.Filters[${n}].Pattern`
    return [found('filterPattern', at, Pattern, { message: issueText.filterPattern(at), allowed: allowedText.pattern, rule: 'ES-08' })]
  })
}

function startIssues(source: EventSource, path: string, scenario: Scenario): Issue[] {
  if (!('mapping' in source) || !('StartingPosition' in source.mapping)) return []
  const { StartingPosition, StartingPositionTimestamp: timestamp } = source.mapping
  const position = `${path}.mapping.StartingPosition`
  const at = `${path}.mapping.StartingPositionTimestamp`
  const rule = 'ST-05' as const
  if (StartingPosition !== 'AT_TIMESTAMP') {
    return timestamp === null ? [] : [found('startTimestamp', at, timestamp, { message: issueText.timestampUnused(at, StartingPosition), allowed: allowedText.null, rule })]
  }
  if (source.kind === 'dynamodb') return [found('startPosition', position, StartingPosition, { message: issueText.noTimestampOfDynamo(position), allowed: 'TRIM_HORIZON or LATEST', rule })]
  const latest = startOfRun(scenario)
  if (timestamp === null) return [found('startTimestamp', at, timestamp, { message: issueText.timestampMissing(at), allowed: allowedText.atMost(latest), rule })]
  return timestamp <= latest ? [] : [found('startTimestamp', at, timestamp, { message: issueText.timestampInFuture(at, timestamp, latest), allowed: allowedText.atMost(latest), rule })]
}

function kafkaIssues(source: EventSource, path: string): Issue[] {
  if (source.kind !== 'msk' && source.kind !== 'kafka') return []
  const { mapping } = source
  if (mapping.ProvisionedPollerConfig !== null) return []
  const set = [
    ...Object.entries(DEFAULTS_OF_KAFKA).flatMap(([name, value]) => (mapping[name as keyof typeof DEFAULTS_OF_KAFKA] === value ? [] : [name])),
    ...(mapping.FunctionResponseTypes.length > 0 ? ['FunctionResponseTypes'] : []),
  ]
  return set.map((name) => {
    const at = `${path}.mapping.${name}`
    return found('needsPollers', at, name, { message: issueText.needsPollers(at), allowed: allowedText.noField, rule: 'KF-03' })
  })
}

function pollerIssues(source: EventSource, path: string): Issue[] {
  if (!('mapping' in source) || !('ProvisionedPollerConfig' in source.mapping) || source.mapping.ProvisionedPollerConfig === null) return []
  const { MinimumPollers: least, MaximumPollers: most } = source.mapping.ProvisionedPollerConfig
  const at = `${path}.mapping.ProvisionedPollerConfig.MinimumPollers`
  const rule = source.kind === 'sqs' ? 'SQ-15' : 'KF-02'
  if (least > most) return [found('pollers', at, least, { message: issueText.pollers(at, least, most), allowed: allowedText.atMost(most), rule })]
  if (least <= LEAST_SQS_POLLERS) return []
  return [found('pollers', at, least, { message: issueText.invalid(at, String(least), allowedText.atMost(LEAST_SQS_POLLERS)), allowed: allowedText.atMost(LEAST_SQS_POLLERS), rule })]
}

function fanOutIssues(source: EventSource, path: string): Issue[] {
  if (source.kind !== 'dynamodb' || !source.enhancedFanOut) return []
  const at = `${path}.enhancedFanOut`
  return [found('fanOut', at, true, { message: issueText.fanOutOfDynamo(at), allowed: 'false', rule: 'ST-02' })]
}

function timeoutIssues(source: EventSource, path: string, fn: FunctionConfig | undefined): Issue[] {
  if (fn === undefined || describedAs(source.kind).shortTimeout !== true || fn.Timeout <= MOST_SECONDS) return []
  const message = issueText.timeoutOfMapping(path, { name: fn.FunctionName, Timeout: fn.Timeout }, MOST_SECONDS)
  return [found('mappingTimeout', path, fn.Timeout, { message, allowed: allowedText.atMost(MOST_SECONDS), rule: 'KF-07' })]
}

/** @param path of the event source */
export function mappingIssues(source: EventSource, path: string, { scenario, fn }: { scenario: Scenario; fn: FunctionConfig | undefined }): Issue[] {
  return [
    ...filterIssues(source, path),
    ...startIssues(source, path, scenario),
    ...kafkaIssues(source, path),
    ...pollerIssues(source, path),
    ...fanOutIssues(source, path),
    ...timeoutIssues(source, path, fn),
  ]
}
