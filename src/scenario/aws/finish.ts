import type { Scenario } from '../../sim/scenario.ts'
import { awsText, type AwsKept } from '../../text/en/aws.ts'
import type { Issue } from '../issue.ts'
import { parseScenario } from '../parse.ts'
import { withoutFunction } from '../parts.ts'
import { apiMessage } from './apiMessage.ts'
import { applyDeclared, type Scope } from './apply.ts'
import { applySources, type SaidSources } from './applySources.ts'
import type { Declared } from './declared.ts'
import { applyPushes } from './pushes.ts'
import { textIssue, type TextIssue, type TextResult } from './result.ts'

export interface Reading {
  current: Scenario
  declared: readonly Declared[]
  /** Functions of the scenario that the text takes away. */
  deleted: ReadonlySet<string>
  issues: readonly TextIssue[]
  ignored: readonly TextIssue[]
  scope: Scope
  /** What it says about queues and streams. */
  said: SaidSources
  kept: readonly AwsKept[]
  /** What the text is called. */
  where: string
}

/** Applies what was read to the current scenario and checks the result. */
export function finish({ current, declared, deleted, issues, ignored, scope, said, kept, where }: Reading): TextResult {
  const refuse = (all: readonly TextIssue[]): TextResult => ({ ok: false, issues: byLine(all), ignored: byLine(ignored), kept })
  if (issues.length > 0) return refuse(issues)
  const left = [...deleted].reduce(withoutFunction, current)
  if (scope.only ? declared.length === 0 : left.functions.length === 0) return refuse([textIssue(null, awsText.noFunction(where))])
  const functions = applyDeclared(left, declared, scope)
  const sources = applySources(functions.scenario, said)
  const pushes = applyPushes(sources.scenario, said.pushes ?? [], said.pushes === null ? new Set() : said.only)
  const lines = new Map([...functions.lines, ...sources.lines, ...pushes.lines])
  const checked = parseScenario(pushes.scenario)
  if (!checked.ok) return refuse(checked.issues.map((issue) => located(issue, lines, current)))
  const notes = byLine([...ignored, ...unusedDoors(declared, checked.scenario)])
  return { ok: true, scenario: checked.scenario, issues: [], ignored: notes, kept }
}

const byLine = (issues: readonly TextIssue[]): readonly TextIssue[] =>
  issues.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity))

/** The issue at the line of the longest path it is within. */
function located(issue: Issue, lines: ReadonlyMap<string, number>, account: Scenario): TextIssue {
  const paths = [...lines.keys()].filter((path) => issue.path.startsWith(path)).toSorted((a, b) => b.length - a.length)
  const line = paths[0] === undefined ? null : (lines.get(paths[0]) ?? null)
  return textIssue(line, issue.message, apiMessage(issue, account))
}

function unusedDoors(declared: readonly Declared[], scenario: Scenario): readonly TextIssue[] {
  return declared.flatMap(({ name, line, doors }) =>
    [...doors].flatMap(([door, open]) => {
      const used = scenario.traffic.some((source) => source.function === name && source.via === door)
      return !open || used ? [] : [textIssue(line, awsText.noTraffic(name, awsText.door[door]))]
    }),
  )
}
