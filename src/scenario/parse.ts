import type { Scenario } from '../sim/scenario.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import { crossCheck } from './checks.ts'
import { explain } from './explain.ts'
import type { Issue } from './issue.ts'
import { readJson } from './json.ts'
import { LIMITS } from './limits.ts'
import { migrate } from './migrate.ts'
import { asScenario, scenarioSchema } from './schema.ts'

export type { Issue } from './issue.ts'
export type ParseResult = { ok: true; scenario: Scenario } | { ok: false; issues: Issue[] }

function refuse(issues: readonly Issue[]): ParseResult {
  const shown = issues.slice(0, LIMITS.issues)
  const rest = issues.length - shown.length
  if (rest === 0) return { ok: false, issues: shown }
  const more: Issue = { code: 'more', path: '', message: issueText.more(rest), value: rest, allowed: '' }
  return { ok: false, issues: [...shown, more] }
}

/** A number may break two rules of its field; what is allowed is said once. */
function onceEach(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.message, issue])).values()]
}

/** What an editor is told about the format (`$schema`) is not part of the scenario. */
function withoutSchema(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input) || !('$schema' in input)) return input
  const { $schema, ...scenario } = input
  return typeof $schema === 'string' ? scenario : input
}

/** Checks anything against the scenario format and fills in what is left out. Never throws. */
export function parseScenario(input: unknown): ParseResult {
  const migrated = migrate(withoutSchema(input))
  if (!migrated.ok) return refuse([migrated.issue])
  const parsed = scenarioSchema.safeParse(migrated.value)
  if (!parsed.success) {
    return refuse(onceEach(parsed.error.issues.flatMap((issue) => explain(scenarioSchema, migrated.value, issue))))
  }
  const scenario = asScenario(parsed.data)
  const issues = crossCheck(scenario)
  return issues.length === 0 ? { ok: true, scenario } : refuse(issues)
}

/** The same for JSON text. Never throws. */
export function parseScenarioText(text: string): ParseResult {
  if (text.length > LIMITS.textBytes) {
    const allowed = allowedText.bytes(LIMITS.textBytes)
    return refuse([{ code: 'tooLong', path: '', message: issueText.tooLong(text.length, allowed), value: text.length, allowed }])
  }
  const json = readJson(text, LIMITS.jsonDepth)
  if (json.ok) return parseScenario(json.value)
  if (json.kind === 'depth') {
    const allowed = allowedText.depth(LIMITS.jsonDepth)
    return refuse([{ code: 'tooDeep', path: '', message: issueText.tooDeep(allowed), value: null, allowed }])
  }
  const found = json.found === null ? issueText.jsonEnd : issueText.jsonCharacter(json.found)
  const message = issueText.json(json.line, json.column, found)
  return refuse([{ code: 'json', path: '', message, value: json.found, allowed: issueText.jsonAllowed }])
}
