import { isRuleId } from '../rules/registry.ts'
import { isIsoDate, rulebookAt, type Rulebook } from '../rules/rulebook.ts'
import { KNOWN_RUNTIMES, runtimeOf } from '../rules/runtimes.ts'
import { formatCompact } from '../base/format.ts'
import type { EntryPoint, FunctionConfig, Scenario, TrafficSource } from '../sim/scenario.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import { aliasIssues, namedByAliases } from './aliasChecks.ts'
import { concurrencyIssues } from './concurrencyChecks.ts'
import { destinationIssues } from './destinationChecks.ts'
import { distributionIssues } from './distributionChecks.ts'
import { eventSourceIssues } from './eventSourceChecks.ts'
import { expectedRequests } from './expected.ts'
import { faultIssues } from './faultChecks.ts'
import { interventionIssues } from './interventionChecks.ts'
import { writeValue, type Issue } from './issue.ts'
import { LIMITS } from './limits.ts'
import { serviceIssues } from './serviceChecks.ts'

/** What fields must keep among one another. Runs on scenarios whose fields are each within range. */

const LATEST = '$LATEST'

function dateIssues({ lambdaAsOf: value }: Scenario): Issue[] {
  const { min, max } = LIMITS.date
  if (isIsoDate(value) && value >= min && value <= max) return []
  const allowed = allowedText.date(min, max)
  return [{ code: 'date', path: 'lambdaAsOf', message: issueText.invalid('lambdaAsOf', writeValue(value), allowed), value, allowed }]
}

function duplicates(names: readonly string[], pathOf: (index: number) => string): Issue[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{
          code: 'duplicateName',
          path: pathOf(index),
          message: issueText.duplicateName(pathOf(index), name),
          value: name,
          allowed: allowedText.functionName,
        }],
  )
}

function snapStartIssues(fn: FunctionConfig, path: string, book: Rulebook): Issue[] {
  if (fn.SnapStart.ApplyOn === 'None') return []
  const issues: Issue[] = []
  const supported = KNOWN_RUNTIMES.filter((runtime) => runtime.snapStart).map((runtime) => runtime.id)
  if (runtimeOf(fn.Runtime)?.snapStart !== true) {
    const allowed = allowedText.oneOf(supported)
    const at = `${path}.SnapStart.ApplyOn`
    const message = issueText.snapStartRuntime(at, fn.Runtime, allowed)
    issues.push({ code: 'snapStartRuntime', path: at, message, value: fn.Runtime, allowed, rule: 'LC-25' })
  }
  const most = book.snapStart.maxEphemeralStorageMB
  if (fn.EphemeralStorage.Size > most) {
    const at = `${path}.EphemeralStorage.Size`
    const message = issueText.snapStartStorage(at, fn.EphemeralStorage.Size, most)
    const allowed = allowedText.atMost(most)
    issues.push({ code: 'snapStartStorage', path: at, message, value: fn.EphemeralStorage.Size, allowed, rule: 'LC-25' })
  }
  if (fn.provisioned.length > 0) {
    const at = `${path}.SnapStart.ApplyOn`
    const message = issueText.snapStartProvisioned(at)
    issues.push({ code: 'snapStartProvisioned', path: at, message, value: fn.SnapStart.ApplyOn, allowed: '"None"', rule: 'CC-16' })
  }
  return issues
}

function functionIssues(scenario: Scenario, book: Rulebook): Issue[] {
  return scenario.functions.flatMap((fn, i) => {
    const path = `functions[${i}]`
    const qualifiers = fn.provisioned.map((config) => config.Qualifier)
    const onLatest = qualifiers.flatMap((qualifier, k): Issue[] => {
      const at = `${path}.provisioned[${k}].Qualifier`
      if (qualifier !== LATEST) return []
      const message = issueText.provisionedOnLatest(at)
      return [{ code: 'provisionedOnLatest', path: at, message, value: qualifier, allowed: allowedText.qualifier, rule: 'CC-07' }]
    })
    return [
      ...onLatest,
      ...duplicates(fn.aliases.map(({ Name }) => Name), (k) => `${path}.aliases[${k}].Name`),
      ...aliasIssues(fn, path),
      ...duplicates(qualifiers, (k) => `${path}.provisioned[${k}].Qualifier`),
      ...snapStartIssues(fn, path, book),
    ]
  })
}

/** Versions and aliases a function has; null when any name will do, since publishing gives it versions. */
function qualifiersOf(scenario: Scenario, fn: FunctionConfig): readonly string[] | null {
  if (fn.SnapStart.ApplyOn === 'PublishedVersions') return null
  const later = scenario.interventions.flatMap((event) => {
    if (event.kind !== 'setting' || event.function !== fn.FunctionName) return []
    const qualifier = event.set.ProvisionedConcurrentExecutions?.Qualifier
    return qualifier === undefined ? [] : [qualifier]
  })
  return [...new Set([...fn.provisioned.map((config) => config.Qualifier), ...later, ...namedByAliases(fn)])]
}

