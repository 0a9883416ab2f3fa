import type { Issue } from '../scenario/issue.ts'
import { readJson } from '../scenario/json.ts'
import { LIMITS } from '../scenario/limits.ts'
import { parseScenario, parseScenarioText } from '../scenario/parse.ts'
import type { Scenario } from '../sim/scenario.ts'
import { scenarios as text } from '../text/en/scenarios.ts'

/** Scenarios as a file: `{ "lambdascope": "scenarios", "schema": 1, "scenarios": [{ "name", "scenario" }] }`. */

export interface Entry {
  readonly name: string
  readonly scenario: Scenario
}
export interface Refused {
  readonly name: string
  readonly issues: readonly Issue[]
}
export interface Bundle {
  readonly entries: readonly Entry[]
  readonly refused: readonly Refused[]
  /** Set when the text as a whole could not be read. */
  readonly issues: readonly Issue[]
}

const KIND = 'scenarios'
const SCHEMA = 1
/** The bundle around a scenario adds three levels. */
const DEPTH = LIMITS.jsonDepth + 3
const MOST = 1_000
const MAX_TEXT = 64 * 1024 * 1024

export const writeBundle = (entries: readonly Entry[]): string =>
  JSON.stringify({ lambdascope: KIND, schema: SCHEMA, scenarios: entries.map(({ name, scenario }) => ({ name, scenario })) }, null, 2)

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const whole = (issues: readonly Issue[]): Bundle => ({ entries: [], refused: [], issues })
const issue = (message: string, allowed: string): Issue => ({ code: 'invalid', path: '', message, value: null, allowed })

const nameOf = (value: unknown, otherwise: string): string => (typeof value === 'string' && value.trim() !== '' ? value : otherwise)

function readEntries(list: readonly unknown[]): Bundle {
  const entries: Entry[] = []
  const refused: Refused[] = []
  list.forEach((value, at) => {
    const fields = isFields(value) ? value : {}
    const parsed = parseScenario(fields['scenario'])
    const name = nameOf(fields['name'], parsed.ok && parsed.scenario.title !== '' ? parsed.scenario.title : text.numbered(at + 1))
    if (parsed.ok) entries.push({ name, scenario: parsed.scenario })
    else refused.push({ name, issues: parsed.issues })
  })
  return { entries, refused, issues: [] }
}

/** A file of scenarios, or of a single one. Never throws. */
export function readBundle(source: string): Bundle {
  if (source.length > MAX_TEXT) return whole([issue(text.tooLarge, '')])
  const json = readJson(source, DEPTH)
  const fields = json.ok && isFields(json.value) ? json.value : {}
  if (!json.ok || !('lambdascope' in fields)) {
    // No bundle: the parser says what is wrong with it as a scenario.
    const parsed = parseScenarioText(source)
    if (!parsed.ok) return whole(parsed.issues)
    return { entries: [{ name: nameOf(parsed.scenario.title, text.numbered(1)), scenario: parsed.scenario }], refused: [], issues: [] }
  }
  const { schema, scenarios: list } = fields
  if (fields['lambdascope'] !== KIND || !Array.isArray(list)) return whole([issue(text.notScenarios, '')])
  if (schema !== SCHEMA) return whole([issue(text.otherSchema(String(schema).slice(0, 12)), String(SCHEMA))])
  if (list.length > MOST) return whole([issue(text.tooMany(MOST), String(MOST))])
  return readEntries(list)
}
