import type { Scenario } from '../sim/scenario.ts'
import { apiMessage } from './aws/apiMessage.ts'
import { textIssue, type TextResult } from './aws/result.ts'
import { writePath } from './issue.ts'
import { readJson } from './json.ts'
import { LIMITS } from './limits.ts'
import { parseScenarioText } from './parse.ts'

/** The whole scenario as JSON, and back with the lines of what is wrong. */

export const toJson = (scenario: Scenario): string => `${JSON.stringify(scenario, null, 2)}\n`

export function fromJson(text: string, current: Scenario): TextResult {
  const parsed = parseScenarioText(text)
  const nothing = { ignored: [], kept: [] }
  if (parsed.ok) return { ok: true, scenario: parsed.scenario, issues: [], ...nothing }
  const broken = readJson(text, LIMITS.jsonDepth)
  const lines = broken.ok ? jsonLines(text) : new Map<string, number>()
  const issues = parsed.issues.map((issue) => {
    const line = !broken.ok && broken.kind === 'syntax' ? broken.line : lineOf(issue.path, lines)
    return textIssue(line, issue.message, apiMessage(issue, current))
  })
  return { ok: false, issues, ...nothing }
}

/** The line of a path, or of the nearest one around it that is there. */
function lineOf(path: string, lines: ReadonlyMap<string, number>): number | null {
  for (let at = path; at !== ''; at = at.replace(/(\.|^)[^.[\]]+$|\[\d+\]$/, '')) {
    const line = lines.get(at)
    if (line !== undefined) return line
  }
  return null
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

interface Open {
  list: boolean
  /** Name or number of the value at hand; null before a name. */
  step: string | number | null
}

/** The line of every value of a JSON text, by its path. */
export function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const open: Open[] = []
  let line = 1
  let at = 0
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    line += text.slice(at, index).split('\n').length - 1
    at = index
    const top = open.at(-1)
    if (token === '}' || token === ']') open.pop()
    else if (token === ',') {
      if (top !== undefined) top.step = top.list ? Number(top.step) + 1 : null
    } else if (token !== ':') {
      if (top?.step === null) top.step = JSON.parse(token) as string
      const path = writePath(open.flatMap(({ step }) => step ?? []))
      if (!lines.has(path)) lines.set(path, line)
      if (token === '{' || token === '[') open.push({ list: token === '[', step: token === '[' ? 0 : null })
    }
  }
  return lines
}
