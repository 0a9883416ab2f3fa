/** Reading and checking a file of cases. */
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { inputError, usageError } from '../commandLine.ts'
import { ADAPTERS, LATER_KINDS } from './registry.ts'
import type { ConformanceCase } from './types.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The cases of a parsed file; throws an error naming the first thing that is wrong. Their kinds may be unknown. */
export function parseCases(file: unknown): readonly ConformanceCase[] {
  const rows = isRecord(file) ? file['cases'] : undefined
  if (!Array.isArray(rows)) throw inputError(TOOLS_TEXT.noCases)
  const cases = rows.map(parseCase)
  const seen = new Set<string>()
  for (const { id } of cases) {
    if (seen.has(id)) throw inputError(TOOLS_TEXT.duplicateCase(id))
    seen.add(id)
  }
  return cases
}

/** Neither run nor planned. */
export const isUnknownKind = (kind: string): boolean => !Object.hasOwn(ADAPTERS, kind) && !LATER_KINDS.has(kind)

function parseCase(row: unknown, index: number): ConformanceCase {
  if (!isRecord(row) || typeof row['id'] !== 'string') throw inputError(TOOLS_TEXT.caseWithoutField(index, 'id'))
  if (typeof row['kind'] !== 'string') throw inputError(TOOLS_TEXT.caseWithoutField(index, 'kind'))
  if (Object.hasOwn(ADAPTERS, row['kind']) && !isRecord(row['inputs'])) throw inputError(TOOLS_TEXT.caseWithoutField(index, 'inputs'))
  // Parsed from JSON, so the values are JSON; the shape was checked above.
  return row as unknown as ConformanceCase
}

/** Kinds named on the command line, all of them when none is. */
export function parseKinds(text: string | undefined): (kind: string) => boolean {
  if (text === undefined) return () => true
  const kinds = new Set(text.split(',').map((kind) => kind.trim()).filter((kind) => kind !== ''))
  for (const kind of kinds) {
    if (isUnknownKind(kind)) throw usageError(TOOLS_TEXT.unknownKindAsked(kind))
  }
  return (kind) => kinds.has(kind)
}
