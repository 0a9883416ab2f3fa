import type { Rulebook } from '../rules/rulebook.ts'
import type { Intervention, Scenario, SettingChange } from '../sim/scenario.ts'
import { resharded, shardsAfter } from '../sources/stream/shards.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import { allocationIssues, allocationOf, heldOf, type Allocation } from './concurrencyChecks.ts'
import { sourcesFor } from './interventionSources.ts'
import type { Issue } from './issue.ts'

type Setting = Extract<Intervention, { kind: 'setting' }>

function timeIssues(event: Intervention, path: string, durationMs: number): Issue[] {
  const issues: Issue[] = []
  if (event.atMs > durationMs) {
    const at = `${path}.atMs`
    const message = issueText.afterEnd(at, event.atMs, durationMs)
    issues.push({ code: 'afterEnd', path: at, message, value: event.atMs, allowed: allowedText.atMost(durationMs) })
  }
  if (event.kind === 'fault' && event.untilMs !== null && event.untilMs <= event.atMs) {
    const at = `${path}.untilMs`
    const message = issueText.endBeforeStart(at, event.untilMs, event.atMs)
    issues.push({ code: 'endBeforeStart', path: at, message, value: event.untilMs, allowed: allowedText.atLeast(event.atMs) })
  }
  return issues
}

function targetIssues(event: Intervention, path: string, scenario: Scenario): Issue[] {
  if ('source' in event) {
    const sources = sourcesFor(scenario, event.kind)
    if (sources.includes(event.source)) return []
    const at = `${path}.source`
    const allowed = allowedText.oneOf(sources)
    return [{ code: 'unknownSource', path: at, message: issueText.unknownSource(at, event.source, allowed), value: event.source, allowed }]
  }
  const functions = scenario.functions.map((fn) => fn.FunctionName)
  if (event.function === null || functions.includes(event.function)) return []
  const at = `${path}.function`
  const allowed = allowedText.oneOf(functions)
  return [{ code: 'unknownFunction', path: at, message: issueText.unknownFunction(at, event.function, allowed), value: event.function, allowed }]
}

function settingIssues(event: Setting, path: string): Issue[] {
  const names = Object.keys(event.set)
  const at = `${path}.set`
  if (names.length === 0) {
    return [{ code: 'emptySetting', path: at, message: issueText.emptySetting(at), value: event.set, allowed: allowedText.atLeast(1) }]
  }
  return names.flatMap((name): Issue[] => {
    const ofAccount = name === 'ConcurrentExecutions'
    if (ofAccount === (event.function === null)) return []
    const where = `${at}.${name}`
    const message = ofAccount ? issueText.settingForFunction(where) : issueText.settingForAccount(where)
    return [{ code: 'settingTarget', path: where, message, value: event.function, allowed: allowedText.null }]
  })
}

/** The allocation after a setting took effect. The function it was for comes last: it is the one that asks for too much. */
function changed(before: Allocation, { function: target, set }: Setting): Allocation {
  const account = target === null ? (set.ConcurrentExecutions ?? before.account) : before.account
  const functions = before.functions.map((fn) => {
    if (fn.name !== target) return fn
    const reserved = set.ReservedConcurrentExecutions === undefined ? fn.reserved : set.ReservedConcurrentExecutions
    const change = set.ProvisionedConcurrentExecutions
    if (!change) return { ...fn, reserved }
    const others = fn.provisioned.filter(({ qualifier }) => qualifier !== change.Qualifier)
    return { ...fn, reserved, provisioned: [...others, { qualifier: change.Qualifier, value: change.value }] }
  })
  const isTarget = ({ name }: Allocation['functions'][number]): boolean => name === target
  return { account, functions: [...functions.filter((fn) => !isTarget(fn)), ...functions.filter(isTarget)] }
}

/** What AWS would refuse of one setting, at the field that asks for it. */
function refused({ function: target, set }: Setting, after: Allocation, { book, path }: { book: Rulebook; path: string }): Issue[] {
  const fieldOf = (wanted: keyof SettingChange): string => `${path}.${wanted in set ? wanted : (Object.keys(set)[0] ?? wanted)}`
  const issues = allocationIssues(after, book, {
    reserved: () => fieldOf('ReservedConcurrentExecutions'),
    provisioned: () => fieldOf('ProvisionedConcurrentExecutions'),
  })
  if (issues.length === 0) return issues
  const kept = book.unreservedMinimum
  const held = heldOf(after)
  if (target === null) {
    const at = fieldOf('ConcurrentExecutions')
    const message = issueText.accountTooSmall(at, after.account, { held, kept })
    return [{ code: 'accountTooSmall', path: at, message, value: after.account, allowed: allowedText.atLeast(held + kept), rule: 'CC-03' }]
  }
  const asked = set.ReservedConcurrentExecutions ?? 0
  const most = Math.max(0, after.account - kept - (held - asked))
  if (asked <= most) return issues
  const at = fieldOf('ReservedConcurrentExecutions')
  return [{ code: 'reservedSum', path: at, message: issueText.reservedSum(at, asked, most, kept), value: asked, allowed: allowedText.atMost(most), rule: 'CC-03' }]
}

