import type { Scenario, TrafficSource } from '../sim/scenario.ts'
import { SERVICE } from '../sources/index.ts'
import { isProblem, readExpression } from '../sources/scheduler/expression.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import { serviceIssues as text } from '../text/en/serviceIssues.ts'
import type { Issue } from './issue.ts'

/** What AWS refuses of a service that sends events and of a schedule, and what makes no sense of sources that go together. */

function pushIssues({ via, service }: TrafficSource, path: string): Issue[] {
  if (service === null) return []
  const { kind, RetryPolicy, DeadLetterConfig, handOver } = service
  if (via !== 'event') return [{ code: 'service', path, message: text.unused(path, via), value: kind, allowed: allowedText.null }]
  const { retries } = SERVICE[kind]
  const foreign = (field: string, value: unknown): Issue => ({ code: 'service', path: `${path}.${field}`, message: text.notSettable(`${path}.${field}`, kind), value, allowed: allowedText.null })
  const issues: Issue[] = []
  if (RetryPolicy !== null && retries !== 'adjustable') issues.push(foreign('RetryPolicy', ''))
  if (retries === undefined && DeadLetterConfig.Arn !== null) issues.push(foreign('DeadLetterConfig.Arn', DeadLetterConfig.Arn))
  if (retries === undefined && handOver !== null) issues.push(foreign('handOver', handOver.fails))
  if (handOver !== null && handOver.untilMs !== null && handOver.untilMs <= handOver.fromMs) {
    const at = `${path}.handOver.untilMs`
    issues.push({ code: 'endBeforeStart', path: at, message: issueText.endBeforeStart(at, handOver.untilMs, handOver.fromMs), value: handOver.untilMs, allowed: allowedText.atLeast(handOver.fromMs) })
  }
  return issues
}

function arrivalIssues({ traffic }: Scenario, { name, arrivals, service }: TrafficSource, path: string): Issue[] {
  if (arrivals.kind === 'same') {
    const at = `${path}.source`
    const followed = traffic.find((other) => other.name === arrivals.source)
    if (followed !== undefined && followed.name !== name && followed.arrivals.kind !== 'same') return []
    return [{ code: 'sameSource', path: at, message: text.same(at, arrivals.source), value: arrivals.source, allowed: text.sources }]
  }
  if (arrivals.kind !== 'expression') return []
  const { ScheduleExpression: value, MaximumWindowInMinutes: window } = arrivals
  const read = readExpression(value)
  const at = `${path}.ScheduleExpression`
  const late = `${path}.MaximumWindowInMinutes`
  return [
    ...(isProblem(read) ? [{ code: 'expression', path: at, message: text.expression(at, value, read), value, allowed: text.expressionAllowed }] : []),
    ...(window > 0 && service?.kind !== 'scheduler' ? [{ code: 'window', path: late, message: text.window(late, window), value: window, allowed: '0', rule: 'TR-07' as const }] : []),
  ]
}

function outputIssues({ functions, traffic }: Scenario): Issue[] {
  return functions.flatMap(({ FunctionName, sendsTo }, i): Issue[] => {
    if (sendsTo === null) return []
    const at = `functions[${i}].sendsTo`
    const where = `${at}.source`
    if (traffic.every(({ name }) => name !== sendsTo.source)) {
      return [{ code: 'sendsTo', path: where, message: text.sendsTo(where, sendsTo.source), value: sendsTo.source, allowed: text.sources }]
    }
    const waits = traffic.find(({ function: target, via }) => target === FunctionName && via !== 'event' && via !== 'event-source')
    return waits === undefined ? [] : [{ code: 'sendsFrom', path: at, message: text.sendsFrom(at, waits.name), value: waits.via, allowed: allowedText.null }]
  })
}

export function serviceIssues(scenario: Scenario): Issue[] {
  const ofSources = scenario.traffic.flatMap((source, i) => [
    ...pushIssues(source, `traffic[${i}].service`),
    ...arrivalIssues(scenario, source, `traffic[${i}].arrivals`),
  ])
  return [...ofSources, ...outputIssues(scenario)]
}
