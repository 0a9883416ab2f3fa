/** Runs one case: seeds from its inputs, the adapter of its kind, the metrics it asks for. */
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { isObject } from './inputs.ts'
import { ADAPTERS } from './registry.ts'
import type { ConformanceCase, Json, JsonObject } from './types.ts'

export interface RunSettings {
  salt: number
  /** Share of the full effort, above 0 and at most 1. */
  effort: number
}

export interface CaseResult {
  id: string
  metrics: JsonObject
  /** Metrics asked for that no value was found for. */
  missing: readonly string[]
}

/** 32-bit FNV-1a of a text. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Same inputs and salt, same seeds, whatever the case is called and wherever it stands. */
function seedsOf(test: ConformanceCase, salt: number): (n: number) => number {
  const text = `${test.kind} ${JSON.stringify(test.inputs)} ${salt}`
  return (n) => hashText(`${text} ${n}`)
}

const isEstimate = (value: Json): boolean => isObject(value) && 'mean' in value && 'se' in value

/** Whether a value says which parts are wanted: an object with keys of its own, not an estimate or a list. */
const hasParts = (value: Json): value is JsonObject => isObject(value) && !isEstimate(value)

/**
 * The part of `found` that `asked` names, to any depth: a case says which of the known metrics it wants. Only keys of
 * `asked` are looked at. Text that describes rather than measures (a law, a note) is not a metric.
 */
function select(found: JsonObject, asked: JsonObject, path: string, missing: string[]): JsonObject {
  const rows: [string, Json][] = []
  for (const [key, wanted] of Object.entries(asked)) {
    const value = found[key]
    const name = path === '' ? key : `${path}.${key}`
    if (value === undefined) {
      if (!DESCRIPTIONS.has(key)) missing.push(name)
    } else if (hasParts(wanted) && hasParts(value)) rows.push([key, select(value, wanted, name, missing)])
    else if (Array.isArray(wanted) && Array.isArray(value)) rows.push([key, selectRows(value, wanted, name, missing)])
    else rows.push([key, value])
  }
  return Object.fromEntries(rows)
}

const DESCRIPTIONS: ReadonlySet<string> = new Set(['law', 'note', 'legend', 'concurrency_distribution'])

function selectRows(found: readonly Json[], asked: readonly Json[], path: string, missing: string[]): readonly Json[] {
  return found.map((row, index) => {
    const wanted = asked[index]
    return wanted !== undefined && hasParts(wanted) && hasParts(row) ? select(row, wanted, `${path}[${index}]`, missing) : row
  })
}

/** Without `expected`, everything the kind returns; with it, the metrics it names. */
export function runCase(test: ConformanceCase, settings: RunSettings): CaseResult {
  const adapter = Object.hasOwn(ADAPTERS, test.kind) ? ADAPTERS[test.kind] : undefined
  if (adapter === undefined) throw new Error(TOOLS_TEXT.unknownKind(test.id, test.kind))
  const asked = test.expected ?? null
  const metrics = adapter(test.inputs, { seed: seedsOf(test, settings.salt), effort: settings.effort, asked })
  const missing: string[] = []
  return { id: test.id, metrics: asked === null ? metrics : select(metrics, asked, '', missing), missing }
}