/** Settings applied one after the other must each be one AWS would take. */
function sequenceIssues(scenario: Scenario, book: Rulebook): Issue[] {
  const settings = scenario.interventions
    .map((event, index) => ({ event, index }))
    .filter((entry): entry is { event: Setting; index: number } => entry.event.kind === 'setting')
    .sort((a, b) => a.event.atMs - b.event.atMs)
  let allocation = allocationOf(scenario)
  if (allocationIssues(allocation, book, { reserved: String, provisioned: String }).length > 0) return []
  for (const { event, index } of settings) {
    allocation = changed(allocation, event)
    const path = `interventions[${index}].set`
    const issues = refused(event, allocation, { book, path })
    if (issues.length > 0) return issues
    if (event.set.ProvisionedConcurrentExecutions?.Qualifier === '$LATEST') {
      const at = `${path}.ProvisionedConcurrentExecutions.Qualifier`
      const message = issueText.provisionedOnLatest(at)
      return [{ code: 'provisionedOnLatest', path: at, message, value: '$LATEST', allowed: allowedText.qualifier, rule: 'CC-07' }]
    }
  }
  return []
}

/** A function that is read from a queue may not run for longer than the queue hides its messages. */
function timeoutIssues({ interventions, traffic }: Scenario): Issue[] {
  return interventions.flatMap((event, i): Issue[] => {
    if (event.kind !== 'setting' || event.set.Timeout === undefined) return []
    const { Timeout } = event.set
    const short = traffic.find(({ function: fn, eventSource }) => fn === event.function && eventSource?.kind === 'sqs' && eventSource.VisibilityTimeout < Timeout)
    if (short?.eventSource?.kind !== 'sqs') return []
    const at = `interventions[${i}].set.Timeout`
    const { VisibilityTimeout: visibility } = short.eventSource
    const message = issueText.timeoutAboveVisibility(at, Timeout, { queue: short.name, visibility })
    return [{ code: 'visibility', path: at, message, value: Timeout, allowed: allowedText.atMost(visibility), rule: 'SQ-06' }]
  })
}

/** Shards that are split or merged must be there. */
function reshardIssues({ interventions, traffic }: Scenario): Issue[] {
  return traffic.flatMap(({ name, eventSource }): Issue[] => {
    if (eventSource?.kind !== 'kinesis') return []
    const changes = interventions
      .flatMap((event, i) => (event.kind === 'reshard' && event.source === name ? [{ event, i }] : []))
      .sort((a, b) => a.event.atMs - b.event.atMs)
    return changes.flatMap(({ event, i }, n): Issue[] => {
      const before = shardsAfter(eventSource.ShardCount, changes.slice(0, n).map((each) => each.event))
      if (resharded(before, event) !== null) return []
      const at = `interventions[${i}].shard`
      const shards = before.flatMap((range, shard) => (range === null ? [] : [String(shard)]))
      return [{ code: 'reshard', path: at, message: issueText.reshard(at, event.shard, event.change), value: event.shard, allowed: allowedText.oneOf(shards), rule: 'ST-19' }]
    })
  })
}

function snapStartIssues(scenario: Scenario): Issue[] {
  return scenario.interventions.flatMap((event, i): Issue[] => {
    if (event.kind !== 'setting' || !event.set.ProvisionedConcurrentExecutions) return []
    const fn = scenario.functions.find((candidate) => candidate.FunctionName === event.function)
    if (fn?.SnapStart.ApplyOn !== 'PublishedVersions') return []
    const at = `interventions[${i}].set.ProvisionedConcurrentExecutions`
    const value = event.set.ProvisionedConcurrentExecutions
    return [{ code: 'snapStartProvisioned', path: at, message: issueText.snapStartProvisioned(at), value, allowed: allowedText.noField, rule: 'CC-16' }]
  })
}

/** Moments, targets and consequences of what happens while the scenario runs. */
export function interventionIssues(scenario: Scenario, book: Rulebook): Issue[] {
  const each = scenario.interventions.flatMap((event, i) => {
    const path = `interventions[${i}]`
    return [
      ...timeIssues(event, path, scenario.durationMs),
      ...targetIssues(event, path, scenario),
      ...(event.kind === 'setting' ? settingIssues(event, path) : []),
    ]
  })
  return [...each, ...snapStartIssues(scenario), ...timeoutIssues(scenario), ...reshardIssues(scenario), ...sequenceIssues(scenario, book)]
}