function qualifierIssues(scenario: Scenario, source: TrafficSource, fn: FunctionConfig, path: string): Issue[] {
  const at = `${path}.Qualifier`
  const value = source.Qualifier
  const known = qualifiersOf(scenario, fn)
  if (known === null) {
    if (value !== null && value !== LATEST) return []
    const message = issueText.snapStartLatest(at)
    return [{ code: 'snapStartLatest', path: at, message, value, allowed: issueText.anyVersion, rule: 'LC-25' }]
  }
  if (value === null || value === LATEST) return []
  if (known.includes(value)) return []
  const allowed = allowedText.oneOf([...known, issueText.latest])
  return [{ code: 'unknownQualifier', path: at, message: issueText.unknownQualifier(at, value, allowed), value, allowed }]
}

const NO_TIMEOUT_OF_ITS_OWN: readonly EntryPoint[] = ['sdk', 'function-url', 'cloudfront', 'cognito', 'alexa', 'event', 'event-source']

function entryPointIssues(source: TrafficSource, path: string, book: Rulebook): Issue[] {
  const issues: Issue[] = []
  const value = source.integrationTimeoutMs
  const at = `${path}.integrationTimeoutMs`
  const most = book.entryPoints[source.via].maxTimeoutMs
  const none = NO_TIMEOUT_OF_ITS_OWN.includes(source.via)
  if (value !== null && (none || (most !== null && value > most))) {
    const allowed = none || most === null ? issueText.noIntegrationTimeout : issueText.integrationTimeoutMax(most)
    const rule = source.via === 'http-api' ? { rule: 'SY-13' as const } : {}
    issues.push({ code: 'integrationTimeout', path: at, message: issueText.integrationTimeout(at, value, allowed), value, allowed, ...rule })
  }
  if (source.via === 'function-url' && source.Qualifier !== null && /^\d+$/.test(source.Qualifier)) {
    const where = `${path}.Qualifier`
    const message = issueText.functionUrlVersion(where, source.Qualifier)
    issues.push({ code: 'functionUrlVersion', path: where, message, value: source.Qualifier, allowed: allowedText.qualifier, rule: 'SY-19' })
  }
  return issues
}

function pointIssues(source: TrafficSource, path: string): Issue[] {
  if (source.arrivals.kind !== 'rate') return []
  const { points, periodMs } = source.arrivals
  const issues = points.flatMap(([atMs], k): Issue[] => {
    const before = points[k - 1]?.[0] ?? 0
    if (atMs >= before) return []
    const at = `${path}.arrivals.points[${k}]`
    return [{ code: 'pointOrder', path: at, message: issueText.pointOrder(at, atMs, before), value: atMs, allowed: allowedText.atLeast(before) }]
  })
  const last = points[points.length - 1]?.[0] ?? 0
  if (periodMs !== null && periodMs < last) {
    const at = `${path}.arrivals.periodMs`
    const allowed = allowedText.atLeast(last)
    issues.push({ code: 'period', path: at, message: issueText.periodTooShort(at, periodMs, last), value: periodMs, allowed })
  }
  return issues
}

function sourceIssues(scenario: Scenario, book: Rulebook): Issue[] {
  const names = [...new Set(scenario.functions.map((fn) => fn.FunctionName))]
  return scenario.traffic.flatMap((source, i): Issue[] => {
    const path = `traffic[${i}]`
    const common = [...entryPointIssues(source, path, book), ...pointIssues(source, path)]
    const target = scenario.functions.find((fn) => fn.FunctionName === source.function)
    if (target) return [...qualifierIssues(scenario, source, target, path), ...common]
    const at = `${path}.function`
    const allowed = allowedText.oneOf(names)
    const message = issueText.unknownFunction(at, source.function, allowed)
    return [{ code: 'unknownFunction', path: at, message, value: source.function, allowed }, ...common]
  })
}

function amountIssues(scenario: Scenario): Issue[] {
  const value = expectedRequests(scenario)
  const most = LIMITS.expectedRequests
  if (value <= most) return []
  const words = Number.isFinite(value) ? formatCompact(value) : issueText.endless
  const allowed = allowedText.atMost(most)
  return [{ code: 'tooManyRequests', path: 'traffic', message: issueText.tooManyRequests(words, most), value, allowed }]
}

function relaxedIssues({ relaxed }: Scenario): Issue[] {
  return relaxed.flatMap((id, i) => {
    const at = `relaxed[${i}]`
    if (isRuleId(id)) return []
    return [{ code: 'unknownRule', path: at, message: issueText.unknownRule(at, id), value: id, allowed: issueText.unknownRuleAllowed }]
  })
}

/** Everything that is wrong with a scenario whose fields are in range one by one. */
export function crossCheck(scenario: Scenario): Issue[] {
  const wrongDate = dateIssues(scenario)
  const book = rulebookAt(wrongDate.length === 0 ? scenario.lambdaAsOf : LIMITS.date.max)
  const names = scenario.functions.map((fn) => fn.FunctionName)
  const sources = scenario.traffic.map((source) => source.name)
  return [
    ...wrongDate,
    ...duplicates(names, (i) => `functions[${i}].FunctionName`),
    ...duplicates(sources, (i) => `traffic[${i}].name`),
    ...functionIssues(scenario, book),
    ...concurrencyIssues(scenario, book),
    ...sourceIssues(scenario, book),
    ...eventSourceIssues(scenario),
    ...destinationIssues(scenario),
    ...serviceIssues(scenario),
    ...interventionIssues(scenario, book),
    ...faultIssues(scenario),
    ...distributionIssues(scenario),
    ...relaxedIssues(scenario),
    ...amountIssues(scenario),
  ]
}
